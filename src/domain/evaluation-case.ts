import type { MetricReading } from './entry.ts';
import type { Period } from './period.ts';

/** 法规测评题 — a question with the articles that answer it, or that somebody said do not. `名称第九条`. */
export interface LawCase {
  kind: 'law';
  text: string;
  articles?: string[];
  not?: string[];
}

/** 填报测评题 — a message with the reading that its reporter put right. Nobody is named. */
export interface MessageCase {
  kind: 'message';
  id: string;
  /** ISO 8601 with offset. */
  at: string;
  from: { name: string; department: string };
  text: string;
  intent: 'report';
  entries: {
    section: string;
    department: string;
    period: Period;
    metrics: Pick<MetricReading, 'name' | 'value' | 'unit' | 'approximate' | 'kind' | 'inferred'>[];
  }[];
  changes: [];
}

/** 测评题 — what the people who use it found right or wrong, for measuring the next version on. */
export type EvaluationCase = LawCase | MessageCase;
