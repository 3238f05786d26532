import type { Chart } from '../domain/chart.ts';
import { chartWords } from '../wording/bar-chart.ts';

const WIDTH = 540;
const MARGIN = 28;
const ROW = 46;
const BAR = 26;
const HEAD = 84;
const FOOT = 56;
const GAP = 14;
const sizes = { title: 28, row: 24, note: 20 } as const;
const colours = { paper: '#ffffff', ink: '#2a2621', soft: '#6d6457', axis: '#ded4c2', exact: '#a33a2a', approximate: '#dba79c' } as const;
/** The least that is seen of what happened at all. */
const LEAST = 3;

/** Chinese letters are square, the others about half as wide. */
function widthOf(text: string, size: number): number {
  return [...text].reduce((width, letter) => width + (letter.charCodeAt(0) < 256 ? 0.58 : 1), 0) * size;
}

/** No wider than there is room for. */
function fitting(size: number, text: string, room: number): number {
  return Math.min(size, (size * room) / Math.max(1, widthOf(text, size)));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

function words(text: string, at: { x: number; y: number; size: number; colour: string; anchor?: 'end' }): string {
  const anchor = at.anchor ? ` text-anchor="${at.anchor}"` : '';
  return `<text x="${at.x}" y="${at.y}" font-size="${at.size}" fill="${at.colour}"${anchor}>${escaped(text)}</text>`;
}

/** A chart as SVG, narrow, so that its letters can be read in the small picture that a chat on a phone shows. */
export function chartSvg({ title, note, bars }: Chart): string {
  const height = HEAD + bars.length * ROW + FOOT;
  const labels = Math.max(0, ...bars.map(({ label }) => widthOf(label, sizes.row)));
  const texts = Math.max(0, ...bars.map(({ text }) => widthOf(text, sizes.row)));
  const start = MARGIN + Math.min(labels, WIDTH / 3) + GAP;
  const room = Math.max(60, WIDTH - MARGIN - GAP - texts - start);
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const rows = bars.map(({ label, value, text, isApproximate }, index) => {
    const middle = HEAD + index * ROW + ROW / 2;
    const length = value === null || value <= 0 || most === 0 ? 0 : Math.max(LEAST, (value / most) * room);
    const colour = isApproximate ? colours.approximate : colours.exact;
    const size = fitting(sizes.row, label, start - GAP - MARGIN);
    return [
      words(label, { x: start - GAP, y: middle + sizes.row / 3, size, colour: colours.ink, anchor: 'end' }),
      `<rect x="${start}" y="${middle - BAR / 2}" width="${length.toFixed(1)}" height="${BAR}" rx="2" fill="${colour}"/>`,
      words(text, { x: start + length + GAP / 2, y: middle + sizes.row / 3, size: sizes.row, colour: value === null ? colours.soft : colours.ink }),
    ].join('');
  });
  const notes = [note, bars.some(bar => bar.isApproximate) ? chartWords.approximate : ''].filter(text => text !== '').join('，');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">`,
    `<rect width="${WIDTH}" height="${height}" fill="${colours.paper}"/>`,
    words(title, { x: MARGIN, y: 54, size: fitting(sizes.title, title, WIDTH - 2 * MARGIN), colour: colours.ink }),
    `<line x1="${start}" x2="${start}" y1="${HEAD}" y2="${height - FOOT}" stroke="${colours.axis}" stroke-width="2"/>`,
    ...rows,
    words(notes, { x: MARGIN, y: height - 22, size: sizes.note, colour: colours.soft }),
    '</svg>',
  ].join('');
}
