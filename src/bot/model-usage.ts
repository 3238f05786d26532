import type { Bureau } from '../bureau/bureau.ts';
import { addDays, instantAt, type LocalDate } from '../domain/date.ts';
import { type ModelBudget, modelBudgets } from '../domain/model-call.ts';
import { dayPeriod, monthPeriod, type Period, weekOf } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';
import type { ModelCallRow, Reader, Store } from '../store/store.ts';
import { type CallLine, callList, type UsageSummary, usageText } from '../wording/model-usage.ts';

const MOST_ROWS = 10_000;
const SHOWN = 10;

/** What is asked: of which time, and whether call by call. */
export interface UsageQuestion {
  words: string;
  period: Period;
  isList: boolean;
}

function month(today: LocalDate, back: number): Period {
  const [year = 0, number = 1] = today.split('-').map(Number);
  return number > back ? monthPeriod(year, number - back) : monthPeriod(year - 1, 12);
}

/** 模型用量、上周的出境记录; this week's when no time is named. */
export function readUsageQuestion(text: string, today: LocalDate): UsageQuestion {
  const isList = /出境|记录|清单|明细/.test(text);
  if (text.includes('今天')) return { words: '今天', period: dayPeriod(today), isList };
  if (text.includes('昨天')) return { words: '昨天', period: dayPeriod(addDays(today, -1)), isList };
  if (text.includes('上周')) return { words: '上周', period: weekOf(addDays(today, -7)), isList };
  if (text.includes('上月')) return { words: '上月', period: month(today, 1), isList };
  if (/本月|这个月/.test(text)) return { words: '本月', period: month(today, 0), isList };
  return { words: '本周', period: weekOf(today), isList };
}

async function rowsOf(reader: Reader, { from, to }: Period): Promise<ModelCallRow[]> {
  const query = { index: 'byAt', from: instantAt(from), to: instantAt(addDays(to, 1)) - 1, order: 'descending', limit: MOST_ROWS } as const;
  return (await reader.find('model-call', query)).rows;
}

/** How often each key occurs, the most frequent first. */
function tally(rows: readonly ModelCallRow[], keyOf: (row: ModelCallRow) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + row.calls);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function sum(rows: readonly ModelCallRow[], amountOf: (row: ModelCallRow) => number | undefined): number {
  return rows.reduce((total, row) => total + (amountOf(row) ?? 0), 0);
}

/** `answer` of `answer@3+own`. */
function taskOf({ purpose }: ModelCallRow): string {
  return purpose.replace(/@.*$/, '');
}

function lineOf(row: ModelCallRow, bureau: Bureau): CallLine {
  const asker = bureau.members.find(member => member.id === row.asker)?.name ?? row.asker;
  return { at: row.at, asker, task: taskOf(row), calls: row.calls, characters: row.characters, outcome: row.outcome, ms: row.ms, host: row.host };
}

async function summaryOf(reader: Reader, rows: readonly ModelCallRow[], at: Instant): Promise<UsageSummary> {
  const spent = async (id: string): Promise<number> => (await reader.get('budget', id))?.spent ?? 0;
  return {
    calls: sum(rows, row => row.calls),
    failures: tally(
      rows.filter(row => row.outcome !== 'ok'),
      row => row.outcome ?? 'open',
    ),
    servers: tally(rows, row => `${row.host}|${row.model}`).map(([key]) => {
      const [host = '', model = ''] = key.split('|');
      return { host, model };
    }),
    characters: sum(rows, row => row.characters),
    tokens: { input: sum(rows, row => row.tokens?.input), output: sum(rows, row => row.tokens?.output) },
    tasks: tally(rows, taskOf),
    today: { calls: await spent(modelBudgets.calls(at)), tokens: await spent(modelBudgets.tokens(at)) },
  };
}

/** 模型用量与出境记录 — what left for a model in the time that is asked about; never a word of it. */
export function describeUsage(
  { store, bureau }: { store: Store; bureau: Bureau },
  { question, budget, at }: { question: UsageQuestion; budget: ModelBudget | undefined; at: Instant },
): Promise<{ text: string; summary: UsageSummary; lines: CallLine[] }> {
  return store.read({ bureau: bureau.id }, async reader => {
    const rows = await rowsOf(reader, question.period);
    const lines = rows.map(row => lineOf(row, bureau));
    const summary = await summaryOf(reader, rows, at);
    const text = question.isList ? callList(question.words, lines.slice(0, SHOWN), lines.length) : usageText(question.words, summary, budget);
    return { text, summary, lines };
  });
}
