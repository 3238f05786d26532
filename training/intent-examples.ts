import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../src/domain/intent.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import { readOffices } from '../test/evals/own-messages.ts';
import { loadLayQuestions } from './lay-questions.ts';

/** 意图样例 — a message, and what it is for; `by` is who wrote it. */
export interface IntentExample {
  text: string;
  intent: Intent;
  quote?: string;
  by: string;
  /** When it was sent, where that is known. */
  day?: string;
}

/** Messages near the border between intents, written for this project by people who saw neither the rules nor a measure (training/data/README.md). */
export function loadIntentExamples(): IntentExample[] {
  return readExamples(join(projectRoot, 'training', 'data', 'intents.jsonl'));
}

/** Short everyday messages and commands, our own: what the border knows little of. */
export function loadPlainExamples(): IntentExample[] {
  return readExamples(join(projectRoot, 'training', 'data', 'plain-messages.jsonl'));
}

/** One message in five of the same writers, of which only counts are looked at. */
export function loadHeldIntentExamples(file: 'intents-held.jsonl' | 'intents-held-2.jsonl'): IntentExample[] {
  return readExamples(join(projectRoot, 'test', 'evals', 'data', file));
}

function readExamples(file: string): IntentExample[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as IntentExample);
}

/** The messages of the open offices: what people mostly write. */
export function loadOfficeExamples(): IntentExample[] {
  return readOffices('open').flatMap(({ name, messages }) =>
    messages.map(({ text, intent, quote, at }) => ({
      text,
      intent,
      by: `office ${name}`,
      day: at.slice(0, 10),
      ...(quote === undefined ? {} : { quote }),
    })),
  );
}

/** Of the written questions of law so many that the other intents are not drowned. */
const EVERY = 30;

export function loadLawExamples(): IntentExample[] {
  return loadLayQuestions()
    .filter((_, at) => at % EVERY === 0)
    .map(({ text }) => ({ text, intent: 'question' as const, by: 'law' }));
}
