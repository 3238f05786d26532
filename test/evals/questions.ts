import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt, monthOf, yearOf } from '../../src/domain/date.ts';
import { halfPeriod, type Period, quarterPeriod, samePeriod, yearPeriod } from '../../src/domain/period.ts';
import { answerQuestion } from '../../src/figures/answer-question.ts';
import type { LastYear } from '../../src/figures/compare.ts';
import type { FiguresAnswer } from '../../src/figures/understand.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { replayGoldYear } from './gold-year.ts';
import { askOwnQuestions } from './own-questions.ts';
import { formatShare } from './wilson.ts';

interface GoldQuestion {
  id: string;
  question: string;
  asked_at: string;
  intent: string;
  must_contain: string[];
  must_not: string[];
  expected_value: number | null;
}

interface GoldQuestions {
  baseline_2025: Record<string, Record<string, number>>;
  questions: GoldQuestion[];
}

/** 问数得分 — one question: what was said, and how much of what must be there is. */
export interface QuestionScore {
  id: string;
  question: string;
  answer: string | null;
  /** Null where the gold set expects no single value. */
  hasValue: boolean | null;
  /** Figures of must_contain that the answer holds. */
  figures: { found: number; total: number; absent: string[] };
  /** Figures and names of must_not that the answer holds. */
  forbidden: string[];
}

/** Asks the gold questions of the replayed year; the leader's drafts (intent draft and refuse) are no ledger questions and are expected to be passed on. */
export async function scoreQuestions(shared: string): Promise<{ scores: QuestionScore[]; problems: string[] }> {
  const gold = JSON.parse(readFileSync(join(shared, 'gold', 'leader_questions.json'), 'utf8')) as GoldQuestions;
  const { bureau, store, problems } = await replayGoldYear(shared, await loadBureau(join(projectRoot, 'data')));
  const lastYear = baseline(gold.baseline_2025);
  const scores: QuestionScore[] = [];
  let previous: string | null = null;
  for (const question of gold.questions) {
    const at = instantAt(question.asked_at, '17:00');
    const asked: string | null = previous;
    const answer: FiguresAnswer | null = await store.read({ bureau: bureau.id }, reader =>
      answerQuestion(question.question, { bureau, reader, at, previous: asked, lastYear }),
    );
    previous = answer?.topic ?? null;
    scores.push(score(question, answer?.text ?? null));
  }
  return { scores, problems };
}

/** The gold set's baseline: `走访企业` → `2025-01..10` → 244; 其中 rows stand under the names of the parts. */
function baseline(rows: GoldQuestions['baseline_2025']): LastYear {
  const parts: Record<string, string> = { 承办代表建议: '其中代表建议', 承办政协提案: '其中政协提案' };
  return (metric, period) => {
    const row = Object.entries(rows).find(([name]) => name.replace(/（.*$/, '') === metric);
    const part = parts[metric];
    const figures = part ? Object.values(rows).find(each => part in each) : row?.[1];
    const value = part ? (samePeriod(period, yearPeriod(2025)) ? figures?.[part] : undefined) : figures?.[keyOf(period)];
    return value === undefined ? null : { value, unit: /（(.+)）/.exec(row?.[0] ?? '')?.[1] ?? unitOf(metric), source: '去年基数' };
  };
}

function unitOf(metric: string): string {
  return (
    {
      走访企业: '家',
      执法检查: '次',
      行政处罚: '起',
      集体学法: '次',
      普法宣传活动: '场',
      网上备案办结: '个',
      收集问题: '条',
      解决问题: '条',
      主动公开政府信息: '条',
    }[metric] ?? '件'
  );
}

function keyOf(period: Period): string {
  const year = yearOf(period.from);
  if (samePeriod(period, yearPeriod(year))) return `${year}全年`;
  if (samePeriod(period, halfPeriod(year, 1))) return `${year}-上半年`;
  const quarter = [1, 2, 3, 4].find(each => samePeriod(period, quarterPeriod(year, each)));
  return quarter ? `${year}-Q${quarter}` : `${year}-01..${String(monthOf(period.to)).padStart(2, '0')}`;
}

