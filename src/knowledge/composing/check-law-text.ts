import { claimsBeyond, contentWords, strangers, unheldClaims } from '../../language/grounding/claims.ts';
import { frameLeak } from '../../language/grounding/frame-leak.ts';
import { freeWordViolations, violations } from '../../language/grounding/free-word-violations.ts';
import { namedRules } from '../../language/grounding/named-rules.ts';
import { freeWords, slotSentences, slotsIn } from '../../language/grounding/slots.ts';
import { contraryVerdict, isBareVerdict } from '../../language/grounding/verdict.ts';
import type { Violation } from '../../language/grounding/violation.ts';
import { sentencesOf } from '../sentences.ts';
import type { LawMaterial, QuotableSentence, UsableProvision } from './law-material.ts';

/** What a law text is held against besides its material. */
export interface LawTextContext {
  material: LawMaterial;
  /** What stands behind p1, p2: the asker's own words, which may be said again. */
  asked: ReadonlyMap<string, string>;
  /** People and 科室 of the bureau. */
  names: readonly string[];
}

const LONGEST_LEAD = 36;
const LONGEST_SENTENCE = 110;
const MOST_SENTENCES = 8;
/** Beside a quotation these would turn its words round. */
const turning = /不是|并非|取消|失效|废止|不适用|不再|相反|错误|不对|作废|旧|原来|以前/;
/** The opening of a definition belongs to its own sentence and to no other. */
const defining = /所称|是指|视为|称为/;

function sourceOf({ material, asked }: LawTextContext): string {
  return [material.question, ...asked.values(), ...material.provisions.flatMap(({ title, grounds }) => [title, grounds])].join('\n');
}

interface SentenceParts {
  own: string;
  provisions: UsableProvision[];
  quoted: QuotableSentence[];
}

function partsOf(sentence: string, { material }: LawTextContext): SentenceParts {
  const slots = slotsIn(sentence);
  const quoted = material.provisions.flatMap(provision => provision.sentences.filter(({ slot }) => slots.includes(slot)));
  const provisions = material.provisions.filter(
    provision => slots.includes(provision.slot) || provision.sentences.some(({ slot }) => slots.includes(slot)),
  );
  return { own: freeWords(sentence).trim(), provisions, quoted };
}

/** Words around a quotation lead to it and name nothing that it does not: 无正当理由拖着不验收的 in front of the sentence on another case would make a rule that there is none of. */
function leadViolations({ own, quoted, provisions }: SentenceParts): Violation[] {
  const near = quoted.map(({ text, intro }) => `${intro ?? ''}${text}`).join('\n');
  const titles = provisions.map(({ title }) => title).join('\n');
  const turned = turning.exec(own)?.[0];
  const defined = defining.exec(own)?.[0];
  return [
    ...(own.length > LONGEST_LEAD ? violations('stranger', [own]) : []),
    ...violations('stranger', strangers(own, `${near}\n${titles}`)),
    ...violations('claim', claimsBeyond(own, near)),
    ...violations('claim', turned !== undefined && !near.includes(turned) ? [turned] : []),
    ...violations('claim', defined !== undefined && !near.includes(defined) ? [defined] : []),
  ];
}

/** A statement in the model's own words must deal with what its provision deals with, and claim no more than it. */
function statementViolations({ own, provisions }: SentenceParts, question: string): Violation[] {
  const text = provisions.map(({ grounds }) => grounds).join('\n');
  const content = contentWords(own);
  const unknown = strangers(own, `${text}\n${question}`);
  const isForeign = unknown.length * 3 > content.length || content.length - strangers(own, text).length < 2;
  const turned = turning.exec(own)?.[0];
  return [
    ...(own.length > LONGEST_SENTENCE ? violations('form', [own]) : []),
    ...(isForeign ? violations('stranger', [unknown.join('')]) : []),
    ...violations(
      'claim',
      unheldClaims(
        own,
        provisions.flatMap(({ grounds }) => sentencesOf(grounds)),
      ),
    ),
    ...violations('claim', turned !== undefined && !text.includes(turned === '以前' ? '前' : turned) ? [turned] : []),
  ];
}

/** 逐句检查 — one sentence of a law text, by itself; nothing of it depends on what follows, so that it may be shown as soon as it passes. */
export function checkLawSentence(sentence: string, frame: string, context: LawTextContext): Violation[] {
  const { material, asked, names } = context;
  const source = sourceOf(context);
  const parts = partsOf(sentence, context);
  const known = new Set([...asked.keys(), ...material.provisions.flatMap(({ slot, sentences }) => [slot, ...sentences.map(one => one.slot)])]);
  const leak = frameLeak(parts.own, { frame, source });
  const contrary = parts.quoted.length > 0 ? null : contraryVerdict(parts.own);
  return [
    ...violations(
      'unknown-slot',
      slotsIn(sentence).filter(slot => !known.has(slot)),
    ),
    ...freeWordViolations(parts.own, { source, names }),
    ...violations(
      'title',
      namedRules(parts.own).filter(name => !source.includes(name)),
    ),
    ...(leak === null ? [] : violations('frame', [leak])),
    ...(contrary === null ? [] : violations('claim', [contrary])),
    ...(parts.provisions.length === 0 ? violations('uncited', [parts.own]) : []),
    ...(parts.quoted.length > 0 ? leadViolations(parts) : statementViolations(parts, material.question)),
  ];
}

/** Behind a quotation, which ends as its provision does, other words begin a new sentence when something is quoted or cited in them too. */
const afterQuotation = /(?<=\{\{\s*q\d{1,3}\s*\}\})(?=[^，。；：、！？）”\s{][^。！？；\n]*\{\{)/;

/** The sentences of a law text; bullets and emphasis, which models like, are taken off. What ends at ； without a source of its own, and a bare yes or no, is told with what follows. */
export function lawSentences(text: string): string[] {
  const plain = text.replace(/\*\*/g, '').replace(/^[ \t]*(?:[-*•·]|\d{1,2}[.、．])[ \t]*/gm, '');
  const sentences: string[] = [];
  for (const part of slotSentences(plain).flatMap(sentence => sentence.split(afterQuotation))) {
    const last = sentences.at(-1);
    if (last !== undefined && slotsIn(last).length === 0 && (last.endsWith('；') || isBareVerdict(last)))
      sentences[sentences.length - 1] = `${last}${part}`;
    else sentences.push(part);
  }
  return sentences;
}

/** 答复检查 — every sentence of a law text, and that it quotes something at all. */
export function checkLawText(text: string, frame: string, context: LawTextContext): Violation[] {
  const sentences = lawSentences(text);
  const quotes = sentences.flatMap(sentence => partsOf(sentence, context).quoted);
  return [
    ...(sentences.length === 0 || sentences.length > MOST_SENTENCES ? violations('form', ['']) : []),
    ...(quotes.length === 0 ? violations('uncited', ['']) : []),
    ...sentences.flatMap(sentence => checkLawSentence(sentence, frame, context)),
  ];
}
