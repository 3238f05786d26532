import type { Member } from '../domain/member.ts';
import { may } from '../domain/permission.ts';
import type { SourceDocument } from '../domain/provision.ts';
import type { IngestResult } from '../knowledge/ingest.ts';
import { type Html, html } from '../lib/html.ts';
import { documentsWords } from '../wording/console.ts';
import { ingestedFile } from '../wording/corpus.ts';
import type { ConsoleOptions } from './options.ts';

const MOST_LISTED = 100;

/** Editors look after what is answered from, the admin after the machine that holds it. */
export function mayUpload(member: Member): boolean {
  return may(member, 'add-document');
}

function uploadForm(): Html {
  return html`<form method="post" action="/documents" enctype="multipart/form-data"><label>${documentsWords.choose}
<input type="file" name="file" multiple required></label><button>${documentsWords.upload}</button></form>`;
}

function lineOf({ fullTitle, number, versionOn, path }: SourceDocument): Html {
  const about = [number, versionOn, path].filter(part => part !== null && part !== '');
  return html`<li>${fullTitle}<small>${about.join('｜')}</small></li>`;
}

/** 资料 — what the corpus holds, those of this name first of all; `results` of what was just uploaded. */
export function documentsPage(
  options: ConsoleOptions,
  { member, name, results = [] }: { member: Member; name: string; results?: readonly IngestResult[] },
): Html {
  const all = options.documents().filter(document => document.fullTitle.includes(name) || document.path.includes(name));
  const outcome = results.flatMap(result => ingestedFile(result));
  return html`${mayUpload(member) && uploadForm()}
${outcome.length > 0 && html`<ul>${outcome.map(line => html`<li>${line}</li>`)}</ul>`}
<form method="get" action="/documents"><label>${documentsWords.find}<input type="search" name="name" value="${name}"></label><button>${documentsWords.search}</button></form>
<p>${documentsWords.count(all.length)}</p>
<ul>${all.slice(0, MOST_LISTED).map(lineOf)}</ul>
${all.length > MOST_LISTED && html`<p class="foot">${documentsWords.more(all.length - MOST_LISTED)}</p>`}`;
}
