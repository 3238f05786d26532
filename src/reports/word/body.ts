import { AlignmentType, HeadingLevel, Paragraph, type ParagraphChild, ShadingType, TextRun } from 'docx';
import type { Draft, Paragraph as DraftParagraph, DraftSection, Sentence } from '../../domain/draft.ts';
import { offerMark, sentenceMarks, wordMarks } from '../../wording/report.ts';
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

/** Sentences without marks share one run, so that Word and its like break lines and punctuation across them. */
function sentenceRuns(sentences: readonly Sentence[], shading?: ReturnType<typeof shade>): ParagraphChild[] {
  const runs: ParagraphChild[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') runs.push(new TextRun({ ...bodyRun, text: plain, ...(shading ? { shading } : {}) }));
    plain = '';
  };
  for (const sentence of sentences) {
    const marks = sentenceMarks(sentence);
    if (marks === '') plain += sentence.text;
    else {
      flush();
      runs.push(new TextRun({ ...bodyRun, text: sentence.text, shading: staleShade }));
      runs.push(new TextRun({ ...bodyRun, text: marks, shading: staleShade, font: fonts.levelTwo, color: 'C00000' }));
    }
  }
  flush();
  return runs;
}

function draftParagraph(paragraph: DraftParagraph): Paragraph {
  const shading = paragraph.origin === 'placeholder' ? placeholderShade : paragraph.offeredFor === undefined ? undefined : offerShade;
  const lead =
    paragraph.offeredFor === undefined ? [] : [new TextRun({ ...bodyRun, text: offerMark(paragraph), shading: offerShade, font: fonts.levelTwo })];
  const runs = sentenceRuns(paragraph.sentences, shading);
  return new Paragraph({ ...bodyParagraph, children: [new Marked(paragraphMark(paragraph.id), [...lead, ...runs])] });
}

function sectionParagraphs(section: DraftSection): Paragraph[] {
  // A paragraph whose words an editor took out leaves no empty line behind.
  const paragraphs = section.paragraphs.filter(paragraph => paragraph.sentences.length > 0).map(draftParagraph);
  if (section.heading === '') return paragraphs;
  const isFirst = section.level === 1;
  const run = new TextRun({ ...bodyRun, text: section.heading, font: isFirst ? fonts.levelOne : fonts.levelTwo });
  const heading = new Paragraph({
    heading: isFirst ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    indent: firstLine,
    spacing: fixedLine,
    keepNext: true,
    children: [new Marked(headingMark(section.id), [run])],
  });
  return [heading, ...paragraphs];
}

function signature(bureauName: string): Paragraph[] {
  const line = (text: string, marked: boolean): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: 640 },
      spacing: fixedLine,
      keepLines: true,
      children: [new TextRun({ ...bodyRun, text, ...(marked ? { shading: placeholderShade } : {}) })],
    });
  return [
    new Paragraph({ spacing: fixedLine, keepNext: true, children: [new Marked(endMark, [])] }),
    line(bureauName, false),
    line(wordMarks.date, true),
  ];
}

/** The report itself: title, addressee, headings with their paragraphs, issuer and date. */
export function bodyParagraphs(draft: Draft, bureauName: string): Paragraph[] {
  const addressee =
    draft.addressee === ''
      ? []
      : [new Paragraph({ spacing: fixedLine, children: [new Marked(addresseeMark, [new TextRun({ ...bodyRun, text: `${draft.addressee}：` })])] })];
  return [...titleParagraphs(draft), ...addressee, ...draft.sections.flatMap(sectionParagraphs), ...signature(bureauName)];
}
