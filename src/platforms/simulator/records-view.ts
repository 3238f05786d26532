import { dateOf, yearOf } from '../../domain/date.ts';
import type { Draft, DraftSection } from '../../domain/draft.ts';
import type { Entry } from '../../domain/entry.ts';
import { formatPeriod } from '../../domain/period.ts';
import { fileLink } from './file-link.ts';
import type { SimulatedRecords, SimulatorHost } from './host.ts';

/** As many as a person looks at; the whole is in the export. */
const SHOWN = 200;

function entryView(entry: Entry, sections: Map<string, string>, host: SimulatorHost): object {
  return {
    number: entry.number,
    status: entry.status,
    section: sections.get(entry.section) ?? entry.section,
    category: entry.category,
    department: entry.department,
    summary: entry.summary,
    when: formatPeriod(entry.period, yearOf(dateOf(host.now()))),
    figures: entry.metrics.map(metric => ({ name: metric.name, text: host.formatFigure(metric), isInferred: metric.inferred })),
    flags: entry.flags,
    reporter: entry.reporter.name,
    submittedAt: entry.submittedAt,
    history: entry.history.map(({ at, by, what, action }) => ({ at, by: by.name, what, action })),
    source: { messageId: entry.source.messageId, conversation: entry.source.conversationId, text: entry.source.text },
  };
}

function sectionView(section: DraftSection): object {
  const sentences = section.paragraphs.filter(paragraph => paragraph.origin !== 'placeholder').flatMap(paragraph => paragraph.sentences);
  return {
    heading: section.heading,
    level: section.level,
    sentences: sentences.length,
    isEmpty: sentences.length === 0 && section.paragraphs.length > 0,
  };
}

function draftView(draft: Draft, host: SimulatorHost): object {
  const sentences = draft.sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph => paragraph.sentences.map(sentence => ({ section, sentence }))),
  );
  return {
    title: draft.title,
    state: draft.state,
    revision: draft.revision,
    asOf: draft.asOf,
    compiledAt: draft.compiledAt,
    file: fileLink(host.draftFile(draft)),
    sections: draft.sections.map(sectionView),
    stale: sentences.flatMap(({ section, sentence }) =>
      sentence.stale === null ? [] : [{ heading: section.heading, text: sentence.text, why: sentence.stale }],
    ),
  };
}

/** Newest first, but within one message the first entry stays first. */
function byRunningNumber(a: Entry, b: Entry): number {
  return Number(a.number.split('-')[1]) - Number(b.number.split('-')[1]);
}

/** What was recorded, small enough for a page. */
export function recordsView(records: SimulatedRecords, host: SimulatorHost): object {
  const sections = new Map(records.sections.map(section => [section.id, section.name]));
  const newest = <T>(rows: readonly T[], time: (row: T) => number): T[] => [...rows].sort((a, b) => time(b) - time(a)).slice(0, SHOWN);
  return {
    total: records.entries.length,
    entries: newest([...records.entries].sort(byRunningNumber), entry => entry.submittedAt).map(entry => entryView(entry, sections, host)),
    nilReports: newest(records.nilReports, nil => nil.submittedAt).map(nil => ({
      department: nil.department,
      when: formatPeriod(nil.period, yearOf(dateOf(host.now()))),
      reporter: nil.reporter.name,
      submittedAt: nil.submittedAt,
    })),
    drafts: newest(records.drafts, draft => draft.compiledAt).map(draft => draftView(draft, host)),
    runs: newest(records.runs, run => run.dueAt).map(({ schedule, task, dueAt, state, caughtUp, outcome, sent }) => ({
      schedule,
      task,
      dueAt,
      state,
      caughtUp,
      outcome,
      sent: sent.length,
    })),
    undelivered: records.undelivered,
  };
}
