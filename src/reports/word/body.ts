import { AlignmentType, HeadingLevel, Paragraph, type ParagraphChild, ShadingType, TextRun } from 'docx';
import type { Draft, Paragraph as DraftParagraph, DraftSection, Sentence } from '../../domain/draft.ts';
import { wordMarks } from '../../wording/report.ts';
import { fixedLine, fonts, page, size } from './page.ts';

/** Two characters in, as every paragraph of an official document begins. */
const firstLine = { firstLineChars: 200, firstLine: 640 };
const bodyParagraph = { alignment: AlignmentType.BOTH, indent: firstLine, spacing: fixedLine, widowControl: false } as const;
/** Slightly tighter, so that 28 characters of 3号 fit the 156 mm of the text block. */
const bodyRun = { font: fonts.body, size: size.body, characterSpacing: -5 } as const;
const shade = (fill: string): { type: typeof ShadingType.CLEAR; fill: string; color: string } => ({ type: ShadingType.CLEAR, fill, color: 'auto' });

const placeholderShade = shade('FFF2CC');
const offerShade = shade('E2EFDA');
const staleShade = shade('FCE4D6');

/** A title longer than a line breaks before 关于, where a reader would breathe. */
function titleParagraphs(title: string): Paragraph[] {
  const at = title.length > 20 ? title.indexOf('关于') : -1;
  const lines = at > 0 ? [title.slice(0, at), title.slice(at)] : [title];
  const runs = lines.map((text, position) => new TextRun({ text, font: fonts.title, size: size.title, ...(position > 0 ? { break: 1 } : {}) }));
  const blank = new Paragraph({ spacing: fixedLine, children: [] });
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, spacing: { ...fixedLine, line: 700 }, children: runs }),
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
  for (const { text, stale } of sentences) {
    if (stale === null) plain += text;
    else {
      flush();
      runs.push(new TextRun({ ...bodyRun, text, shading: staleShade }));
      runs.push(new TextRun({ ...bodyRun, text: wordMarks.stale(stale), shading: staleShade, font: fonts.levelTwo, color: 'C00000' }));
    }
  }
  flush();
  return runs;
}

function draftParagraph(paragraph: DraftParagraph): Paragraph {
  const shading = paragraph.origin === 'placeholder' ? placeholderShade : paragraph.offeredFor === undefined ? undefined : offerShade;
  const lead =
    paragraph.offeredFor === undefined ? [] : [new TextRun({ ...bodyRun, text: wordMarks.offer, shading: offerShade, font: fonts.levelTwo })];
  const runs = sentenceRuns(paragraph.sentences, shading);
  return new Paragraph({ ...bodyParagraph, children: [...lead, ...runs] });
}

function sectionParagraphs(section: DraftSection): Paragraph[] {
  const paragraphs = section.paragraphs.map(draftParagraph);
  if (section.heading === '') return paragraphs;
  const isFirst = section.level === 1;
  const run = new TextRun({ ...bodyRun, text: section.heading, font: isFirst ? fonts.levelOne : fonts.levelTwo });
  const heading = new Paragraph({
    heading: isFirst ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    indent: firstLine,
    spacing: fixedLine,
    keepNext: true,
    children: [run],
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
  return [new Paragraph({ spacing: fixedLine, keepNext: true, children: [] }), line(bureauName, false), line(wordMarks.date, true)];
}

/** The report itself: title, addressee, headings with their paragraphs, issuer and date. */
export function bodyParagraphs(draft: Draft, bureauName: string): Paragraph[] {
  const addressee =
    draft.addressee === '' ? [] : [new Paragraph({ spacing: fixedLine, children: [new TextRun({ ...bodyRun, text: `${draft.addressee}：` })] })];
  return [...titleParagraphs(draft.title), ...addressee, ...draft.sections.flatMap(sectionParagraphs), ...signature(bureauName)];
}

/** Width of the text block in twips. */
export const textWidth: number = page.width - page.left - page.right;
