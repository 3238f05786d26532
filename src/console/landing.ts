import { join } from 'node:path';
import Router from '@koa/router';
import { projectRoot } from '../lib/project-root.ts';
import { openStaticFiles } from '../lib/static-files.ts';

/** The page at `/`: what this is and where to go, until the console takes its place. */
export function createLanding(): Router {
  const open = openStaticFiles(join(projectRoot, 'src', 'console', 'web'));
  const router = new Router();
  router.get('/', async context => {
    const page = await open('index.html');
    context.type = page?.type ?? '';
    context.body = page?.bytes;
  });
  router.get('/web/:name', async context => {
    const file = await open(context.params['name'] ?? '');
    if (!file) return;
    context.type = file.type;
    context.body = file.bytes;
  });
  return router;
}
