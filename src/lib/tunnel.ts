import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const TIMEOUT_MS = 15_000;

/** Where a tunnel leads, and how it is reached. */
export interface TunnelTarget {
  host: string;
  port: number;
  /** The name that its certificate has to be for. */
  servername: string;
}

/** Asks a proxy for a connection to the target, and encrypts it up to there. */
export async function openTunnel(target: TunnelTarget, via: { proxy: string; ca: string[] | undefined }): Promise<Socket> {
  const socket = await askProxy(target, via);
  const secured = connectTls({ socket, servername: target.servername, ...(via.ca === undefined ? {} : { ca: via.ca }) });
  return new Promise((resolve, reject) => {
    secured.once('secureConnect', () => resolve(secured));
    secured.once('error', reject);
  });
}

function askProxy({ host, port }: TunnelTarget, { proxy, ca }: { proxy: string; ca: string[] | undefined }): Promise<Socket> {
  const url = new URL(proxy);
  const place = `${host}:${port}`;
  const authorization =
    url.username === '' ? {} : { 'proxy-authorization': `Basic ${btoa(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`)}` };
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = open({
      host: url.hostname,
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      ...{ method: 'CONNECT', path: place, headers: { host: place, ...authorization }, agent: false, timeout: TIMEOUT_MS },
      ...(ca === undefined ? {} : { ca }),
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy answered ${response.statusCode}`));
    });
    request.once('timeout', () => request.destroy(new Error('the proxy does not answer')));
    request.once('error', reject);
    request.end();
  });
}
