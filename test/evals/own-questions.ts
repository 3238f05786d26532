import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import { answerFromRecords, answerQuestion } from '../../src/figures/answer-question.ts';
import type { FiguresAnswer } from '../../src/figures/understand.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { replayGoldYear } from './gold-year.ts';
import { lastYearOf } from './last-year.ts';
import type { Share } from './wilson.ts';

/** 自写追问 — questions of one talk, what the last answer has to say, and what it must not. */
interface OwnQuestion {
  q: string[];
  /** Strings that must occur; of a list one. */
  must: (string | string[])[];
  not: string[];
  /** Records and arithmetic behind it. */
  why: string;
  /** Only counted, never looked at. */
  held: boolean;
}

interface OwnScore {
  open: Share;
  held: Share;
  /** Written later, when the open ones had been looked at. */
  further: Share;
  /** By somebody who had seen none of them, half of them held. */
  third: { open: Share; held: Share };
  /** By somebody who had seen none of those either, half of them held. */
  fourth: { open: Share; held: Share };
  /** Open ones that were missed, for reading. */
  missed: string[];
}

function isRight(text: string, { must, not }: OwnQuestion): boolean {
  const says = (wanted: string): boolean => text.includes(wanted);
  const saysNumber = (number: string): boolean => new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?![\\d.])`).test(text);
  const isSaid = (each: string | string[]): boolean => (Array.isArray(each) ? each.some(says) : says(each));
  return must.every(isSaid) && !not.some(each => (/^[\d.]+$/.test(each) ? saysNumber(each) : says(each)));
}

function questionsIn(file: string): OwnQuestion[] {
  const lines = readFileSync(join(projectRoot, 'test', 'evals', 'data', file), 'utf8')
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line) as OwnQuestion);
}

/** Asks them of the replayed gold year; what is no question of figures is looked for in the records, as after the law had no answer. */
export async function askOwnQuestions(shared: string): Promise<OwnScore> {
  const { bureau, store } = await replayGoldYear(shared, await loadBureau(join(projectRoot, 'data')));
  const at = instantAt('2026-11-20', '17:00');
  const lastYear = lastYearOf(shared);
  const missed: string[] = [];
  const lastAnswer = async (questions: readonly string[]): Promise<string> => {
    let previous: string | null = null;
    let text = '';
    for (const question of questions) {
      const before: string | null = previous;
      const ask = (by: typeof answerQuestion): Promise<FiguresAnswer | null> =>
        store.read({ bureau: bureau.id }, reader => by(question, { bureau, reader, at, previous: before, lastYear }));
      const said: FiguresAnswer | null = (await ask(answerQuestion)) ?? (await ask(answerFromRecords));
      previous = said?.topic ?? previous;
      text = said?.text ?? '';
    }
    return text;
  };
  const share = async (questions: readonly OwnQuestion[]): Promise<Share> => {
    let hits = 0;
    for (const asked of questions) {
      const text = await lastAnswer(asked.q);
      if (isRight(text, asked)) hits++;
      else if (!asked.held) missed.push(`\n${asked.q.join(' / ')}（${asked.why}）\n${text.replace(/^/gm, '   ')}`);
    }
    return { hits, of: questions.length };
  };
  const questions = questionsIn('leader-questions.jsonl');
  const open = await share(questions.filter(({ held }) => !held));
  const held = await share(questions.filter(asked => asked.held));
  const further = await share(questionsIn('leader-questions-further.jsonl'));
  const halves = async (file: string): Promise<{ open: Share; held: Share }> => {
    const all = questionsIn(file);
    return { open: await share(all.filter(asked => !asked.held)), held: await share(all.filter(asked => asked.held)) };
  };
  const third = await halves('leader-questions-third.jsonl');
  const fourth = await halves('leader-questions-fourth.jsonl');
  return { open, held, further, third, fourth, missed };
}
