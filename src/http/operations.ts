import Router from '@koa/router';
import type { Metrics } from '../lib/metrics.ts';

/** What is missing before work can be done, in plain Chinese; empty when ready. */
export type ReasonsNotReady = () => string[] | Promise<string[]>;

/** `/healthz` (alive), `/readyz` (ready, or why not) and `/metrics`: what the one who keeps it running looks at. */
export function operations(options: { reasonsNotReady: ReasonsNotReady; metrics: Metrics }): Router {
  const router = new Router();
  router.get('/healthz', context => {
    context.body = { alive: true };
  });
  router.get('/readyz', async context => {
    const reasons = await options.reasonsNotReady();
    context.status = reasons.length === 0 ? 200 : 503;
    context.body = { ready: reasons.length === 0, reasons };
  });
  router.get('/metrics', async context => {
    context.type = 'text/plain; version=0.0.4; charset=utf-8';
    context.body = await options.metrics.print();
  });
  return router;
}
