import type { Bureau } from '../bureau/bureau.ts';
import { type LocalDate, yearOf } from '../domain/date.ts';
import { samePeriod, yearPeriod } from '../domain/period.ts';
import type { SourceDocument } from '../domain/provision.ts';
import type { LastYear } from '../figures/compare.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { publishedSource } from '../wording/drafting.ts';
import { type Blank, blanksFor } from './blanks-for.ts';
import { readOldReport } from './read-old-report.ts';

interface PublishedFigure {
  value: number;
  unit: string;
  /** 3200余份: no difference can be taken of it. */
  isApproximate?: true;
}

/** The figures that last year's report printed, one a metric: what is not surely that metric, what it says twice and differently, masks or gives as a range is not taken. */
function figuresOf(blanks: readonly Blank[]): Map<string, PublishedFigure> {
  const figures = new Map<string, PublishedFigure>();
  const unclear = new Set<string>();
  for (const { metric, lastYear, isSure } of blanks) {
    if (metric === null || !isSure) continue;
    const known = figures.get(metric);
    if (lastYear.value === null || (known && known.value !== lastYear.value)) unclear.add(metric);
    else figures.set(metric, { value: lastYear.value, unit: lastYear.unit, ...(lastYear.approximate ? { isApproximate: true as const } : {}) });
  }
  for (const metric of unclear) figures.delete(metric);
  return figures;
}

/** 往年报告 — the bureau's own reports on a year. */
export function publishedReports(corpus: Corpus, reader: string, year: number): SourceDocument[] {
  return corpus.documents(reader).filter(document => document.level === 'report' && document.reportYear === year);
}

/** Read once: every question about a figure looks here, and a report takes as long to read as a hundred questions. */
const read = new WeakMap<SourceDocument, { bureau: Bureau; figures: Map<string, PublishedFigure> }>();

function figuresIn(document: SourceDocument, { corpus, bureau }: { corpus: Corpus; bureau: Bureau }): Map<string, PublishedFigure> {
  const known = read.get(document);
  if (known?.bureau === bureau) return known.figures;
  const text = corpus
    .provisions(document.id)
    .map(provision => [...provision.path.slice(-1), provision.text].join('\n'))
    .join('\n');
  const period = yearPeriod(document.reportYear ?? 0);
  const figures = figuresOf(blanksFor(readOldReport(text), { bureau, total: () => null, period }).blanks);
  read.set(document, { bureau, figures });
  return figures;
}

/** 去年公布数 — whole-year figures of the year before `today`, from the bureau's own published report in the corpus, cited. */
export function publishedFigures(corpus: Corpus, { bureau, reader, today }: { bureau: Bureau; reader: string; today: LocalDate }): LastYear {
  const year = yearOf(today) - 1;
  const published = publishedReports(corpus, reader, year).map(document => ({
    title: document.title,
    figures: figuresIn(document, { corpus, bureau }),
  }));
  return (metric, period) => {
    if (!samePeriod(period, yearPeriod(year))) return null;
    for (const { title, figures } of published) {
      const figure = figures.get(metric);
      if (figure) return { ...figure, source: publishedSource(title) };
    }
    return null;
  };
}
