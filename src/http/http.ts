import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { Metrics } from '../lib/metrics.ts';
import type { CallbackAddress } from '../platforms/callback.ts';
import { answerCallbacks } from './callbacks.ts';
import { bodyLimit, timeLimit } from './limits.ts';
import { loopbackOnly } from './loopback-only.ts';
import { operations, type ReasonsNotReady } from './operations.ts';
import { type OnFailure, problems } from './problems.ts';
import { securityHeaders } from './security-headers.ts';

/** Routes of one part of the product (simulator, console), and who may reach them. */
export interface Mount {
  router: Router;
  /** `machine`: only a person at this very machine. */
  access: 'public' | 'machine';
  /** After this the caller is answered whether or not the work is done; default 30 s. */
  timeoutMs?: number;
}

/** What `createHttp` is built from. */
export interface HttpOptions {
  /** Addresses that platforms call; default none. */
  callbacks?: readonly CallbackAddress[];
  mounts: readonly Mount[];
  reasonsNotReady: ReasonsNotReady;
  metrics: Metrics;
  onFailure: OnFailure;
  /** The biggest body that any route takes; routes set their own, smaller limits. Default 16 MB. */
  maxBodyBytes?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024;

function mount(app: Koa, { router, access, timeoutMs }: Mount): void {
  // A router around the router: its guards run only where one of these routes answers.
  const guarded = new Router();
  guarded.use(timeLimit(timeoutMs ?? DEFAULT_TIMEOUT_MS));
  if (access === 'machine') guarded.use(loopbackOnly());
  guarded.use(router.routes());
  app.use(guarded.routes());
  app.use(guarded.allowedMethods());
}

/** The HTTP side of the product: the platforms' callbacks, then operations, then whatever is mounted, with one set of limits, headers and error words. */
export function createHttp(options: HttpOptions): RequestListener {
  const app = new Koa();
  const requests = options.metrics.counter('xiaofa_http_requests_total', 'Requests answered, by status.');
  app.silent = true;
  app.on('error', (error, context: Koa.Context | undefined) => {
    options.onFailure(error, { method: context?.method ?? '', path: context?.path ?? '', status: context?.status ?? 500 });
  });
  app.use(async (context, next) => {
    await next();
    requests.add(1, { status: String(context.status) });
  });
  app.use(securityHeaders());
  app.use(problems(options.onFailure));
  app.use(bodyLimit(options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES));
  mount(app, { router: operations(options), access: 'public' });
  for (const part of options.mounts) mount(app, part);
  const pages = app.callback();
  const onAnswered = (status: number): void => requests.add(1, { status: String(status) });
  const answered = answerCallbacks(options.callbacks ?? [], { onFailure: options.onFailure, onAnswered });
  return (request, response) => {
    if (!answered(request, response)) void pages(request, response);
  };
}
