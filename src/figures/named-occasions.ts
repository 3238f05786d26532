import { dateOf } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { overlaps } from '../domain/period.ts';
import { wholeBureau } from '../domain/question.ts';
import { recordsSaying } from '../wording/narrower.ts';
import { inLedgerWords } from './ledger-words.ts';
import { loadEntries } from './load-entries.ts';
import { readPeriod, yearToDate } from './read-period.ts';
import { recordsMentioning } from './records-mentioning.ts';
import type { FiguresAnswer, QuestionContext } from './understand.ts';

/** 专精特新那场, 合同那场跟数据安全那场: what stands before each says which. */
const occasions = /(?:^|[，,。跟和与比同])?([\p{Script=Han}A-Za-z0-9]{2,12}?)那一?[次场回]/gu;
/** So many records may be one occasion. */
const MOST_OF_ONE = 2;

/** 点名的那场 — the records of occasions that were named by what they were about, where they say none of these metrics; null where none was named or none is found. */
export async function namedOccasions(
  said: string,
  metrics: readonly string[],
  { bureau, reader, at }: QuestionContext,
): Promise<FiguresAnswer | null> {
  const text = inLedgerWords(said);
  const today = dateOf(at);
  const { period, rest } = readPeriod(text, { today, bureau });
  const names = [...rest.matchAll(occasions)].map(([, name = '']) => name);
  if (names.length === 0 || names.length > 2) return null;
  const days = period ?? yearToDate(today);
  const { entries } = await loadEntries(reader, days);
  // 逾期未付合同 is nothing that took place.
  const tookPlace = ({ ledger, metrics: carried }: Entry): boolean =>
    bureau.ledgers.some(({ id, eventMetric }) => id === ledger && carried.some(({ name }) => name === eventMetric));
  const own = entries.filter(entry => counts(entry) && overlaps(entry.period, days) && tookPlace(entry));
  const found = names.map(name => recordsMentioning(name, own));
  if (found.some(records => records.length === 0 || records.length > MOST_OF_ONE)) return null;
  const told = [...new Set(found.flat())];
  const carries = ({ metrics: carried }: Entry): boolean => carried.some(({ name }) => metrics.includes(name));
  // Two of them are set side by side record by record; of one whose record says the figure, that is told.
  if (names.length === 1 && (metrics.length === 0 || told.some(carries))) return null;
  const scope = { period: days, today, department: null };
  return { text: recordsSaying(told, scope), totals: [], topic: said, question: { ...wholeBureau([], days), form: 'list' } };
}
