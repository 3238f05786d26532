import type { Chart } from '../domain/chart.ts';
import { AppError } from '../domain/errors.ts';
import { findChineseFont } from '../lib/chinese-font.ts';
import { chartWords } from '../wording/bar-chart.ts';
import { chartSvg } from './chart-svg.ts';

/** Twice the size that it is laid out in, for the screens of phones. */
const SCALE = 2;

let font: Promise<string | null> | undefined;

/** A chart as PNG. Throws an `AppError` where there is no Chinese font, or no painter for this kind of machine: its letters then stay. */
export async function drawChart(chart: Chart): Promise<Uint8Array> {
  font ??= findChineseFont();
  const [file, painter] = await Promise.all([font, import('@resvg/resvg-js').catch(() => null)]);
  if (file === null || painter === null) throw new AppError('not-found', chartWords.cannotDraw);
  const options = { font: { loadSystemFonts: false, fontFiles: [file] }, fitTo: { mode: 'zoom' as const, value: SCALE } };
  const image = await painter.renderAsync(chartSvg(chart), options);
  return image.asPng();
}
