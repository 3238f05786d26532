import type { DingtalkConfig } from './config.ts';

/** True when an address that came from outside leads to a configured host: one of the two bases, or over TLS to a trusted host or one below it. */
export function isTrustedAddress(address: string, config: Pick<DingtalkConfig, 'apiBase' | 'oapiBase' | 'trustedHosts'>): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if ([config.apiBase, config.oapiBase].some(base => isSameServer(new URL(base), url))) return true;
  const isSafe = (url.protocol === 'https:' || url.protocol === 'wss:') && (url.port === '' || url.port === '443');
  return isSafe && config.trustedHosts.some(host => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

/** The WebSocket of a server counts as the server; encryption may not be lost on the way. */
function isSameServer(base: URL, url: URL): boolean {
  const schemes = base.protocol === 'https:' ? ['https:', 'wss:'] : ['http:', 'ws:'];
  return schemes.includes(url.protocol) && url.host === base.host;
}
