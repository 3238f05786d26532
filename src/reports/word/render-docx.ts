import { Document, type ICommentOptions, type ISectionOptions, Packer } from 'docx';
import type { Bureau } from '../../bureau/bureau.ts';
import type { Consultation, Draft } from '../../domain/draft.ts';
import type { Entry } from '../../domain/entry.ts';
import { lookback, lookbackRows, planRows } from '../../wording/beside-last-year.ts';
import { opinionRows, opinionTable } from '../../wording/consultation.ts';
import { madeBy, pageMarks } from '../../wording/draft-prose.ts';
import type { Lookback } from '../lookback.ts';
import { modelWrittenHeadings } from '../model-written.ts';
import { appendix, cellStyles, line, table } from './appendix.ts';
import { bodyParagraphs } from './body.ts';
import { sourceComments } from './comments.ts';
import { coreProperties } from './core-properties.ts';
import { fonts, lyingPage, size, uprightPage } from './page.ts';
import { withFixedDates } from './zip-dates.ts';

const black = { run: { color: '000000', bold: false } } as const;

/** What a draft's records are looked up in. */
export interface RecordsBehind {
  bureau: Bureau;
  entries: readonly Entry[];
}

/** 隐式标识: an AIGC property as GB 45438-2025 names it, only where a model wrote any of it. */
function aigcProperty(draft: Draft, creator: string): { name: string; value: string }[] {
  if (modelWrittenHeadings(draft).length === 0) return [];
  const value = { Label: '1', ContentProducer: creator, ProduceID: `${draft.id}@${draft.revision}`, ReservedCode1: '', ContentPropagator: creator };
  return [{ name: 'AIGC', value: JSON.stringify({ ...value, PropagateID: `${draft.id}@${draft.revision}`, ReservedCode2: '' }) }];
}

async function pack(draft: Draft, creator: string, sections: ISectionOptions[], comments: ICommentOptions[] = []): Promise<Uint8Array> {
  const description = madeBy(draft.state, draft.steps?.at(-1)?.name ?? '');
  const document = new Document({
    title: draft.title,
    creator,
    description,
    customProperties: aigcProperty(draft, creator),
    ...(comments.length > 0 ? { comments: { children: comments } } : {}),
    evenAndOddHeaderAndFooters: true,
    // Word's own headings are blue and bold; an official document's are black and told apart by their font.
    styles: {
      paragraphStyles: cellStyles,
      default: { document: { run: { font: fonts.body, size: size.body } }, title: black, heading1: black, heading2: black, heading3: black },
    },
    sections,
  });
  const core = coreProperties({ title: draft.title, creator, description, at: draft.compiledAt });
  return withFixedDates(await Packer.pack(document, 'uint8array', undefined, [{ path: 'docProps/core.xml', data: core }]));
}

/** The draft as a Word file, laid out as an official report, with marks where a person has to look. The same draft gives the same bytes. */
export function renderDocx(draft: Draft, { bureau }: Pick<RecordsBehind, 'bureau'>): Promise<Uint8Array> {
  return pack(draft, bureau.name, [{ ...uprightPage(pageMarks[draft.state]), children: bodyParagraphs(draft, { bureau, hasLetterhead: true }) }]);
}

/** The same with the sources of each sentence's figures as Word comments. */
export function renderWithComments(draft: Draft, from: RecordsBehind): Promise<Uint8Array> {
  const { bureau } = from;
  const { commenting, comments } = sourceComments(draft, from);
  const children = bodyParagraphs(draft, { bureau, hasLetterhead: true, commenting });
  return pack(draft, bureau.name, [{ ...uprightPage(pageMarks[draft.state]), children }], comments);
}

/** Only the tables: what every figure rests on, and whose words those are. */
export function renderSources(draft: Draft, from: RecordsBehind): Promise<Uint8Array> {
  return pack(draft, from.bureau.name, [{ ...lyingPage(draft.title), children: appendix(draft, from) }]);
}

/** 上年对照表. */
export function renderLookback(draft: Draft, { rows, plans }: Lookback, bureauName: string): Promise<Uint8Array> {
  const small = { font: fonts.body, size: size.small };
  const head = { font: fonts.levelOne, size: 24 };
  const figures =
    rows.length > 0 ? table(lookback.figureHead, lookbackRows(rows), [700, 2300, 2300, 2300, 3900, 2500]) : line(lookback.noFigures, small);
  const promised = plans.length > 0 ? table(lookback.planHead, planRows(plans), [700, 6600, 6700]) : line(lookback.noPlans, small);
  const children = [
    line(lookback.title, { font: fonts.title, size: 36, centred: true }),
    line(lookback.figures, head),
    figures,
    line(lookback.plans, head),
    promised,
  ];
  return pack(draft, bureauName, [{ ...lyingPage(draft.title), children }]);
}

/** 意见采纳情况表 of the running round. */
export function renderOpinions(draft: Draft, round: Consultation, bureauName: string): Promise<Uint8Array> {
  const title = line(opinionTable.title, { font: fonts.title, size: 36, centred: true });
  const intro = line(opinionTable.intro(draft.title, round.revision, round.dueOn), { font: fonts.body, size: size.small });
  const rows = table(opinionTable.head, opinionRows(round.asked), [700, 1700, 2500, 1700, 4400, 1300, 1700]);
  return pack(draft, bureauName, [{ ...lyingPage(draft.title), children: [title, intro, rows] }]);
}

/** 清样 — only the report, as it will be printed: no marks at the head of the page. */
export function renderProof(draft: Draft, bureau: Pick<Bureau, 'name' | 'letterhead'>): Promise<Uint8Array> {
  return pack(draft, bureau.name, [{ ...uprightPage(''), children: bodyParagraphs(draft, { bureau, hasLetterhead: true }) }]);
}

/** A copy for the public: no marks and no red head. */
export function renderPublicCopy(draft: Draft, bureau: Pick<Bureau, 'name'>): Promise<Uint8Array> {
  return pack(draft, bureau.name, [{ ...uprightPage(''), children: bodyParagraphs(draft, { bureau, hasLetterhead: false }) }]);
}
