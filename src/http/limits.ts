import type { Middleware } from 'koa';
import { HttpFailure } from './http-failure.ts';

/** Refuses a body that is announced as bigger than any route takes, before a byte of it is read. Routes cap what is not announced. */
export function bodyLimit(maxBytes: number): Middleware {
  return async (context, next) => {
    const length = Number(context.get('content-length') || 0);
    if (!(length <= maxBytes)) throw new HttpFailure(413);
    await next();
  };
}

/** Answers after `ms` whatever happens; the work itself goes on, and what it has claimed is not lost. */
export function timeLimit(ms: number): Middleware {
  return (_context, next) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new HttpFailure(503)), ms);
      void next()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
}
