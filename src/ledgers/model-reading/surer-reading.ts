import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf } from '../../domain/date.ts';
import type { EntryContent } from '../../domain/entry.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Reading } from '../../domain/reading.ts';
import { violations } from '../../language/grounding/free-word-violations.ts';
import { fillSlots } from '../../language/grounding/slots.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Models } from '../../models/models.ts';
import { modelReadingQuestions } from '../../wording/reading.ts';
import { type Disguised, disguise } from '../../writing/disguise.ts';
import { type Written, writeChecked } from '../../writing/write-checked.ts';
import { entryOfProposal } from './entry-of-proposal.ts';
import { mergedEntry, type ProposedEntry, saidQuantity } from './merge-entries.ts';

/** What a model may decide that the rules did not: none of it takes anything back, gives an order or changes what is kept. */
export type SafeIntent = Extract<Intent, 'question' | 'help' | 'report' | 'chitchat'>;

const safe: ReadonlySet<string> = new Set<SafeIntent>(['question', 'help', 'report', 'chitchat']);
/** Below this a person, or a model, should look. */
const DOUBTFUL = 0.5;
/** 同上, 咋办呀: too little to ask anybody about. */
const SHORTEST = 5;
/** Below this a model's own doubt counts. */
const LEAST_CONFIDENCE = 0.5;

/** Who wrote what, and until when an answer is of use. */
export interface Doubt {
  models: Models;
  bureau: Bureau;
  text: string;
  quote: string;
  department: string;
  at: Instant;
  asker: string;
  deadline: Instant;
}

/** A reading, and whether a model was asked for a better one in vain. */
export interface SurerReading {
  reading: Reading;
  isInVain: boolean;
}

function hide(text: string, bureau: Bureau): Disguised {
  return disguise(
    text,
    bureau.members.map(({ name }) => name),
  );
}

/** 判断意图 — what a message is for that the rules could not place; undefined when the model does not know either, or may not decide it. */
async function safeIntent({ models, bureau, text, quote, asker, deadline }: Doubt): Promise<Written<SafeIntent | undefined>> {
  const inputs = { message: hide(text, bureau).text, quoted: hide(quote, bureau).text };
  return writeChecked(models, {
    ...{ prompt: 'intent', asker, deadline, inputs: () => inputs },
    check(json) {
      const { intent, confidence } = JSON.parse(json) as { intent: string; confidence: number };
      return { value: safe.has(intent) && confidence >= LEAST_CONFIDENCE ? (intent as SafeIntent) : undefined };
    },
  });
}

function ledgersText({ ledgers }: Bureau): string {
  return ledgers
    .map(({ id, name, metrics }) => `${id}（${name}）：${metrics.map(metric => `${metric.name}（${metric.units.join('、')}）`).join('；')}`)
    .join('\n');
}

/** The model's entries, their slots filled in again; every figure must stand in the message as it was quoted. */
async function proposedEntries({ models, bureau, text, at, asker, deadline }: Doubt): Promise<Written<ProposedEntry[]>> {
  const message = hide(text, bureau);
  const inputs = { message: message.text, sentAt: dateOf(at), ledgers: ledgersText(bureau) };
  return writeChecked(models, {
    ...{ prompt: 'extract', asker, deadline, inputs: () => inputs },
    check(json) {
      const { entries } = JSON.parse(fillSlots(json, message.originals)) as { entries: ProposedEntry[] };
      const invented = entries.flatMap(({ metrics }) => metrics.filter(metric => !saidQuantity(metric, text)).map(({ quote }) => quote));
      return invented.length > 0 ? { violations: violations('number', invented) } : { value: entries };
    },
  });
}

/** 建议板块 — one of the bureau's own sections for work that no ledger counts; the rules' section stays when the model names no other. */
async function proposedSection(entry: EntryContent, { models, bureau, asker, deadline }: Doubt): Promise<string> {
  const inputs = { item: hide(entry.raw, bureau).text, sections: bureau.sections.map(({ id, name }) => `${id}　${name}`).join('\n') };
  const written = await writeChecked(models, {
    ...{ prompt: 'propose-section', asker, deadline, inputs: () => inputs },
    check(json) {
      const { section } = JSON.parse(json) as { section: string | null };
      const known = bureau.sections.find(({ id }) => id === section);
      return section === null || known ? { value: section ?? entry.section } : { violations: violations('form', [section]) };
    },
  });
  return written.outcome === 'taken' ? written.value : entry.section;
}

/** What the rules took for talk: kept only with its figure, and said back with where it was filed. */
function proposedReport(proposals: readonly ProposedEntry[], { bureau, text, department, at }: Doubt): Pick<Reading, 'entries' | 'questions'> {
  const entries = proposals.flatMap(proposal => entryOfProposal(proposal, { bureau, department, at, text }) ?? []).slice(0, 1);
  return { entries, questions: entries.map(({ category }, place) => modelReadingQuestions.ledger(place + 1, category)) };
}

/** 存疑再读 — a report that the rules read with doubt, field by field with what a model made of it; who wrote it is told where it was filed. `isTried`: and in vain. */
async function surerReport(reading: Reading, doubt: Doubt): Promise<SurerReading> {
  const written = await proposedEntries(doubt);
  if (written.outcome === 'not-taken') return { reading, isInVain: true };
  const { bureau } = doubt;
  if (reading.entries.length === 0) return { reading: { ...reading, ...proposedReport(written.value, doubt) }, isInVain: false };
  const merged = reading.entries.map(entry => mergedEntry(entry, written.value, bureau.ledgers));
  const entries = await Promise.all(
    merged.map(async entry =>
      entry.ledger === null && entry.category === '其他工作' ? { ...entry, section: await proposedSection(entry, doubt) } : entry,
    ),
  );
  const questions = entries.flatMap((entry, at) => {
    const before = reading.entries[at];
    if (before?.ledger !== entry.ledger) return [modelReadingQuestions.ledger(at + 1, entry.category)];
    return before?.section === entry.section
      ? []
      : [modelReadingQuestions.section(at + 1, bureau.sections.find(({ id }) => id === entry.section)?.name ?? '')];
  });
  return { reading: { ...reading, entries, questions: [...reading.questions, ...questions] }, isInVain: false };
}

/** 再读 — what the rules read with doubt is looked at by a model. It may find a question, a report or a cry for help; it gives no orders, and takes nothing back. */
export async function surerReading(reading: Reading, doubt: Doubt): Promise<SurerReading> {
  const same = { reading, isInVain: false };
  if (reading.confidence >= DOUBTFUL || doubt.text.length < SHORTEST) return same;
  if (reading.intent === 'report') return surerReport(reading, doubt);
  if (reading.intent !== 'chitchat') return same;
  const intent = await safeIntent(doubt);
  if (intent.outcome === 'not-taken' || intent.value === undefined || intent.value === 'chitchat') return same;
  if (intent.value !== 'report') return { reading: { ...reading, intent: intent.value }, isInVain: false };
  const surer = await surerReport(reading, doubt);
  // What holds nothing that can be kept stays talk.
  return surer.reading.entries.length > 0 ? { reading: { ...surer.reading, intent: 'report' }, isInVain: false } : same;
}
