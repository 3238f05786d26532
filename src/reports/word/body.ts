import { AlignmentType, HeadingLevel, Paragraph, type ParagraphChild, ShadingType, TextRun } from 'docx';
import type { Bureau } from '../../bureau/bureau.ts';
import type { Draft, Paragraph as DraftParagraph, DraftSection, Sentence } from '../../domain/draft.ts';
import { carriedGrey } from '../../domain/word-text.ts';
import { attachmentLines, blankMark, modelMark, offerMark, sentenceMarks, wordMarks } from '../../wording/report.ts';
import { longDate } from '../fill-places.ts';
import { modelWrittenHeadings } from '../model-written.ts';
import { type Commenting, noComments } from './comments.ts';
import { letterheadParagraphs } from './letterhead.ts';
import { addresseeMark, endMark, headingMark, Marked, paragraphMark, titleMark } from './marks.ts';
import { fixedLine, fonts, size } from './page.ts';

/** Two characters in, as every paragraph of an official document begins. */
const firstLine = { firstLineChars: 200, firstLine: 640 };
const bodyParagraph = { alignment: AlignmentType.BOTH, indent: firstLine, spacing: fixedLine, widowControl: false } as const;
/** Slightly tighter, so that 28 characters of 3号 fit the 156 mm of the text block. */
const bodyRun = { font: fonts.body, size: size.body, characterSpacing: -5 } as const;
const shade = (fill: string): { type: typeof ShadingType.CLEAR; fill: string; color: string } => ({ type: ShadingType.CLEAR, fill, color: 'auto' });

const placeholderShade = shade('FFF2CC');
const offerShade = shade('E2EFDA');
const staleShade = shade('FCE4D6');

/** 22 pt characters on 156 mm. */
const titleLine = 20;
/** Where a reader would breathe. */
const titleBreak = /(?=关于|主要负责人|履行|法治政府建设|职责情况|述职报告)/;

/** A title longer than a line is broken at words: before 关于 at once, elsewhere when the line is full. */
export function titleLines(title: string): string[] {
  if (title.length <= titleLine) return [title];
  const lines: string[] = [];
  for (const part of title.split(titleBreak)) {
    const last = lines.at(-1);
    if (last === undefined || part.startsWith('关于') || last.length + part.length > titleLine) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines;
}

function titleParagraphs(draft: Draft): Paragraph[] {
  const runs = titleLines(draft.title).map(
    (text, position) => new TextRun({ text, font: fonts.title, size: size.title, ...(position > 0 ? { break: 1 } : {}) }),
  );
  const blank = new Paragraph({ spacing: fixedLine, children: [] });
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      spacing: { ...fixedLine, line: 700 },
      children: [new Marked(titleMark(draft), runs)],
    }),
    blank,
  ];
}

type Shading = ReturnType<typeof shade>;

function isPlain({ text, carried }: Sentence): boolean {
  return carried === undefined && text.search(blankMark) < 0;
}

/** Last year's words in grey, what is to be filled in on yellow. */
function wordRuns({ text, carried }: Sentence, shading?: Shading): TextRun[] {
  const runs: TextRun[] = [];
  const add = (words: string, how: { color?: string; shading?: Shading }): void => {
    if (words !== '') runs.push(new TextRun({ ...bodyRun, text: words, ...how }));
  };
  const own = { ...(carried ? { color: carriedGrey } : {}), ...(shading ? { shading } : {}) };
  let at = 0;
  for (const { 0: blank, index } of text.matchAll(blankMark)) {
    add(text.slice(at, index), own);
    add(blank, { shading: placeholderShade });
    at = index + blank.length;
  }
  add(text.slice(at), own);
  return runs;
}

/** Sentences without marks share one run, so that Word and its like break lines and punctuation across them. */
function sentenceRuns(sentences: readonly Sentence[], commenting: Commenting, shading?: Shading): ParagraphChild[] {
  const runs: ParagraphChild[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') runs.push(new TextRun({ ...bodyRun, text: plain, ...(shading ? { shading } : {}) }));
    plain = '';
  };
  for (const sentence of sentences) {
    const marks = sentenceMarks(sentence);
    const comment = commenting(sentence);
    if (comment) {
      flush();
      runs.push(comment.start, ...wordRuns(sentence, shading), comment.end, comment.reference);
      if (marks !== '') runs.push(new TextRun({ ...bodyRun, text: marks, shading: staleShade, font: fonts.levelTwo, color: 'C00000' }));
    } else if (marks === '' && (isPlain(sentence) || shading === placeholderShade)) plain += sentence.text;
    else {
      flush();
      runs.push(...wordRuns(sentence, marks === '' || sentence.carried ? shading : staleShade));
      runs.push(new TextRun({ ...bodyRun, text: marks, shading: staleShade, font: fonts.levelTwo, color: 'C00000' }));
    }
  }
  flush();
  return runs;
}

