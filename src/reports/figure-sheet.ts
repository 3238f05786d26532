import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { OutgoingFile } from '../domain/message.ts';
import type { Period } from '../domain/period.ts';
import { sheetTitle } from '../wording/figure-sheet.ts';
import { type Total, toFigure } from './total.ts';

const prefix = 'sheet:';

/** 佐证单 — one figure with everything that it rests on. */
export interface FigureSheet {
  metric: string;
  period: Period;
}

/** The Word file of a sheet, rendered when somebody downloads it. */
export function sheetFile({ metric, period }: FigureSheet): OutgoingFile {
  return { name: `${sheetTitle(metric)}.docx`, id: `${prefix}${metric}:${period.from}:${period.to}` };
}

/** The sheet that a file's id means; undefined for another kind of file. */
export function sheetOf(fileId: string): FigureSheet | undefined {
  const match = /^sheet:(.+):(\d{4}-\d{2}-\d{2}):(\d{4}-\d{2}-\d{2})$/.exec(fileId);
  return match?.[1] && match[2] && match[3] ? { metric: match[1], period: { from: match[2], to: match[3] } } : undefined;
}

/** The metric whose name or other name the words say, the longest first. */
export function metricIn(words: string, bureau: Pick<Bureau, 'ledgers'>): string | null {
  const names = bureau.ledgers.flatMap(ledger => ledger.metrics.flatMap(metric => [metric.name, ...metric.aliases].map(name => ({ name, metric }))));
  const said = names.filter(({ name }) => name.length > 1 && words.includes(name));
  return said.sort((a, b) => b.name.length - a.name.length)[0]?.metric.name ?? null;
}

/** A sheet as a report of one sentence, so that it is printed like every 数据出处表. */
export function sheetDraft(total: Total, { bureau, period }: { bureau: Bureau; period: Period; entries: readonly Entry[] }): Draft {
  const parts = total.parts ? [total.parts.numerator, total.parts.denominator] : [];
  const figures = [total, ...parts].map(toFigure);
  const entries = [...new Set(figures.flatMap(figure => figure.entries))];
  const sentence = { text: `${total.metric}${total.text}`, figures, entries, stale: null };
  return {
    ...{ bureau: bureau.id, id: `sheet:${total.metric}`, version: 1, kind: 'summary', outline: '', title: sheetTitle(total.metric), addressee: '' },
    ...{ period, asOf: total.asOf, state: 'draft', revision: 1, compiledAt: 0 },
    sections: [{ id: 'sheet', heading: total.metric, level: 1, paragraphs: [{ id: 'sheet', origin: 'compiled', sentences: [sentence] }] }],
  };
}
