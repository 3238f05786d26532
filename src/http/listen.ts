import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../domain/errors.ts';

const SWEEP_MS = 20;

/** A server that answers. */
export interface Listening {
  port: number;
  /** `http://localhost:3000` */
  url: string;
  /** Takes no new requests, lets those under way finish for `graceMs`, then cuts them off. */
  close(graceMs?: number): Promise<void>;
}

function whyNot(error: NodeJS.ErrnoException, port: number, host: string): AppError {
  const why =
    error.code === 'EADDRINUSE'
      ? `端口${port}已被别的程序占用。请关闭它，或换一个端口：PORT=3001 npm start。`
      : error.code === 'EACCES'
        ? `没有使用端口${port}的权限。请换一个大于1024的端口：PORT=3000 npm start。`
        : `无法在 ${host}:${port} 上监听，请检查 HOST 和 PORT 的设置。`;
  return new AppError('config-invalid', why, { cause: error });
}

function displayHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Starts to answer on `port` (0: any free one). */
export async function listen(app: RequestListener, options: { port: number; host: string }): Promise<Listening> {
  const { host } = options;
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(whyNot(error, options.port, host)));
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${displayHost(host)}:${port}`,
    close(graceMs = 5_000) {
      return new Promise<void>(resolve => {
        const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
        // A connection that was busy when closing began would otherwise be kept for a next request that never comes.
        const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        server.close(() => {
          clearTimeout(cutOff);
          clearInterval(sweeping);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}
