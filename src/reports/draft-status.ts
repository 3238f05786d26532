import type { Draft, DraftSection, Sentence } from '../domain/draft.ts';
import { blanksIn } from '../wording/report.ts';
import { carriedIn } from './accept-carried.ts';

/** 部分进度 — how far one heading of a draft is. */
export interface SectionStatus {
  id: string;
  heading: string;
  level: number;
  /** 已汇编, 有人改过, 待补; a heading that only holds others has the state of what is below it and is not listed. */
  state: 'compiled' | 'edited' | 'missing';
  text: string;
  figures: number;
  /** Sentences of an old report that nobody has accepted yet. */
  carried: number;
  /** Whom its blanks wait for. */
  blanks: string[];
  /** Why sentences wait for a person's eye. */
  stale: string[];
  /** Numbers, dates and names of documents that no record says. */
  unmatched: string[];
  /** New material beside an edited paragraph. */
  offers: string[];
  /** 科室 to ask. */
  ask: string[];
}

/** 初稿进度 — a draft at a glance: what is written, what is missing and whom to ask. */
export interface DraftStatus {
  title: string;
  asOf: string;
  state: Draft['state'];
  revision: number;
  figures: number;
  sections: SectionStatus[];
}

function textOf(sentences: readonly Sentence[]): string {
  return sentences.map(sentence => sentence.text).join('');
}

function sectionStatus(section: DraftSection): SectionStatus {
  const own = section.paragraphs.filter(paragraph => paragraph.offeredFor === undefined);
  const sentences = own.flatMap(paragraph => paragraph.sentences);
  const isMissing = own.length > 0 && own.every(paragraph => paragraph.origin === 'placeholder');
  const isEdited = own.some(paragraph => paragraph.origin === 'edited');
  return {
    id: section.id,
    heading: section.heading,
    level: section.level,
    state: isMissing ? 'missing' : isEdited ? 'edited' : 'compiled',
    text: textOf(sentences),
    figures: sentences.flatMap(sentence => sentence.figures).length,
    carried: own.flatMap(carriedIn).length,
    blanks: isMissing ? [] : blanksIn(textOf(sentences)),
    stale: [...new Set(sentences.flatMap(sentence => sentence.stale ?? []))],
    unmatched: [...new Set(sentences.flatMap(sentence => sentence.unmatched ?? []))],
    offers: section.paragraphs.filter(paragraph => paragraph.offeredFor !== undefined).map(paragraph => textOf(paragraph.sentences)),
    ask: [...new Set(own.flatMap(paragraph => paragraph.ask ?? []))],
  };
}

/** Every part with words of its own, the opening too. */
export function partsOf(draft: Draft): SectionStatus[] {
  return draft.sections.filter(section => section.paragraphs.length > 0).map(sectionStatus);
}

/** How far a draft is; the opening and headings without a paragraph of their own are not counted. */
export function draftStatus(draft: Draft): DraftStatus {
  const sections = partsOf(draft).filter(({ heading }) => heading !== '');
  const figures = sections.reduce((sum, section) => sum + section.figures, 0);
  return { title: draft.title, asOf: draft.asOf, state: draft.state, revision: draft.revision, figures, sections };
}

const numbers = '一二三四五六七八九十';

/** 第二部分 → the second 一、 heading with all below it. */
function byNumber(draft: Draft, words: string): string[] {
  const match = /第([一二三四五六七八九十]|\d{1,2})(?:部分|章|大?块|大?点)/.exec(words);
  if (!match?.[1]) return [];
  const wanted = numbers.includes(match[1]) ? numbers.indexOf(match[1]) + 1 : Number(match[1]);
  let count = 0;
  return draft.sections
    .filter(section => {
      if (section.level === 1) count++;
      return section.level > 0 && count === wanted;
    })
    .map(section => section.id);
}

/** The longest run of characters that two texts share. */
export function sharedRun(a: string, b: string): number {
  let longest = 0;
  for (let from = 0; from < a.length; from++) {
    while (from + longest < a.length && b.includes(a.slice(from, from + longest + 1))) longest++;
  }
  return longest;
}

function byHeading(draft: Draft, words: string): string[] {
  const scored = draft.sections
    .filter(section => section.heading !== '')
    .map(section => ({ id: section.id, shared: sharedRun(section.heading, words) }));
  const best = Math.max(0, ...scored.map(section => section.shared));
  return best >= 2 ? scored.filter(section => section.shared === best).map(section => section.id) : [];
}

/** The headings that `第二部分写得怎么样了` or `普法那块呢` mean; empty when none is meant. */
export function sectionsByWords(draft: Draft, words: string): SectionStatus[] {
  const wanted = byNumber(draft, words);
  const ids = new Set(wanted.length > 0 ? wanted : byHeading(draft, words));
  return draftStatus(draft).sections.filter(section => ids.has(section.id));
}
