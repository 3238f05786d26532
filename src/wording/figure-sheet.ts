import { dayOf, type LocalDate, monthOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import { evidenceMark } from './evidence.ts';

export function sheetTitle(metric: string): string {
  return `“${metric}”佐证单`;
}

interface ShareSaid {
  entry: {
    number: string;
    period: Period;
    department: string;
    reporter: { name: string };
    raw: string;
    history: readonly { action: string; what: string; by: { name: string } }[];
    evidence?: readonly string[];
  };
  reading: string;
}

/** Records shown in the chat; the file has all of them. */
const shown = 8;

function shareLines({ entry, reading }: ShareSaid, year: number): string[] {
  const { number, period, department, reporter, raw, history, evidence } = entry;
  const changes = history.filter(change => change.action !== 'submit').map(change => `${change.what}（${change.by.name}）`);
  return [
    `${number}　${reading || '—'}　${department}${reporter.name}，${formatPeriod(period, year)}${evidenceMark(evidence ? [...evidence] : undefined)}`,
    `> ${raw.length > 80 ? `${raw.slice(0, 80)}……` : raw}`,
    ...(changes.length > 0 ? [`> 更改：${changes.join('；')}`] : []),
  ];
}

/** 佐证单 in the chat: the figure, what it was added up from, whose words, and what was changed. */
export function sheetText(sheet: {
  metric: string;
  text: string;
  asOf: LocalDate;
  shares: readonly ShareSaid[];
  remarks: readonly string[];
}): string {
  const { metric, text, asOf, shares, remarks } = sheet;
  const year = Number(asOf.slice(0, 4));
  return [
    `**${sheetTitle(metric)}**｜${text}（截至${monthOf(asOf)}月${dayOf(asOf)}日，${shares.length}条记录）`,
    ...shares.slice(0, shown).flatMap(share => shareLines(share, year)),
    ...(shares.length > shown ? [`另有${shares.length - shown}条，见所附佐证单。`] : []),
    ...remarks.map(remark => `> ${remark}`),
  ].join('\n');
}

export function noSuchFigure(metric: string | null): string {
  return metric === null ? '没有对上是哪个指标。请写指标名，例如“走访企业的佐证单”。' : `今年还没有“${metric}”的记录，开不出佐证单。`;
}
