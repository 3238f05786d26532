import { z } from 'zod';
import type { Chart } from '../domain/chart.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { barChart, chartWords } from '../wording/bar-chart.ts';

const prefix = 'chart:';
const MOST_BARS = 40;

const Bar = z.object({ label: z.string(), value: z.number().nullable(), text: z.string(), isApproximate: z.boolean().default(false) });
const ChartSchema = z.object({ title: z.string(), note: z.string(), bars: z.array(Bar).max(MOST_BARS) });

/** 条形图的图片 — the id holds the chart itself, so that the picture shows the figures that the text told, whenever it is drawn. */
export function chartFile(chart: Chart): OutgoingFile {
  const id = `${prefix}${Buffer.from(JSON.stringify(chart)).toString('base64url')}`;
  return { name: chartWords.picture(chart.title), id, letters: barChart(chart.bars) };
}

/** The chart that a file's id means; undefined for another kind of file. */
export function chartOf(fileId: string): Chart | undefined {
  if (!fileId.startsWith(prefix)) return undefined;
  try {
    return ChartSchema.safeParse(JSON.parse(Buffer.from(fileId.slice(prefix.length), 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
