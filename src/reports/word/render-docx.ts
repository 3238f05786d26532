import { Document, Packer } from 'docx';
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

/** The draft as a Word file, laid out as an official report, with the 数据出处表 behind it. The same draft gives the same bytes. */
export async function renderDocx(draft: Draft, from: { bureau: Bureau; entries: readonly Entry[] }): Promise<Uint8Array> {
  const mark = pageMarks[draft.state];
  const description = madeBy(draft.state, draft.steps?.at(-1)?.name ?? '');
  const document = new Document({
    title: draft.title,
    creator: from.bureau.name,
    description,
    evenAndOddHeaderAndFooters: true,
    // Word's own headings are blue and bold; an official document's are black and told apart by their font.
    styles: {
      paragraphStyles: cellStyles,
      default: { document: { run: { font: fonts.body, size: size.body } }, title: black, heading1: black, heading2: black },
    },
    sections: [
      { ...uprightPage(mark), children: bodyParagraphs(draft, from.bureau.name) },
      { ...lyingPage(mark), children: appendix(draft, from) },
    ],
  });
  const core = coreProperties({ title: draft.title, creator: from.bureau.name, description, at: draft.compiledAt });
  const bytes = await Packer.pack(document, 'uint8array', undefined, [{ path: 'docProps/core.xml', data: core }]);
  return withFixedDates(bytes);
}
