import { AlignmentType, Footer, Header, type ISectionOptions, LineRuleType, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx';

/** 版面 — GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters. In twips unless said otherwise. */
export const page = {
  width: 11906,
  height: 16838,
  top: 2098,
  left: 1587,
  /** 26 mm: what A4 leaves beside 28 + 156. */
  right: 1474,
  bottom: 1984,
  /** 7 mm under the text block. */
  footer: 1417,
  /** 225 mm in 22 lines: 28.95 pt exactly; 28 pt would leave 22 pt of the block unused. */
  line: 579,
} as const;

/** 字号 in half-points. */
export const size = { title: 44, body: 32, pageNumber: 28, table: 19, small: 21 } as const;

/** Fonts are named, not embedded: machines of offices have them; a reader without them sees its own serif. */
function font(eastAsia: string): { ascii: string; hAnsi: string; eastAsia: string; hint: string } {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia, hint: 'eastAsia' };
}

export const fonts = {
  title: font('方正小标宋简体'),
  body: font('仿宋_GB2312'),
  levelOne: font('黑体'),
  levelTwo: font('楷体_GB2312'),
  pageNumber: { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体' },
} as const;

/** Fixed line spacing: 22 lines fill the block whatever fonts the reader's machine substitutes. */
export const fixedLine = { line: page.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

/** — 1 —, 4号, one character in from the outer edge: odd pages right, even pages left. */
function pageNumber(side: 'left' | 'right'): Footer {
  const run = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts.pageNumber, size: size.pageNumber });
  const indent = side === 'left' ? { left: 280 } : { right: 280 };
  return new Footer({
    children: [new Paragraph({ alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT, indent, children: [run] })],
  });
}

function mark(text: string): Header {
  const run = new TextRun({ text, font: fonts.levelTwo, size: size.small, color: '7F7F7F' });
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run] })] });
}

type Frame = Pick<ISectionOptions, 'properties' | 'headers' | 'footers'>;

/** An upright page of the report itself; `header` is the draft mark. */
export function uprightPage(header: string): Frame {
  const { width, height, top, left, right, bottom, footer } = page;
  return {
    properties: { page: { size: { width, height }, margin: { top, left, right, bottom, footer, header: 850, gutter: 0 } } },
    headers: { default: mark(header), even: mark(header) },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
  };
}

/** A page lying on its side, for the wide tables of the appendix. */
export function lyingPage(header: string): Frame {
  const { width, height } = page;
  return {
    // docx turns width and height round itself when the page lies on its side.
    properties: {
      page: {
        size: { width, height, orientation: PageOrientation.LANDSCAPE },
        margin: { top: 1418, left: 1418, right: 1418, bottom: 1418, footer: 850, header: 700, gutter: 0 },
      },
    },
    headers: { default: mark(header), even: mark(header) },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
  };
}
