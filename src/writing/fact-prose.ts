import { reportClaims } from '../language/grounding/claims.ts';
import { frameLeak } from '../language/grounding/frame-leak.ts';
import { freeWordViolations, violations } from '../language/grounding/free-word-violations.ts';
import { fillSlots, freeWords, piecesOf, slotsIn } from '../language/grounding/slots.ts';
import type { Violation } from '../language/grounding/violation.ts';
import { anonymous } from './disguise.ts';

/** 事实 — words of our own that a model may place but not write: a figure always comes with what it counts. */
export interface Fact {
  /** m1. */
  slot: string;
  /** 走访企业269家次. */
  text: string;
  /** Facts of one group were one sentence: they share its 截至, so they stay together and in their order. */
  group: number;
}

/** What a prose of facts is held against. */
export interface FactProse {
  facts: readonly Fact[];
  /** Every fact must be told (a report), or only those that are worth it (a digest). */
  isComplete: boolean;
  /** Words of the heading, which every sentence may use. */
  heading: string;
  names: readonly string[];
  /** Words that are about other work than this text. */
  foreign(words: string, text: string): string[];
}

/** 成句 — a sentence of the prose, filled in, and the groups that it tells. */
export interface ToldSentence {
  text: string;
  groups: number[];
}

const LONGEST_RUN = 42;
/** Organisations that might be put in the place of who did it. */
const organisations = /[\u4e00-\u9fff]{1,8}?(?:局|厅|委员会|政府|街道|协会|商会|法院|检察院|公安|部门|乡镇|各镇|园区|省里|市里|区里|上级)/g;
const ours = /上级(?:部署|要求|安排|决策)|部门职[责能]|我局|全局|本局|局机关|各部门|相关部门|有关部门/g;

/** Sentences end at 。！？ and line breaks; a ； keeps what belongs together in one. */
function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[。！？])|\n+/)
    .map(sentence => sentence.trim())
    .filter(sentence => sentence !== '');
}

function groupsIn(text: string, facts: readonly Fact[]): number[] {
  const known = new Map(facts.map(fact => [fact.slot, fact.group]));
  return [...new Set(slotsIn(text).flatMap(slot => known.get(slot) ?? []))];
}

function slotViolations(text: string, { facts, isComplete }: FactProse): Violation[] {
  const used = slotsIn(text);
  const known = new Set(facts.map(({ slot }) => slot));
  const groups = groupsIn(text, facts);
  const order = facts.filter(({ slot }) => used.includes(slot)).map(({ slot }) => slot);
  // 已解决152条 means what stands before it: a report keeps the order in which it was compiled.
  const moved = isComplete ? used.filter((slot, at) => order[at] !== slot).slice(0, 1) : [];
  const torn = groups.filter(group => {
    const wanted = facts.filter(fact => fact.group === group).map(({ slot }) => slot);
    const homes = sentencesOf(text).filter(sentence => slotsIn(sentence).some(slot => wanted.includes(slot)));
    // One run of slots, whole and in its order, inside one sentence.
    return homes.length !== 1 || !` ${slotsIn(homes[0] ?? '').join(' ')} `.includes(` ${wanted.join(' ')} `);
  });
  return [
    ...violations(
      'unknown-slot',
      used.filter(slot => !known.has(slot)),
    ),
    ...violations(
      'repeated-slot',
      used.filter((slot, at) => used.indexOf(slot) !== at),
    ),
    ...violations('missing-slot', isComplete ? [...known].filter(slot => !used.includes(slot)) : []),
    ...violations('moved-slot', moved),
    ...violations(
      'moved-slot',
      torn.map(group => facts.find(fact => fact.group === group)?.slot ?? ''),
    ),
  ];
}

function claimsIn(words: string, text: string): string[] {
  return reportClaims.flatMap(pattern => words.match(pattern) ?? []).filter(claim => !text.includes(claim));
}

/** The words of one sentence say nothing that its own facts do not: no other work, no other actor, no success of their own. */
function sentenceViolations(sentence: string, frame: string, prose: FactProse): Violation[] {
  const own = freeWords(sentence);
  const told = prose.facts.filter(fact => groupsIn(sentence, prose.facts).includes(fact.group)).map(({ text }) => text);
  const text = `${prose.heading}\n${told.join('，')}`;
  const leak = frameLeak(own, { frame, source: text });
  const actors = (own.replace(ours, '').match(organisations) ?? []).filter(actor => !text.includes(actor));
  return [
    ...freeWordViolations(own, { source: text, names: prose.names }),
    ...violations('uncited', slotsIn(sentence).length === 0 ? [sentence] : []),
    ...violations('claim', claimsIn(own, text)),
    ...violations('number', touching(sentence)),
    ...violations('name', actors),
    ...violations('stranger', prose.foreign(own, text)),
    ...violations(
      'form',
      piecesOf(sentence).flatMap(({ words = '' }) => (words.length > LONGEST_RUN ? [words] : [])),
    ),
    ...violations('frame', leak === null ? [] : [leak]),
  ];
}

/** A unit or a qualifier that touches a fact makes another one of it: 走访企业12家以上, 超过{{m1}}. */
const touchingAfter = /^(?:[家个条件项次名人户份册元吨场起宗期篇台套亩%％余多等]|左右|上下|以[上下内外]|不[等止到足]|之多|开外|有余)/;
const touchingBefore = /(?:超过?|近|约|逾|达到?|[多高]达|不[少多低高]于|不[足到止]|至[少多]|最[少多]|仅|只|接近|大概|差不多|几乎|突破|第)$/;

function touching(text: string): string[] {
  return piecesOf(text).flatMap(({ words }, at, pieces) => {
    if (words === undefined) return [];
    const after = at > 0 ? touchingAfter.exec(words)?.[0] : undefined;
    const before = at + 1 < pieces.length ? touchingBefore.exec(words)?.[0] : undefined;
    return [...(after === undefined ? [] : [after]), ...(before === undefined ? [] : [before])];
  });
}

function tidy(text: string): string {
  return text
    .replace(/\*\*/g, '')
    .replace(/^[ \t]*(?:[-*•·#]+|\d{1,2}[.、．])[ \t]*/gm, '')
    .trim();
}

/** 事实成文检查 — the violations of a prose of facts; empty when it may be filled in. */
export function checkFactProse(text: string, frame: string, prose: FactProse): Violation[] {
  const plain = tidy(text);
  return [
    ...violations('form', plain === '' ? [''] : []),
    ...slotViolations(plain, prose),
    ...sentencesOf(plain).flatMap(sentence => sentenceViolations(sentence, frame, prose)),
  ];
}

/** The sentences with their facts in place; only of a text that passed. */
export function tellFacts(text: string, facts: readonly Fact[]): ToldSentence[] {
  const values = new Map(facts.map(fact => [fact.slot, fact.text]));
  return sentencesOf(tidy(text)).map(sentence => ({ text: fillSlots(sentence, values), groups: groupsIn(sentence, facts) }));
}

/** What the model reads: each fact behind its slot, those of one sentence in one line; nobody's name leaves. */
export function factsText(facts: readonly Fact[], names: readonly string[]): string {
  const groups = [...new Set(facts.map(({ group }) => group))];
  return groups
    .map(group => facts.flatMap(fact => (fact.group === group ? [`{{${fact.slot}}}＝${anonymous(fact.text, names)}`] : [])).join('　'))
    .join('\n');
}
