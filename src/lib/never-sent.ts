/** What a connection that never stood is called by Node, by undici and by OpenSSL. */
const neverStood =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO_|UNABLE_TO_)/;

/** 没有发出 — whether a failed `fetch` surely left nothing with the other side. After anything else (no answer in time, a connection that broke off) it may have done what it was asked. */
export function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return false;
  // Whoever answers with a redirect has not done it.
  return cause.message === 'unexpected redirect' || ('code' in cause && neverStood.test(String(cause.code)));
}
