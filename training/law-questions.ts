import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/project-root.ts';
import { comparableTitle } from './statute-questions.ts';

/** 自拟法规问题 — what a clerk or a small enterprise would type, with the articles that answer it, any of them; none for questions that no law answers. `held` is never looked at while building. */
export interface OwnLawQuestion {
  set: 'open' | 'held';
  text: string;
  /** `劳动合同法第十九条`, comparable. */
  articles: string[];
}

export function loadOwnLawQuestions(): OwnLawQuestion[] {
  return readFileSync(join(projectRoot, 'test', 'evals', 'data', 'law-questions.jsonl'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as OwnLawQuestion)
    .map(question => ({ ...question, articles: question.articles.map(comparableTitle) }));
}
