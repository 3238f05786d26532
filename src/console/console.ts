import { join } from 'node:path';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import { may } from '../domain/permission.ts';
import { type Html, html } from '../lib/html.ts';
import { projectRoot } from '../lib/project-root.ts';
import { openStaticFiles } from '../lib/static-files.ts';
import { consoleOff, consoleWords, notAllowedHere, pageNames, signInWords } from '../wording/console.ts';
import { documentsPage, mayUpload } from './documents-page.ts';
import { feedbackPage } from './feedback-page.ts';
import { show } from './layout.ts';
import { namesPage } from './names-page.ts';
import type { ConsoleOptions } from './options.ts';
import { outboxPage, resendFromPage } from './outbox-page.ts';
import { quotaPage } from './quota-page.ts';
import { readForm, readUploads } from './read-form.ts';
import { runsPage } from './runs-page.ts';
import { requireOwnPage, Sessions } from './session.ts';
import { createSignIn, signInBody } from './sign-in.ts';
import { unreachablePage } from './unreachable-page.ts';

type PageName = keyof typeof pageNames;

/** Who may see a page; nobody else does. */
const mayOpen: Record<PageName, (member: Member) => boolean> = {
  runs: member => may(member, 'see-missing'),
  outbox: member => may(member, 'administer'),
  quota: member => may(member, 'administer'),
  unreachable: member => may(member, 'administer'),
  documents: member => may(member, 'ask'),
  feedback: member => may(member, 'review'),
  names: member => may(member, 'review'),
};

const drawn: Record<Exclude<PageName, 'documents'>, (options: ConsoleOptions) => Promise<Html>> = {
  runs: runsPage,
  outbox: outboxPage,
  quota: quotaPage,
  unreachable: unreachablePage,
  feedback: feedbackPage,
  names: namesPage,
};

function links(lines: readonly { to: string; words: readonly [string, string] }[]): Html {
  return html`<ul>${lines.map(({ to, words: [name, what] }) => html`<li><a href="${to}">${name}</a><small>${what}</small></li>`)}</ul>`;
}

function about({ hasSimulator }: ConsoleOptions): Html {
  const places = [
    ...(hasSimulator ? [{ to: '/simulator', words: consoleWords.simulator }] : []),
    { to: '/healthz', words: consoleWords.health },
    { to: '/readyz', words: consoleWords.ready },
  ];
  return html`${links(places)}<p class="foot">${consoleWords.foot}</p>`;
}

function offBody(): Html {
  const [first, second] = consoleOff.how;
  return html`<h2>${consoleOff.title}</h2><p>${first}</p><code>${consoleOff.command}</code><p>${second}</p>`;
}

/** 控制台 — small pages drawn on this machine, at `/`; without a secret nothing but what it would need. */
export function createConsole(options: ConsoleOptions): Router {
  const router = new Router();
  const { secret } = options;
  router.use(refusalsAsPages);
  serveFiles(router);
  if (secret === null) {
    router.get('/', context => show(context, { title: consoleWords.name, body: html`<p>${consoleWords.lead}</p>${offBody()}${about(options)}` }));
    return router;
  }
  const sessions = new Sessions({ ...options, secret });
  router.get('/', context => {
    const member = sessions.memberOf(context);
    const body = member
      ? links(pagesOf(member))
      : html`<p>${consoleWords.lead}</p><h2>${signInWords.title}</h2>${signInBody(options, context)}${about(options)}`;
    show(context, { title: member ? consoleWords.console : consoleWords.name, body, member });
  });
  pages(router, { options, sessions });
  router.use(createSignIn(options, sessions).routes());
  return router;
}

/** Whoever is told no reads a page, with the way back; what is no refusal is for the one catcher of all. */
const refusalsAsPages: Middleware = async (context, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-permitted') throw error;
    const body = html`<p class="bad">${error.message}</p><p><a href="/">${consoleWords.back}</a></p>`;
    show(context, { title: consoleWords.console, body });
    context.status = 403;
  }
};

function pagesOf(member: Member): { to: string; words: readonly [string, string] }[] {
  const names = Object.keys(pageNames) as PageName[];
  return names.filter(name => mayOpen[name](member)).map(name => ({ to: `/${name}`, words: pageNames[name] }));
}

function serveFiles(router: Router): void {
  const open = openStaticFiles(join(projectRoot, 'src', 'console', 'web'));
  router.get('/web/:name', async context => {
    const file = await open(context.params['name'] ?? '');
    if (!file) return;
    context.type = file.type;
    context.body = file.bytes;
  });
}

/** The member that is signed in and may open the page; everybody else is sent to sign in, or told no. */
function guard(context: Context, sessions: Sessions, name: PageName): Member | null {
  const member = sessions.memberOf(context);
  if (!member) {
    context.redirect('/');
    return null;
  }
  if (!mayOpen[name](member)) throw new AppError('not-permitted', notAllowedHere);
  return member;
}

function pages(router: Router, { options, sessions }: { options: ConsoleOptions; sessions: Sessions }): void {
  for (const [name, draw] of Object.entries(drawn) as [keyof typeof drawn, (typeof drawn)[keyof typeof drawn]][]) {
    router.get(`/${name}`, async context => {
      const member = guard(context, sessions, name);
      if (member) show(context, { title: pageNames[name][0], body: await draw(options), member });
    });
  }
  router.get('/documents', context => {
    const member = guard(context, sessions, 'documents');
    const { name } = context.query;
    if (member)
      show(context, { title: pageNames.documents[0], body: documentsPage(options, { member, name: typeof name === 'string' ? name : '' }), member });
  });
  router.post('/documents', async context => {
    requireOwnPage(context, options.publicUrl);
    const member = guard(context, sessions, 'documents');
    if (!member) return;
    if (!mayUpload(member)) throw new AppError('not-permitted', notAllowedHere);
    const results = await options.upload(await readUploads(context), member.name);
    show(context, { title: pageNames.documents[0], body: documentsPage(options, { member, name: '', results }), member });
  });
  router.post('/outbox/resend', async context => {
    requireOwnPage(context, options.publicUrl);
    const member = guard(context, sessions, 'outbox');
    if (!member) return;
    await resendFromPage(options, (await readForm(context)).get('code') ?? '', member);
    context.redirect('/outbox');
  });
}
