import { AlignmentType, BorderStyle, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import type { Letterhead } from '../../bureau/bureau.ts';
import { formatDocumentNumber } from '../../domain/document-number.ts';
import type { Draft } from '../../domain/draft.ts';
import { openNumber, openSignatory, signatoryLabel } from '../../wording/report.ts';
import { fixedLine, fonts, page, size } from './page.ts';

const red = 'FF0000';
/** 156 mm in points: what the mark may be wide. */
const lineWidth = 442;
/** 35 mm from the top of the text block to the mark. */
const markSpace = 1984;

/** 发文机关标志 in red 小标宋, as large as one line allows. */
function mark(text: string): Paragraph {
  const points = Math.min(46, Math.floor(lineWidth / [...text].length));
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: markSpace, after: 0 },
    children: [new TextRun({ text, font: fonts.title, size: points * 2, color: red })],
  });
}

function blank(): Paragraph {
  return new Paragraph({ spacing: fixedLine, children: [] });
}

/** As wide as the text block, 4 mm under the number. */
function redLine(): Paragraph {
  return new Paragraph({
    spacing: { ...fixedLine, before: 227 },
    border: { top: { style: BorderStyle.SINGLE, size: 16, color: red, space: 1 } },
    children: [],
  });
}

/** 红头 — GB/T 9704-2012, 7.2.4—7.2.7: mark, two lines below it 发文字号 left and 签发人 right as on what goes to a superior, the red line, two blank lines. */
export function letterheadParagraphs(draft: Draft, letterhead: Letterhead): Paragraph[] {
  const { number, signatory } = draft.imprint ?? {};
  const run = (text: string, font: (typeof fonts)['body'] | (typeof fonts)['levelTwo'] = fonts.body): TextRun =>
    new TextRun({ text, font, size: size.body });
  const textWidth = page.width - page.left - page.right;
  const numbers = new Paragraph({
    spacing: fixedLine,
    indent: { left: 320, right: 320 },
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - 320 }],
    children: [
      run(number ? formatDocumentNumber(number) : openNumber(letterhead.code, draft.period.to.slice(0, 4))),
      new TextRun({ children: [new Tab()] }),
      run(signatoryLabel),
      run(signatory ?? openSignatory, fonts.levelTwo),
    ],
  });
  return [mark(letterhead.mark), blank(), blank(), numbers, redLine(), blank()];
}
