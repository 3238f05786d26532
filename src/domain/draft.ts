import type { Instant } from '../lib/clock.ts';
import type { Carried } from './carry-over.ts';
import type { LocalDate } from './date.ts';
import type { DocumentNumber } from './document-number.ts';
import type { BureauId } from './member.ts';
import type { Figure, ReportKind } from './outline.ts';
import type { Period } from './period.ts';

/** 经手 — who did something to a draft, and when. */
export interface Hand {
  id: string;
  name: string;
  at: Instant;
}

/** 改动 — one change of a paragraph by a person: said in the chat, or in a Word file that came back. */
export interface Edit extends Hand {
  via: 'chat' | 'word';
  /** The version of the draft that the editor worked on. */
  revision: number;
}

/** 经办环节 — whose desk a draft lies on: 征求科室意见, 分管领导审核, 局长审定, 报送. */
export type Desk = 'departments' | 'deputy' | 'principal' | 'submitted';

/** 反馈意见 — what a 科室 answered; `text` null is 无意见. */
export interface Opinion extends Hand {
  text: string | null;
  /** 采纳情况, with whoever decided it; null while nobody has. */
  outcome: (Hand & { adopted: 'yes' | 'partly' | 'no'; reason: string | null }) | null;
}

/** 征求意见 — one 科室 with what it was sent and what it answered. */
export interface Asked {
  department: string;
  /** Whom it went to; empty when nobody of it can be written to. */
  to: { id: string; name: string }[];
  headings: string[];
  opinions: Opinion[];
}

/** 征求意见 — one round of asking the 科室 about their own parts of one version. */
export interface Consultation extends Hand {
  revision: number;
  dueOn: LocalDate;
  asked: Asked[];
}

/** 流转 — one step of a draft on its way: who took it where and when, with what was still open and why it was let pass. */
export interface DraftStep extends Hand {
  to: Draft['state'];
  desk?: Desk;
  reason: string | null;
  /** What was still open then, in plain words. */
  open: string[];
}

/** 保密审查 — who read one version before it is made public, and what came of it. */
export interface Clearance extends Hand {
  revision: number;
  isPassed: boolean;
  reason: string | null;
}

/** 文面要素 — what an official document carries around its text. */
export interface Imprint {
  /** 发文字号, as the registry gave it. */
  number?: DocumentNumber;
  /** 成文日期: the day on which it was signed. */
  issuedOn?: LocalDate;
  /** 签发人, named on what goes to a superior. */
  signatory?: string;
  /** 附件说明: names of the attachments, in their order. */
  attachments?: string[];
}

/** 句 — a sentence of a draft with the entries that it says; `stale` names why a later change of an entry touched it. */
export interface Sentence {
  text: string;
  figures: Figure[];
  entries: string[];
  stale: string | null;
  /** 出处待核 — numbers, dates and names of documents that no record of the sentence says. */
  unmatched?: string[];
  /** 智能生成 — a model wrote these words; gone as soon as a person writes them anew. */
  byModel?: true;
  /** 沿用 — last year's words, which nobody has accepted yet. */
  carried?: Carried;
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
  /** Set on another editor's words for the same paragraph, kept beside it until somebody chooses. */
  isAlternative?: true;
  /** 智能润色 — of a compiled paragraph in a model's words: the hash of the compiled sentences that it tells. */
  polishedFrom?: string;
  /** Who changed it, newest last. */
  edits?: Edit[];
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

/** 老稿底本 — the old report that a draft goes on from, as it was handed in, and which of its sentences were accepted by whom. */
export interface OldText {
  title: string;
  text: string;
  accepted: (Hand & { sentence: string })[];
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
  /** 截至定在哪天: an editor's word, which every later compilation keeps to; without it figures run up to the day of compiling. */
  cutOff?: LocalDate;
  state: 'draft' | 'review' | 'final';
  /** Grows with every compilation that changed something. */
  revision: number;
  compiledAt: Instant;
  sections: DraftSection[];
  /** The last 保密审查; it speaks only for the version that was read. */
  clearance?: Clearance;
  imprint?: Imprint;
  /** Rounds of 征求意见, oldest first. */
  consultations?: Consultation[];
  /** Its way so far, oldest step first. */
  steps?: DraftStep[];
  /** Of a draft in the structure of an old report: that report. */
  carriedFrom?: OldText;
  /** 起草说明: what the compilation left out or could not decide, in plain words. */
  notes?: string[];
}

/** 稿件版本 — a draft as it was handed out, so that what comes back can be compared with it, and a later correction says whom it reached. Id: `annual:2026@3`. */
export interface DraftVersion {
  bureau: BureauId;
  id: string;
  version: number;
  draft: string;
  revision: number;
  content: Draft;
  /** To whom and when, oldest first. */
  handed: Hand[];
}

export function versionId(draft: string, revision: number): string {
  return `${draft}@${revision}`;
}
