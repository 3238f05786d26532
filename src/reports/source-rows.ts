import { dateOf, dayOf, monthOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod } from '../domain/period.ts';
import { provenanceWording } from '../wording/report.ts';
import { longDate } from './fill-places.ts';
import type { FigureSource } from './provenance.ts';

/** So many shares of a figure are told with reading, reporter and day; further ones by their number only. */
const toldShares = 40;

/** The records of one figure with their readings, who said them and for when. */
export function sharesText(source: FigureSource, year: number): string {
  const told = source.shares.slice(0, toldShares).map(({ entry, reading }) => {
    return `${[entry.number, reading].filter(part => part !== '').join(' ')}（${entry.reporter.name}，${formatPeriod(entry.period, year)}）`;
  });
  const numbered = source.shares.slice(toldShares).map(share => share.entry.number);
  return (
    [...(source.figure.source === undefined ? [] : [source.figure.source]), ...told, ...numbered].join('；') +
    (source.further > 0 ? provenanceWording.further(source.further) : '') +
    (source.gone.length > 0 ? provenanceWording.gone(source.gone.length) : '')
  );
}

/** 表一: one figure with its place, metric, 截至 and records. */
export function figureRow(source: FigureSource, position: number, year: number): string[] {
  const { figure, heading } = source;
  return [String(position + 1), heading, figure.text, figure.metric, longDate(figure.asOf), sharesText(source, year)];
}

/** What happened to an entry since it was reported: 11月20日 某某：走访企业：12家 → 13家. */
function changesText(entry: Entry): string {
  const changes = entry.history.filter(change => change.action !== 'submit');
  return changes.map(change => `${monthOf(dateOf(change.at))}月${dayOf(dateOf(change.at))}日 ${change.by.name}：${change.what}`).join('；');
}

/** 表二: one record with who said what when, and how it was changed. */
export function recordRow(entry: Entry, year: number): string[] {
  return [
    entry.number,
    formatPeriod(entry.period, year),
    `${entry.department} ${entry.reporter.name}`,
    entry.raw.replace(/\s+/g, ' '),
    changesText(entry) || provenanceWording.unchanged,
  ];
}
