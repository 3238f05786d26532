import type { Context, Middleware } from 'koa';
import { httpProblem, type Problem, problemOf } from './problem.ts';

/** Told about every failure that is ours (5xx), with what a log may hold. */
export type OnFailure = (error: unknown, request: { method: string; path: string; status: number }) => void;

function answer(context: Context, problem: Problem): void {
  context.status = problem.status;
  context.body = { code: problem.code, message: problem.message };
  // What is left of a body that was refused half-way is not worth reading.
  if (!context.req.complete) context.set('Connection', 'close');
}

/** The one catcher of the HTTP side: a failure becomes a code and a sentence, and unknown addresses get the same form. */
export function problems(onFailure: OnFailure): Middleware {
  return async (context, next) => {
    try {
      await next();
      if (context.body === undefined && (context.status === 404 || context.status === 405)) answer(context, httpProblem(context.status));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500) onFailure(error, { method: context.method, path: context.path, status: problem.status });
      answer(context, problem);
    }
  };
}
