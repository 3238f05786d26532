import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/project-root.ts';
import { comparableTitle } from './statute-questions.ts';

/** 自拟法规问题 — what a clerk or a small enterprise would type, with the articles that answer it, any of them; none for questions that no law answers. `held` is never looked at while building, `blind` was written by somebody who knew neither the code nor the other sets. */
export interface OwnLawQuestion {
  set: 'open' | 'held' | 'blind';
  text: string;
  /** `劳动合同法第十九条`, comparable. */
  articles: string[];
}

const FILES = ['law-questions.jsonl', 'law-questions-blind.jsonl'];

export function loadOwnLawQuestions(): OwnLawQuestion[] {
  return FILES.flatMap(name => readFileSync(join(projectRoot, 'test', 'evals', 'data', name), 'utf8').split('\n'))
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as OwnLawQuestion)
    .map(question => ({ ...question, articles: question.articles.map(comparableTitle) }));
}
