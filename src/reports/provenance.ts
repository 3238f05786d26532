import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry, MetricReading } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import { formatQuantity } from '../language/format-quantity.ts';

/** 依据 — one entry's share in a figure, such as `1120-3 累计238家`. */
export interface Share {
  entry: Entry;
  /** Its reading as reported, with 累计 before a snapshot; empty when it has no reading of this metric. */
  reading: string;
}

/** 数字出处 — a figure as printed, where it stands, and the entries that it was computed from. */
export interface FigureSource {
  heading: string;
  figure: Figure;
  shares: Share[];
  /** Entries beyond those of `shares`. */
  further: number;
  /** Entry ids that are no longer there (撤回并清除). */
  gone: string[];
}

/** So many entries of one figure are told; nobody reads more, and the ledger has them all. */
const toldShares = 200;

/** 数据出处 — everything that a draft's figures and sentences rest on. */
export interface Provenance {
  figures: FigureSource[];
  /** Every entry that a sentence tells, by day and number. */
  records: Entry[];
}

/** The metrics that a figure's entries are asked for: a rate is told by its parts (解决问题2条、收集问题5条). */
function metricsBehind(metric: string, bureau: Bureau): ReadonlySet<string> {
  const defined = bureau.ledgers.flatMap(ledger => ledger.metrics).find(one => one.name === metric);
  return new Set([metric, ...(defined?.rate ? [defined.rate.numerator, defined.rate.denominator] : [])]);
}

function readingOf(entry: Entry, metric: string, wanted: ReadonlySet<string>): string {
  const say = (reading: MetricReading): string =>
    `${reading.name === metric ? '' : reading.name}${reading.kind === 'cumulative' ? '累计' : ''}${formatQuantity(reading)}`;
  return entry.metrics
    .filter(reading => wanted.has(reading.name))
    .map(say)
    .join('、');
}

/** The share of each entry in one figure. */
export function sourceOf(place: { heading: string; figure: Figure }, entries: ReadonlyMap<string, Entry>, bureau: Bureau): FigureSource {
  const { heading, figure } = place;
  const wanted = metricsBehind(figure.metric, bureau);
  const found = figure.entries.flatMap(id => entries.get(id) ?? []);
  const shares = found.slice(0, toldShares).map(entry => ({ entry, reading: readingOf(entry, figure.metric, wanted) }));
  const gone = found.length < figure.entries.length ? figure.entries.filter(id => !entries.has(id)) : [];
  return { heading, figure, shares, further: found.length - shares.length, gone };
}

/** 数据出处表: each figure once, in the order in which the draft prints them, then the entries behind all sentences. */
export function provenanceOf(draft: Draft, entries: readonly Entry[], bureau: Bureau): Provenance {
  const byId = new Map(entries.map(entry => [entry.id, entry]));
  const figures = new Map<string, FigureSource>();
  const told = new Set<string>();
  for (const section of draft.sections) {
    for (const sentence of section.paragraphs.flatMap(paragraph => paragraph.sentences)) {
      for (const id of sentence.entries) told.add(id);
      for (const figure of sentence.figures) {
        const key = `${figure.metric} ${figure.text} ${figure.entries.length} ${figure.entries[0] ?? ''}`;
        if (!figures.has(key)) figures.set(key, sourceOf({ heading: section.heading, figure }, byId, bureau));
      }
    }
  }
  const records = [...told].flatMap(id => byId.get(id) ?? []);
  records.sort((a, b) => (a.period.to < b.period.to ? -1 : a.period.to > b.period.to ? 1 : a.submittedAt - b.submittedAt));
  return { figures: [...figures.values()], records };
}
