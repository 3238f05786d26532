import type { Bar } from '../domain/chart.ts';

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

/** The name of a chart's picture, and what stands under it. */
export const chartWords = {
  picture: (title: string): string => `${title}.png`,
  byMonth: (metric: string): string => `${metric}按月`,
  /** What was reported for days of two months is in neither's bar. */
  byMonthInPart: (metric: string): string => `${metric}按月（跨月填报的没有分到月）`,
  byDepartment: (metric: string): string => `${metric}按科室`,
  approximate: '浅色为概数',
  cannotDraw: '这台电脑上没有中文字体或画图组件，画不了图，图用文字显示。',
} as const;
