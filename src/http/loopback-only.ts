import type { Context, Middleware } from 'koa';
import { AppError } from '../domain/errors.ts';

/** Any of these says that somebody else's request was passed on by a proxy on this machine. */
const forwardingHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** True for the addresses of this very machine, as a socket reports them. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && (/^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address) || address === '::1');
}

/** True for `localhost`, `127.0.0.1` and `[::1]`, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}

function comesFromOwnPage(context: Context): boolean {
  const site = context.get('sec-fetch-site');
  const isNavigation = context.get('sec-fetch-mode') === 'navigate' && context.method === 'GET';
  if (site !== '' && site !== 'same-origin' && site !== 'none' && !isNavigation) return false;
  const origin = context.get('origin');
  return origin === '' || origin.toLowerCase() === `http://${context.get('host').toLowerCase()}`;
}

/**
 * Lets only a person at this machine through. The socket's address is what counts, since headers can be made up;
 * Host and Origin are checked too, so that a page on the internet whose name was rebound to 127.0.0.1 gets nothing.
 */
export function loopbackOnly(): Middleware {
  return async (context, next) => {
    const isLocal = isLoopbackAddress(context.req.socket.remoteAddress) && isLoopbackHost(context.get('host'));
    if (!isLocal || forwardingHeaders.some(name => context.get(name) !== '') || !comesFromOwnPage(context)) {
      throw new AppError('not-permitted', '这里只允许在运行小法的那台电脑上打开，请在那台电脑用 http://localhost 加端口访问。');
    }
    await next();
  };
}
