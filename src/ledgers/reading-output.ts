import type { EntryContent, MetricReading } from '../domain/entry.ts';
import type { Reading } from '../domain/reading.ts';

/** A reading in the words of the command line's JSON: the shape is fixed, scripts depend on it. */
export function readingOutput(reading: Reading): object {
  const { intent, entries, target, changes, nil, draft, questions } = reading;
  return {
    intent,
    entries: entries.map(entryOutput),
    ...(target ? { target } : {}),
    ...(changes.length ? { changes } : {}),
    ...(nil ? { nil } : {}),
    ...(draft ? { draft } : {}),
    ...(questions.length ? { questions } : {}),
  };
}

function entryOutput(entry: EntryContent): object {
  const { section, category, summary, date, period, department, supporting, partners, flags, checks, progress, deadline } = entry;
  return {
    ...{ section, category, summary, date, period, department },
    metrics: entry.metrics.map(metricOutput),
    ...(supporting.length ? { supporting } : {}),
    ...(partners.length ? { partners } : {}),
    ...(flags.length ? { flags } : {}),
    ...(checks.length ? { checks } : {}),
    ...(progress ? { progress } : {}),
    ...(deadline ? { deadline } : {}),
  };
}

function metricOutput({ name, value, unit, approximate, kind, min, max, partOf, inferred, isNew, period, raw }: MetricReading): object {
  return {
    ...{ name, value, unit, approximate, kind },
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(partOf ? { partOf } : {}),
    ...(inferred ? { inferred } : {}),
    ...(isNew ? { isNew } : {}),
    ...(period ? { period } : {}),
    raw,
  };
}
