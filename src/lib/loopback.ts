import type { IncomingMessage } from 'node:http';

/** Any of these says that somebody else's request was passed on by a proxy on this machine. */
const forwardingHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** True for the addresses of this very machine, as a socket reports them. */
function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && (/^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address) || address === '::1');
}

/** True for `localhost`, `127.0.0.1` and `[::1]`, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** True for a person at this machine. The socket's address is what counts, since headers can be made up; a rebound name and a proxy are told by theirs. */
export function isLoopback(request: IncomingMessage): boolean {
  const isLocal = isLoopbackAddress(request.socket.remoteAddress) && isLoopbackHost(request.headers.host ?? '');
  return isLocal && forwardingHeaders.every(name => request.headers[name] === undefined);
}
