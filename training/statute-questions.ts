import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseTitle } from '../src/knowledge/document-title.ts';

/** 法条问题 — a real lay question with the articles that answer it. */
export interface StatuteQuestion {
  id: string;
  text: string;
  articles: { document: string; article: string }[];
  inCorpus: boolean;
}

/** Titles differ in brackets, commas and 中华人民共和国 between sources. */
export function comparableTitle(title: string): string {
  return normaliseTitle(title).replace(/[《》、，（）\s]/g, '');
}

export function loadStatuteQuestions(shared: string): StatuteQuestion[] {
  return readFileSync(join(shared, 'gold', 'statute_questions.jsonl'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as StatuteQuestion)
    .filter(question => question.inCorpus);
}
