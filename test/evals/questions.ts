import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import { answerQuestion } from '../../src/figures/answer-question.ts';
import type { FiguresAnswer } from '../../src/figures/understand.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { replayGoldYear } from './gold-year.ts';
import { lastYearOf } from './last-year.ts';
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
  const lastYear = lastYearOf(shared);
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
