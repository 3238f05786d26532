import { Document, type ISectionOptions, Packer } from 'docx';
import type { Bureau } from '../../bureau/bureau.ts';
import type { Draft } from '../../domain/draft.ts';
import type { Entry } from '../../domain/entry.ts';
import { madeBy, pageMarks } from '../../wording/draft-prose.ts';
import { appendix, cellStyles } from './appendix.ts';
import { bodyParagraphs } from './body.ts';
import { coreProperties } from './core-properties.ts';
import { fonts, lyingPage, size, uprightPage } from './page.ts';
import { withFixedDates } from './zip-dates.ts';

const black = { run: { color: '000000', bold: false } } as const;

/** What a draft's records are looked up in. */
export interface RecordsBehind {
  bureau: Bureau;
  entries: readonly Entry[];
}

async function pack(draft: Draft, creator: string, sections: ISectionOptions[]): Promise<Uint8Array> {
  const description = madeBy(draft.state, draft.steps?.at(-1)?.name ?? '');
  const document = new Document({
    title: draft.title,
    creator,
    description,
    evenAndOddHeaderAndFooters: true,
    // Word's own headings are blue and bold; an official document's are black and told apart by their font.
    styles: {
      paragraphStyles: cellStyles,
      default: { document: { run: { font: fonts.body, size: size.body } }, title: black, heading1: black, heading2: black },
    },
    sections,
  });
  const core = coreProperties({ title: draft.title, creator, description, at: draft.compiledAt });
  return withFixedDates(await Packer.pack(document, 'uint8array', undefined, [{ path: 'docProps/core.xml', data: core }]));
}

/** The draft as a Word file, laid out as an official report, with the 数据出处表 behind it. The same draft gives the same bytes. */
export function renderDocx(draft: Draft, from: RecordsBehind): Promise<Uint8Array> {
  const mark = pageMarks[draft.state];
  return pack(draft, from.bureau.name, [
    { ...uprightPage(mark), children: bodyParagraphs(draft, from.bureau.name) },
    { ...lyingPage(mark), children: appendix(draft, from) },
  ]);
}

/** Only the tables: what every figure rests on, and whose words those are. */
export function renderSources(draft: Draft, from: RecordsBehind): Promise<Uint8Array> {
  return pack(draft, from.bureau.name, [{ ...lyingPage(draft.title), children: appendix(draft, from) }]);
}

/** Only the report: no tables, no marks at the head of the page. */
export function renderBody(draft: Draft, bureauName: string): Promise<Uint8Array> {
  return pack(draft, bureauName, [{ ...uprightPage(''), children: bodyParagraphs(draft, bureauName) }]);
}