function draftParagraph(paragraph: DraftParagraph, commenting: Commenting): Paragraph {
  const shading = paragraph.origin === 'placeholder' ? placeholderShade : paragraph.offeredFor === undefined ? undefined : offerShade;
  const lead =
    paragraph.offeredFor === undefined ? [] : [new TextRun({ ...bodyRun, text: offerMark(paragraph), shading: offerShade, font: fonts.levelTwo })];
  const runs = sentenceRuns(paragraph.sentences, commenting, shading);
  return new Paragraph({ ...bodyParagraph, children: [new Marked(paragraphMark(paragraph.id), [...lead, ...runs])] });
}

/** 一、黑体, （一）楷体, 1. 仿宋. */
const headingLooks = [
  { heading: HeadingLevel.HEADING_1, font: fonts.levelOne },
  { heading: HeadingLevel.HEADING_2, font: fonts.levelTwo },
  { heading: HeadingLevel.HEADING_3, font: fonts.body },
] as const;

function sectionParagraphs(section: DraftSection, commenting: Commenting): Paragraph[] {
  // A paragraph whose words an editor took out leaves no empty line behind.
  const paragraphs = section.paragraphs.filter(paragraph => paragraph.sentences.length > 0).map(paragraph => draftParagraph(paragraph, commenting));
  if (section.heading === '') return paragraphs;
  const { heading: level, font } = headingLooks[section.level - 1] ?? headingLooks[2];
  const run = new TextRun({ ...bodyRun, text: section.heading, font });
  const heading = new Paragraph({
    heading: level,
    indent: firstLine,
    spacing: fixedLine,
    keepNext: true,
    children: [new Marked(headingMark(section.id), [run])],
  });
  return [heading, ...paragraphs];
}

/** One character of 3号, in twips. */
const character = 320;

/** How wide a line is, in characters of the body: Latin letters and digits take half. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u0020-\u007e]/.test(sign) ? 0.5 : 1), 0);
}

/** 署名 and 成文日期: the date four characters in from the right, the issuer centred above it. */
function signature(draft: Draft, bureauName: string): Paragraph[] {
  const { issuedOn } = draft.imprint ?? {};
  const date = issuedOn === undefined ? wordMarks.date : longDate(issuedOn);
  const dateRight = issuedOn === undefined ? 2 : 4;
  const nameRight = Math.max(0, dateRight + (widthOf(date) - widthOf(bureauName)) / 2);
  const line = (text: string, right: number, marked: boolean): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(right * character) },
      spacing: fixedLine,
      keepLines: true,
      children: [new TextRun({ ...bodyRun, text, ...(marked ? { shading: placeholderShade } : {}) })],
    });
  return [line(bureauName, nameRight, false), line(date, dateRight, issuedOn === undefined)];
}

/** The blank line under the text, which marks its end for what comes back; then 附件说明, further attachments under the first. */
function attachments(draft: Draft): Paragraph[] {
  const lines = attachmentLines(draft.imprint?.attachments ?? []);
  const end = new Paragraph({ spacing: fixedLine, keepNext: true, children: [new Marked(endMark, [])] });
  if (lines.length === 0) return [end];
  const hanging = { left: 5 * character + character / 2, hanging: 3 * character + character / 2 };
  const paragraph = (text: string, position: number): Paragraph =>
    new Paragraph({
      indent: position === 0 ? hanging : { left: hanging.left, hanging: character / 2 },
      spacing: fixedLine,
      children: [new TextRun({ ...bodyRun, text })],
    });
  return [end, ...lines.map(paragraph), new Paragraph({ spacing: fixedLine, keepNext: true, children: [] })];
}

/** 智能生成标识: in plain sight where a model wrote any of it (人工智能生成合成内容标识办法). */
function modelNote(draft: Draft): Paragraph[] {
  const headings = modelWrittenHeadings(draft);
  if (headings.length === 0) return [];
  const run = new TextRun({ text: modelMark(headings, draft.state), font: fonts.levelTwo, size: size.small });
  return [new Paragraph({ ...bodyParagraph, spacing: { ...fixedLine, before: 200 }, children: [run] })];
}

/** How the text of a draft is to be laid out. */
export interface BodyOptions {
  bureau: Pick<Bureau, 'name' | 'letterhead'>;
  /** Off for copies that go to the public. */
  hasLetterhead: boolean;
  commenting?: Commenting;
}

/** The report itself: red head where the bureau has one, title, addressee, headings with their paragraphs, attachments, issuer and date. */
export function bodyParagraphs(draft: Draft, { bureau, hasLetterhead, commenting = noComments }: BodyOptions): Paragraph[] {
  const head = hasLetterhead && bureau.letterhead && draft.addressee !== '' ? letterheadParagraphs(draft, bureau.letterhead) : [];
  const addressee =
    draft.addressee === ''
      ? []
      : [new Paragraph({ spacing: fixedLine, children: [new Marked(addresseeMark, [new TextRun({ ...bodyRun, text: `${draft.addressee}：` })])] })];
  const sections = draft.sections.flatMap(section => sectionParagraphs(section, commenting));
  return [
    ...head,
    ...titleParagraphs(draft),
    ...addressee,
    ...sections,
    ...attachments(draft),
    ...signature(draft, bureau.name),
    ...modelNote(draft),
  ];
}
