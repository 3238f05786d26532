import type { Context } from 'koa';
import type { Member } from '../domain/member.ts';
import { type Html, html } from '../lib/html.ts';
import { consoleWords } from '../wording/console.ts';

/** One page, one screen on a phone. */
export interface Page {
  title: string;
  body: Html;
  /** Who is signed in; null before that. */
  member?: Member | null;
  script?: string;
}

function header({ title, member }: Page): Html {
  if (!member) return html`<h1>${title}</h1>`;
  const out = html`<form method="post" action="/sign-out"><button class="plain">${consoleWords.signOut}</button></form>`;
  return html`<nav><a href="/">${consoleWords.console}</a><span>${consoleWords.signedInAs(member.name)}</span>${out}</nav><h1>${title}</h1>`;
}

function printPage(page: Page): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}｜${consoleWords.name}</title>
<link rel="stylesheet" href="/web/console.css">
</head>
<body><main>${header(page)}${page.body}</main>${page.script !== undefined && html`<script src="${page.script}"></script>`}</body>
</html>
`.text;
}

/** Answers with a page. Its own forms must be told from others', so browsers may say where they come from, to us alone. */
export function show(context: Context, page: Page): void {
  context.set('Referrer-Policy', 'same-origin');
  context.type = 'text/html; charset=utf-8';
  context.body = printPage(page);
}
