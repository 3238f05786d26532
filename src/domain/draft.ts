import type { Instant } from '../lib/clock.ts';
import type { BureauId } from './member.ts';
import type { Figure, ReportKind } from './outline.ts';
import type { Period } from './period.ts';

/** 句 — a sentence of a draft with the entries that it says; `stale` names why a later change of an entry touched it. */
export interface Sentence {
  text: string;
  figures: Figure[];
  entries: string[];
  stale: string | null;
}

/** 段 — a paragraph; one that a person edited is kept when the draft is compiled again. */
export interface Paragraph {
  id: string;
  sentences: Sentence[];
  origin: 'compiled' | 'edited' | 'placeholder';
  /** Of an edited paragraph: the compiled sentences that the editor has seen, so that only what is new since is offered beside it. */
  base?: Sentence[];
  /** Of new material: the id of the edited paragraph that it is offered beside, until the editor takes or drops it. */
  offeredFor?: string;
  /** Of a placeholder: the 科室 to ask. */
  ask?: string[];
}

/** 章 — a heading of a draft with its paragraphs. */
export interface DraftSection {
  id: string;
  /** With its number: 一、强化组织领导. */
  heading: string;
  level: number;
  paragraphs: Paragraph[];
}

/** 初稿 — a compiled report; the bot makes only 初稿, people make 送审稿 and 定稿. */
export interface Draft {
  bureau: BureauId;
  /** `annual:2026` — one living draft for each kind and period. */
  id: string;
  version: number;
  kind: ReportKind;
  outline: string;
  title: string;
  addressee: string;
  period: Period;
  /** 截至: the last day that its figures cover. */
  asOf: string;
  state: 'draft' | 'review' | 'final';
  /** Grows with every compilation that changed something. */
  revision: number;
  compiledAt: Instant;
  sections: DraftSection[];
  /** 起草说明: what the compilation left out or could not decide, in plain words. */
  notes?: string[];
}
