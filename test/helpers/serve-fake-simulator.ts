import { createHttp } from '../../src/http/http.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { createFakeSimulator } from './fake-simulator-host.ts';

/** Serves the simulator on a fake program, for browser tests and for looking at it. */
export function serveFakeSimulator(port = 0): Promise<Listening> {
  const app = createHttp({
    mounts: [{ router: createFakeSimulator().router, access: 'machine' }],
    reasonsNotReady: () => [],
    metrics: createMetrics(),
    onFailure: error => console.error(error),
  });
  return listen(app, { port, host: '127.0.0.1' });
}
