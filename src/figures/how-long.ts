import { dateOf, daysBetween, type LocalDate } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { overlaps } from '../domain/period.ts';
import { wholeBureau } from '../domain/question.ts';
import { daysTaken } from '../wording/days-taken.ts';
import { loadEntries } from './load-entries.ts';
import { definitionOf } from './metric-definition.ts';
import { readPeriod, yearToDate } from './read-period.ts';
import { recordsMentioning } from './records-mentioning.ts';
import { findSubject } from './subject/find-subject.ts';
import type { FiguresAnswer, QuestionContext } from './understand.ts';

/** 花了多长时间, 用了几天, 多久办完的: of something done, and of no time that a rule sets. */
const asksTaken =
  /(?:花|拖|用|耗|费|办|改)了(?:多久|多长时间|几天|多少天|多少时间)|(?:多久|多长时间|几天|多少天)(?:才|就)?(?:办|改|整改|办结|办复|办完|改完|还清|解决)(?:完|好|结|清)?[的了]/;
const ofRule = /规定|法定|应当?|必须|最[长迟晚多]|期限|时限|要|得在|之内|以内|算|构成|属于|违[法规约]|可以|能不能/;
/** More records are hardly of one matter. */
const MOST = 4;

const byEnd = (a: Entry, b: Entry): number => (a.period.to < b.period.to ? -1 : 1);

/** Of one 科室, and none of them counts what another counted: 处罚1起 in February and in May are two. */
function isOneMatter(records: readonly Entry[]): boolean {
  const counted = records.flatMap(({ metrics }) => [...new Set(metrics.flatMap(({ name, kind }) => (kind === 'increment' ? [name] : [])))]);
  return records.length <= MOST && new Set(records.map(({ department }) => department)).size === 1 && new Set(counted).size === counted.length;
}

/** 领回6件, 6件全部办复: a figure that the first and the last of them say; one of something is said of everything. */
function comesToItsEnd(records: readonly Entry[]): boolean {
  const [first, last] = [records[0], records.at(-1)];
  const isSaidLast = (value: number | null, unit: string): boolean =>
    last?.metrics.some(other => other.value === value && other.unit === unit) === true;
  return first?.metrics.some(({ value, unit }) => value !== null && value !== 1 && isSaidLast(value, unit)) === true;
}

/** 用了多久 — the days between the first and the last that the records of one matter tell; null where that was not asked, or they are not of one. */
export async function howLong(text: string, { bureau, reader, at, previous }: QuestionContext): Promise<FiguresAnswer | null> {
  if (!asksTaken.test(text) || ofRule.test(text)) return null;
  const today = dateOf(at);
  const said = readPeriod(text, { today, bureau });
  const period = said.period ?? yearToDate(today);
  const { entries } = await loadEntries(reader, period);
  const own = entries.filter(entry => counts(entry) && overlaps(entry.period, period));
  const matter = said.rest.replace(asksTaken, '');
  const ledgers = findSubject(matter, bureau).metrics.flatMap(metric => definitionOf(bureau, metric)?.ledger.id ?? []);
  const ofLedger = own.filter(({ ledger }) => ledger !== null && ledgers.includes(ledger)).sort(byEnd);
  const found = ofLedger.length === 1 || (isOneMatter(ofLedger) && comesToItsEnd(ofLedger)) ? ofLedger : recordsMentioning(matter, own);
  const days = found.flatMap(daysOf).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || first === last || !isOneMatter(found)) return null;
  const records = [...found].sort(byEnd);
  const told = daysTaken(records, { first, last, days: daysBetween(first, last) }, { period, today, department: null });
  return { text: told, totals: [], topic: previous ?? text, question: { ...wholeBureau([], period), form: 'list' } };
}

/** The days of which a record tells, with those on which it was brought up to date. */
function daysOf({ period, history }: Entry): LocalDate[] {
  const updated = history.filter(({ action }) => action === 'update').map(({ at }) => dateOf(at));
  return [period.from, period.to, ...updated];
}
