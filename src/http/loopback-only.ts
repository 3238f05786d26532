import type { Context, Middleware } from 'koa';
import { AppError } from '../domain/errors.ts';
import { isLoopback } from '../lib/loopback.ts';

function comesFromOwnPage(context: Context): boolean {
  const site = context.get('sec-fetch-site');
  const isNavigation = context.get('sec-fetch-mode') === 'navigate' && context.method === 'GET';
  if (site !== '' && site !== 'same-origin' && site !== 'none' && !isNavigation) return false;
  const origin = context.get('origin');
  return origin === '' || origin.toLowerCase() === `http://${context.get('host').toLowerCase()}`;
}

/**
 * Lets only a person at this machine through. The socket's address is what counts, since headers can be made up;
 * Host and Origin are checked too, so that a page on the internet whose name was rebound to 127.0.0.1 gets nothing.
 */
export function loopbackOnly(): Middleware {
  return async (context, next) => {
    if (!isLoopback(context.req) || !comesFromOwnPage(context)) {
      throw new AppError('not-permitted', '这里只允许在运行小法的那台电脑上打开，请在那台电脑用 http://localhost 加端口访问。');
    }
    await next();
  };
}