function score(question: GoldQuestion, answer: string | null): QuestionScore {
  const text = answer ?? '';
  // An expected value hidden in the list of entries below the answer is no answer.
  const said = text.replace(/^\d+\. .*$/gm, '');
  const wanted = numbersIn(question.must_contain.join('；'));
  const absent = wanted.filter(number => !numbersIn(text).includes(number));
  const banned = question.must_not.flatMap(line => [
    ...numbersIn(line).filter(number => !wanted.includes(number)),
    ...(line.match(/[一-龥]{2}机电|\d[\d.]*亿/g) ?? []),
  ]);
  const value = question.expected_value;
  return {
    id: question.id,
    question: question.question,
    answer,
    hasValue: value === null ? null : numbersIn(said).includes(String(Math.abs(value))),
    figures: { found: wanted.length - absent.length, total: wanted.length, absent },
    forbidden: banned.filter(each => (/^\d+(\.\d+)?$/.test(each) ? numbersIn(text).includes(each) : text.includes(each))),
  };
}

/** Distinct numbers as written, message ids left out. */
function numbersIn(text: string): string[] {
  return [...new Set(text.replace(/M\d{3}|\d{4}-\d{1,3}(?!-)(?:至\d+)?|(?<=[〔（、])\d{4}-\d+/g, ' ').match(/\d+(?:\.\d+)?/g) ?? [])].map(number =>
    String(Number(number)),
  );
}

/** `npm run eval -- questions [folder] [--open]`: the leader's questions on the gold year, and this project's own; `--open` shows which of the open ones were missed. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args.find(arg => !arg.startsWith('--')) ?? join(projectRoot, '..', 'shared');
  if (!existsSync(join(shared, 'gold', 'leader_questions.json'))) {
    console.log(`跳过：没有找到 ${shared}/gold/leader_questions.json`);
    return;
  }
  const { scores, problems } = await scoreQuestions(shared);
  for (const each of scores) {
    console.log(`\n${each.id} ${each.question}`);
    console.log((each.answer ?? '（不是问数，转去查法规或起草）').replace(/^/gm, '   '));
    console.log(
      `   → 数值${each.hasValue === null ? '无要求' : each.hasValue ? '对' : '缺'}；应有数字${each.figures.found}/${each.figures.total}${each.figures.absent.length > 0 ? `，缺${each.figures.absent.join('、')}` : ''}${each.forbidden.length > 0 ? `；疑似不应有：${each.forbidden.join('、')}` : ''}`,
    );
  }
  const withValue = scores.filter(each => each.hasValue !== null);
  const found = scores.reduce((sum, each) => sum + each.figures.found, 0);
  const total = scores.reduce((sum, each) => sum + each.figures.total, 0);
  console.log(
    `\n期望数值 ${withValue.filter(each => each.hasValue).length}/${withValue.length}；应有数字 ${found}/${total}；疑似不应有 ${scores.filter(each => each.forbidden.length > 0).length}题；未按问数答 ${scores.filter(each => each.answer === null).length}题`,
  );
  const own = await askOwnQuestions(shared);
  console.log(
    `自写追问 公开 ${formatShare(own.open)}；保留 ${formatShare(own.held)}；后写 ${formatShare(own.further)}；第三组 公开 ${formatShare(own.third.open)}，保留 ${formatShare(own.third.held)}；第四组 公开 ${formatShare(own.fourth.open)}，保留 ${formatShare(own.fourth.held)}`,
  );
  if (args.includes('--open')) for (const line of own.missed) console.log(line);
  if (problems.length > 0) console.log(`重放中没有落实的改动：\n${problems.map(problem => `  ${problem}`).join('\n')}`);
}
