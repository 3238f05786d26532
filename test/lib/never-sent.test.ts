import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { neverSent } from '../../src/lib/never-sent.ts';

type Behaviour = Parameters<typeof createServer>[1];

async function failureOf(behaviour: Behaviour | 'not listening'): Promise<unknown> {
  const server = createServer(behaviour === 'not listening' ? undefined : behaviour);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise(resolve => server.close(() => resolve()).closeAllConnections());
  if (behaviour === 'not listening') await close();
  else onTestFinished(close);
  const call = fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{}', redirect: 'error', signal: AbortSignal.timeout(100) });
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a call that failed', () => {
  it.each<[string, Behaviour | 'not listening', boolean]>([
    ['left nothing where nobody listens', 'not listening', true],
    ['left nothing where it was told to go elsewhere', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(), true],
    ['may have been done when no answer came in time', () => undefined, false],
    ['may have been done when the connection broke off', request => void request.socket.destroy(), false],
  ])('%s', async (_title, behaviour, isNeverSent) => {
    const error = await failureOf(behaviour);
    expect(error).toBeInstanceOf(Error);
    expect(neverSent(error)).toBe(isNeverSent);
  });
});
