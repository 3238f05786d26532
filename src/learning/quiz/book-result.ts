import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf } from '../../domain/date.ts';
import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Member } from '../../domain/member.ts';
import { dayPeriod } from '../../domain/period.ts';
import type { Paper, QuizResult } from '../../domain/quiz.ts';
import { recordChange } from '../../ledgers/correct.ts';
import { submitEntries } from '../../ledgers/submit.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Transaction } from '../../store/store.ts';
import { quizBookedAgain, quizSummary } from '../../wording/quiz.ts';

/** The ledger of 局内自测; its metrics are its own, never those of the official exam. */
const LEDGER = 'self-quiz';

function reading(name: string, value: number, unit: string): MetricReading {
  const figure = { value, unit, approximate: null, raw: `${value}${unit}` };
  return { ...figure, name, kind: 'increment', isNew: false, inferred: false, partOf: null };
}

function metricsOf({ invited, taken, passed }: QuizResult): MetricReading[] {
  return [
    reading('局内自测', 1, '次'),
    reading('局内自测应参加人数', invited, '人'),
    { ...reading('局内自测参加人数', taken, '人'), partOf: '局内自测应参加人数' },
    { ...reading('局内自测合格人数', passed, '人'), partOf: '局内自测参加人数' },
  ];
}

function contentOf(result: QuizResult, editor: Member, at: Instant): EntryContent {
  const date = dateOf(at);
  return {
    ...{ section: 'EDU', ledger: LEDGER, category: '局内自测', summary: quizSummary, date, period: dayPeriod(date) },
    ...{ department: editor.department, supporting: [], partners: [], metrics: metricsOf(result), flags: [], checks: [] },
    ...{ progress: null, deadline: null, raw: quizSummary },
  };
}

/** 入账 — books a paper's counts, each rate by its parts; a make-up updates what its first round booked. Null where the bureau has no such ledger. */
export async function bookResult(
  transaction: Transaction,
  paper: Paper,
  { bureau, editor, result, at }: { bureau: Bureau; editor: Member; result: QuizResult; at: Instant },
): Promise<{ id: string; number: string } | null> {
  if (!bureau.ledgers.some(({ id }) => id === LEDGER)) return null;
  const first = paper.makeupOf === null ? undefined : await transaction.get('paper', paper.makeupOf);
  const booked = first?.entry ? await transaction.get('entry', first.entry) : undefined;
  if (booked) {
    const by = { member: editor, at, messageId: null };
    await recordChange(transaction, booked, { ...by, action: 'correct', what: quizBookedAgain(result), after: { metrics: metricsOf(result) } });
    return booked;
  }
  const platform = bureau.groups[0]?.platform ?? 'simulator';
  const source = { platform, conversationId: `quiz:${paper.id}`, messageId: `quiz:${paper.id}`, text: quizSummary };
  const [entry] = await submitEntries(transaction, { bureau, entries: [contentOf(result, editor, at)], reporter: editor, source, at });
  return entry ?? null;
}
