/** 可以访问的主机 — where a message may send us: the configured API itself, and the trusted hosts over https. Nothing else, so that no reply address leads into the network. */
export class AllowedHosts {
  readonly #origin: string;
  readonly #hosts: ReadonlySet<string>;

  constructor(apiBase: string, trustedHosts: readonly string[]) {
    this.#origin = new URL(apiBase).origin;
    this.#hosts = new Set(trustedHosts.map(host => host.toLowerCase()));
  }

  /** The address, when it may be called. */
  check(address: string): URL | null {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    if (url.username !== '' || url.password !== '') return null;
    const isTrusted = url.origin === this.#origin || (url.protocol === 'https:' && url.port === '' && this.#isListed(url.hostname));
    return isTrusted ? url : null;
  }

  /** A leading dot means everything below: `.myqcloud.com`. */
  #isListed(host: string): boolean {
    return this.#hosts.has(host) || [...this.#hosts].some(one => one.startsWith('.') && host.endsWith(one));
  }
}
