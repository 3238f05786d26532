import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { AddressRefused, checkedLookup } from './private-address.ts';
import { openTunnel } from './tunnel.ts';

/** How this machine reaches the outside. */
export interface NetworkSettings {
  /** `http://proxy.example.gov:8080`; with name and word in it where the proxy asks for them. */
  proxy?: string;
  /** PEM of a certificate authority that is trusted besides the usual ones, such as that of an inspecting gateway. */
  ca?: string;
  /** Asked for the IP address of every direct connection of `fetch`, right before it is opened; a refusal is an `AddressRefused`, as the failure's cause. Not asked through a proxy. */
  mayConnect?: (address: string) => boolean;
}

/** 出网方式 — the same way out for requests (`fetch`) and for long connections (`agent` of a WebSocket). */
export interface Network {
  fetch: typeof globalThis.fetch;
  /** Absent when connections are direct and only the usual authorities are trusted. */
  agent?: HttpsAgent;
}

/** With no setting this is the plain global `fetch`. */
export function createNetwork({ proxy, ca, mayConnect }: NetworkSettings): Network {
  if (mayConnect) return { fetch: checkedFetch(mayConnect, ca) };
  if (proxy === undefined && ca === undefined) return { fetch: globalThis.fetch };
  const trusted = trustedWith(ca);
  const dispatcher = createDispatcher(proxy, trusted);
  const agent = proxy === undefined ? new HttpsAgent(trusted === undefined ? {} : { ca: trusted }) : new TunnelAgent(proxy, trusted);
  return { agent, fetch: (input, init) => globalThis.fetch(input, withDispatcher(init, dispatcher)) };
}

function trustedWith(ca: string | undefined): string[] | undefined {
  return ca === undefined ? undefined : [...rootCertificates, ca];
}

/** Connects straight to addresses that were checked, never through a proxy, which would resolve the name anew. */
function checkedFetch(mayConnect: (address: string) => boolean, ca: string | undefined): typeof globalThis.fetch {
  const trusted = trustedWith(ca);
  const dispatcher = new Agent({ connect: { lookup: checkedLookup(mayConnect), ...(trusted ? { ca: trusted } : {}) } });
  return async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    const address = hostname.replace(/^\[|\]$/g, '');
    if (isIP(address) !== 0 && !mayConnect(address)) throw new TypeError('fetch failed', { cause: new AddressRefused(hostname) });
    return globalThis.fetch(input, withDispatcher(init, dispatcher));
  };
}

function createDispatcher(proxy: string | undefined, ca: string[] | undefined): Dispatcher {
  if (proxy === undefined) return new Agent(ca === undefined ? {} : { connect: { ca } });
  return new ProxyAgent({ uri: proxy, ...(ca === undefined ? {} : { requestTls: { ca }, proxyTls: { ca } }) });
}

/** Node's own `fetch` takes a dispatcher, though the types that it ships do not know this one's class. */
function withDispatcher(init: RequestInit | undefined, dispatcher: Dispatcher): RequestInit {
  return Object.assign({}, init, { dispatcher });
}

/** Connections of a WebSocket go through the proxy's CONNECT, encrypted to the far end. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: string;
  readonly #ca: string[] | undefined;

  constructor(proxy: string, ca: string[] | undefined) {
    super({ keepAlive: false });
    this.#proxy = proxy;
    this.#ca = ca;
  }

  override createConnection(options: RequestOptions, connected?: (error: Error | null, socket: Duplex) => void): undefined {
    const target = { host: options.host ?? '', port: Number(options.port ?? 443), servername: options.servername ?? options.host ?? '' };
    openTunnel(target, { proxy: this.#proxy, ca: this.#ca }).then(
      socket => connected?.(null, socket),
      // Nothing is read from the socket of a connection that failed.
      (error: Error) => connected?.(error, new PassThrough()),
    );
  }
}
