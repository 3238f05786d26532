import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/project-root.ts';
import { loadOwnLawQuestions } from './law-questions.ts';
import { comparableTitle, loadStatuteQuestions, type StatuteQuestion } from './statute-questions.ts';

/** 自撰问题 — questions as people would type them, written for this project from the texts of the laws alone, each with the articles that decide it (training/data/README.md). */
export function loadLayQuestions(): StatuteQuestion[] {
  return read<{ text: string; articles: string[] }>('lay-questions.jsonl').map(({ text, articles }, at) => ({
    id: `lay-${at + 1}`,
    text,
    articles: articles.map(named),
    inCorpus: true,
  }));
}

/** Questions that law decides and that no ranker learns from: what it makes of these, it will make of what is asked tomorrow. */
export function loadFreshQuestions(): string[] {
  return read<{ text: string }>('fresh-questions.jsonl').map(({ text }) => text);
}

/** Questions that no law decides. */
export function loadUnanswerableQuestions(): string[] {
  return read<{ text: string }>('unanswerable-questions.jsonl').map(({ text }) => text);
}

function read<Line>(name: string): Line[] {
  return readFileSync(join(projectRoot, 'training', 'data', name), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Line);
}

/** `劳动合同法第十九条` → its title and its article. */
function named(article: string): StatuteQuestion['articles'][number] {
  const at = article.lastIndexOf('第');
  return { document: article.slice(0, at), article: article.slice(at) };
}

/** From here on two questions are one: the share of two-character pieces that they have in common. */
const SAME = 0.6;

function piecesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/(?=([\p{L}\p{N}]{2}))/gu)].map(match => match[1] ?? ''));
}

function sharedBy(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const piece of one) if (other.has(piece)) both++;
  return both / Math.max(1, one.size + other.size - both);
}

/** Every question that a measure asks: the gold ones, our own of both halves, and those of the five folds. */
export function measuredTexts(shared: string): string[] {
  const gold = JSON.parse(readFileSync(join(shared, 'gold', 'law_questions.json'), 'utf8')) as Record<string, unknown>;
  const texts = ['answerable', 'unanswerable', 'stale_traps'].flatMap(kind => (gold[kind] as { question: string }[]).map(({ question }) => question));
  return [...texts, ...loadOwnLawQuestions().map(({ text }) => text), ...loadStatuteQuestions(shared).map(({ text }) => text)];
}

/** What is left to learn from when whatever equals or nearly equals a measured question is taken out. */
export function withoutMeasured<Question extends { text: string }>(questions: readonly Question[], measured: readonly string[]): Question[] {
  const known = measured.map(piecesOf);
  return questions.filter(({ text }) => {
    const own = piecesOf(text);
    return known.every(each => sharedBy(own, each) < SAME);
  });
}

/** Titles that differ between sources are one title; so are a law's article and itself. */
export function articleNames({ articles }: StatuteQuestion): string[] {
  return [...new Set(articles.map(({ document, article }) => `${comparableTitle(document)}${article}`))];
}
