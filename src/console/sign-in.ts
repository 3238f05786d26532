import Router from '@koa/router';
import type { Context } from 'koa';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import type { PlatformId } from '../domain/message.ts';
import { type Html, html } from '../lib/html.ts';
import { isLoopback } from '../lib/loopback.ts';
import type { Entrance } from '../platforms/platform.ts';
import { signInWords } from '../wording/console.ts';
import { show } from './layout.ts';
import type { ConsoleOptions } from './options.ts';
import { readForm } from './read-form.ts';
import { requireOwnPage, type Sessions } from './session.ts';

/** Ways to sign in, as links. */
export function signInBody({ platforms, publicUrl }: ConsoleOptions, context: Context): Html {
  const links = platforms.flatMap(({ id, entrance }) =>
    entrance && publicUrl !== null ? [html`<li><a href="/sign-in/${id}">${signInWords.by[id]}</a></li>`] : [],
  );
  const byCode = html`<li><a href="/sign-in/code">${signInWords.byCode}</a><small>${signInWords.byCodeNote}</small></li>`;
  return html`<ul>${links}${isLoopback(context.req) && byCode}</ul>`;
}

function codeForm(note: string): Html {
  return html`${note !== '' && html`<p class="bad">${note}</p>`}<form method="post" action="/sign-in/code"><label>${signInWords.code}
<input type="text" name="code" autocomplete="off" autocapitalize="characters" required></label><button>${signInWords.enter}</button></form>
<p class="foot">${signInWords.byCodeNote}</p>`;
}

/** 登录 — through the platforms, whose word is who somebody is, and by a one-time code at this very machine. What they may do is for the roster to say. */
export function createSignIn(options: ConsoleOptions, sessions: Sessions): Router {
  const router = new Router();
  const enter = (context: Context, member: Member | undefined): void => {
    if (!member) throw new AppError('not-permitted', signInWords.notOnRoster);
    sessions.begin(context, member);
    context.redirect('/');
  };
  for (const { id, entrance } of options.platforms) if (entrance) platformRoutes(router, { id, entrance, options, sessions, enter });
  router.get('/sign-in/code', context => {
    requireLoopback(context);
    show(context, { title: signInWords.title, body: codeForm('') });
  });
  router.post('/sign-in/code', async context => {
    requireLoopback(context);
    requireOwnPage(context, options.publicUrl);
    const memberId = options.codes.redeem((await readForm(context)).get('code') ?? '');
    if (memberId !== null) return enter(context, sessions.withId(memberId));
    show(context, { title: signInWords.title, body: codeForm(signInWords.wrongCode) });
    context.status = 403;
  });
  router.post('/sign-out', context => {
    requireOwnPage(context, options.publicUrl);
    sessions.end(context);
    context.redirect('/');
  });
  return router;
}

function requireLoopback(context: Context): void {
  if (!isLoopback(context.req)) throw new AppError('not-permitted', signInWords.byCodeNote);
}

interface PlatformRoutes {
  id: PlatformId;
  entrance: Entrance;
  options: ConsoleOptions;
  sessions: Sessions;
  enter(context: Context, member: Member | undefined): void;
}

function platformRoutes(router: Router, { id, entrance, options, sessions, enter }: PlatformRoutes): void {
  const { inClient } = entrance;
  const known = (account: string | null): Member | undefined => {
    if (account === null) throw new AppError('not-permitted', signInWords.nobody);
    return sessions.withAccount(id, account);
  };
  router.get(`/sign-in/${id}`, context => {
    if (inClient?.matches(context.get('user-agent')) && context.query['way'] !== 'scan') return showClientPage(context, { id, inClient });
    const state = sessions.beginState(context, id);
    const returnTo = `${options.publicUrl ?? context.origin}/sign-in/${id}/back`;
    context.redirect(entrance.address({ returnTo, state, userAgent: context.get('user-agent') }));
  });
  router.get(`/sign-in/${id}/back`, async context => {
    if (!sessions.isStateGood(context, id, context.query['state'])) throw new AppError('not-permitted', signInWords.wrongReturn);
    enter(context, known(await entrance.accountOf(context.query)));
  });
  if (!inClient) return;
  router.post(`/sign-in/${id}`, async context => {
    requireOwnPage(context, options.publicUrl);
    enter(context, known(await inClient.accountOf((await readForm(context)).get('code') ?? '')));
  });
}

/** The platform's own script asks its client for a code; no other page may run it. */
function showClientPage(context: Context, { id, inClient }: { id: PlatformId; inClient: NonNullable<Entrance['inClient']> }): void {
  const policy = String(context.response.get('Content-Security-Policy'));
  context.set('Content-Security-Policy', policy.replace("script-src 'self'", `script-src 'self' ${new URL(inClient.script).origin}`));
  const form = html`<form method="post" action="/sign-in/${id}" id="client" data-parameters="${JSON.stringify(inClient.parameters)}" hidden><input type="hidden" name="code"></form>`;
  const scan = html`<p><a href="/sign-in/${id}?way=scan">${signInWords.by[id]}</a></p>`;
  const body = html`<p id="note" data-failed="${signInWords.failed}">${signInWords.opening}</p>${form}${scan}<script src="${inClient.script}"></script>`;
  show(context, { title: signInWords.title, body, script: `/web/sign-in-${id}.js` });
}
