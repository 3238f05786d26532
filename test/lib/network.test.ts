import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { createNetwork, type Network } from '../../src/lib/network.ts';

/** A certificate that nobody trusts but who is told to, made on the spot so that no key lies in the project. */
function makeCertificate(): { key: string; cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofa-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  try {
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
      {
        stdio: 'ignore',
      },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const certificate = makeCertificate();
const port = (server: Server): number => (server.address() as AddressInfo).port;

describe.skipIf(certificate === null)('the way out', () => {
  const target = createTlsServer(certificate ?? {}, (request, response) => response.end(`${request.method} ${request.url}`));
  const asked: { place: string; authorization: string | undefined }[] = [];
  const proxy = createServer();
  const tunnels: Socket[] = [];
  let isRefusing = false;

  beforeAll(async () => {
    new WebSocketServer({ server: target }).on('connection', socket => socket.on('message', data => socket.send(`heard ${data}`)));
    proxy.on('connect', (request, socket) => {
      asked.push({ place: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      if (isRefusing) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      const [host = '', number] = (request.url ?? '').split(':');
      const up = connect(Number(number), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        up.pipe(socket).pipe(up);
      });
      tunnels.push(up);
    });
    for (const server of [target, proxy]) await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const socket of tunnels) socket.destroy();
    for (const server of [target, proxy]) {
      server.closeAllConnections();
      server.close();
    }
  });

  const ca = certificate?.cert ?? '';
  const through = (): string => `http://name:word@127.0.0.1:${port(proxy)}`;

  async function talk({ agent }: Network): Promise<string> {
    const socket = new WebSocket(`wss://localhost:${port(target)}/`, agent === undefined ? {} : { agent });
    return new Promise<string>((resolve, reject) => {
      socket.on('open', () => socket.send('hello'));
      socket.on('message', data => resolve(String(data)));
      socket.on('error', reject);
    }).finally(() => socket.terminate());
  }
  const get = async ({ fetch }: Network): Promise<string> => (await fetch(`https://localhost:${port(target)}/a`)).text();

  it('is the plain one when nothing is set', () => {
    expect(createNetwork({})).toEqual({ fetch: globalThis.fetch });
  });

  it('trusts no unknown authority', async () => {
    await expect(get(createNetwork({}))).rejects.toThrow();
    await expect(talk(createNetwork({}))).rejects.toThrow();
    await expect(get(createNetwork({ proxy: through() }))).rejects.toThrow();
    await expect(talk(createNetwork({ proxy: through() }))).rejects.toThrow();
  });

  it('trusts the authority that it is told to, for requests and for WebSockets', async () => {
    const network = createNetwork({ ca });
    expect([await get(network), await talk(network)]).toEqual(['GET /a', 'heard hello']);
  });

  it('leads through the proxy, with its name and word', async () => {
    asked.length = 0;
    const network = createNetwork({ ca, proxy: through() });
    expect([await get(network), await talk(network)]).toEqual(['GET /a', 'heard hello']);
    const expected = { place: `localhost:${port(target)}`, authorization: `Basic ${btoa('name:word')}` };
    expect(asked).toEqual([expected, expected]);
  });

  it('fails when the proxy refuses', async () => {
    isRefusing = true;
    const network = createNetwork({ ca, proxy: through() });
    await expect(talk(network)).rejects.toThrow('407');
    await expect(get(network)).rejects.toThrow();
    isRefusing = false;
  });
});
