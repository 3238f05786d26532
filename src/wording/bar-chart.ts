/** 条形 — one bar of a chart; `value` is null where nothing was recorded, which is not 0. */
export interface Bar {
  label: string;
  value: number | null;
  /** The figure as it is said: 12家, 约300份. */
  text: string;
}

/** As many blocks as a phone shows beside a month and a figure without breaking the line. */
const widest = 10;
/** Of equal width with Chinese letters, so that bars line up on every phone. */
const block = '■';
const space = '　';

/** 字符条形图 — a chart out of plain letters: no picture, no font and no download, so it shows in every chat. Empty for no bars. */
export function barChart(bars: readonly Bar[]): string {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const labelWidth = Math.max(0, ...bars.map(({ label }) => widthOf(label)));
  return bars.map(({ label, value, text }) => `${padded(label, labelWidth)}｜${blocks(value, most)}${text}`).join('\n');
}

function blocks(value: number | null, most: number): string {
  if (value === null || value <= 0 || most === 0) return '';
  // What happened at all is seen.
  return block.repeat(Math.max(1, Math.round((value / most) * widest)));
}

/** In half-width columns: a digit takes one, a Chinese letter two. */
function widthOf(label: string): number {
  return [...label].reduce((width, letter) => width + (letter.charCodeAt(0) < 256 ? 1 : 2), 0);
}

function padded(label: string, width: number): string {
  const missing = width - widthOf(label);
  return label + space.repeat(Math.floor(missing / 2)) + ' '.repeat(missing % 2);
}
