import type { Citation } from '../../domain/citation.ts';
import { givesOrders } from '../../language/grounding/orders-to-model.ts';
import { reference } from '../../wording/law.ts';
import { paragraphsOf } from '../choose-clause.ts';
import type { AskOptions, Corpus, SearchHit } from '../corpus.ts';
import { sentencesOf } from '../sentences.ts';

/** 可引的句 — one sentence of a provision that a model may have quoted by its slot. */
export interface QuotableSentence {
  /** q1. */
  slot: string;
  /** Letter by letter as it stands in the provision. */
  text: string;
  /** The opening words of the list that it is an item of; null for a sentence that stands by itself. */
  intro: string | null;
}

/** 可用条款 — one provision that an answer may rest on. */
export interface UsableProvision {
  /** c1. */
  slot: string;
  provisionId: string;
  title: string;
  article: string | null;
  text: string;
  /** What a statement may rest on: the text without what in it speaks to a model. */
  grounds: string;
  sentences: QuotableSentence[];
}

/** 作答材料 — all that a model is given to answer one question with. */
export interface LawMaterial {
  question: string;
  provisions: UsableProvision[];
}

const MOST_PROVISIONS = 5;
/** How many passages are looked at for them. */
export const PASSAGES_LOOKED_AT = MOST_PROVISIONS * 2;
const MOST_CHARACTERS = 3200;
const LONGEST_SENTENCE = 260;
const item = /^（[一二三四五六七八九十百]+）|^\d+[.．、]/;

/** Sentences up to their 。: what stands behind a ； often takes back what stands before it. A very long one is cut there all the same. */
function wholeSentences(text: string): string[] {
  const whole: string[] = [];
  for (const part of sentencesOf(text)) {
    const last = whole.at(-1);
    if (last?.endsWith('；') && last.length + part.length <= LONGEST_SENTENCE) whole[whole.length - 1] = `${last}${part}`;
    else whole.push(part);
  }
  return whole;
}

function groundsOf(text: string): string {
  if (!givesOrders(text)) return text;
  return sentencesOf(text)
    .filter(sentence => !givesOrders(sentence))
    .join('\n');
}

function quotable(text: string): Omit<QuotableSentence, 'slot'>[] {
  return paragraphsOf(text).flatMap(({ lines: [intro = '', ...items] }) => {
    const opening = items.length > 0 ? (wholeSentences(intro).at(-1) ?? intro) : null;
    const own = wholeSentences(intro).filter(sentence => sentence !== opening);
    return [
      ...own.map(sentence => ({ text: sentence.trim(), intro: null })),
      ...items.map(line => ({ text: line.trim(), intro: item.test(line) ? (opening?.trim() ?? null) : null })),
    ];
  });
}

/**
 * The provisions that the rules' own answer cites, and those that were found beside them: in force on the day of the question, and readable by who asks.
 * `hits` are what was found already, by meaning too; without them it is searched by words. Null when the answer does not rest on law in force.
 */
export function lawMaterial(
  question: string,
  citations: readonly Citation[],
  { corpus, options, hits }: { corpus: Corpus; options: AskOptions; hits?: readonly SearchHit[] },
): LawMaterial | null {
  const first = citations[0];
  if (!first || citations.some(({ validity }) => validity !== 'in-force')) return null;
  const found = (hits ?? corpus.search(question, { ...options, limit: PASSAGES_LOOKED_AT })).filter(
    hit => hit.validity === 'in-force' && hit.article !== null,
  );
  const ids = [...new Set([...citations, ...found].map(({ provisionId }) => provisionId))];
  const provisions: UsableProvision[] = [];
  let characters = 0;
  let sentences = 0;
  for (const id of ids.slice(0, MOST_PROVISIONS)) {
    const original = corpus.original(id);
    if (!original || original.document.level === 'report') continue;
    const { text, article } = original.provision;
    characters += text.length;
    if (characters > MOST_CHARACTERS && provisions.length > 0) break;
    const usable = quotable(text).filter(one => one.text.length <= LONGEST_SENTENCE && text.includes(one.text) && !givesOrders(one.text));
    provisions.push({
      ...{ slot: `c${provisions.length + 1}`, provisionId: id, title: original.document.title, article, text, grounds: groundsOf(text) },
      sentences: usable.map((one, at) => ({ slot: `q${sentences + at + 1}`, ...one })),
    });
    sentences += usable.length;
  }
  return provisions.some(provision => provision.sentences.length > 0) ? { question, provisions } : null;
}

/** What the model reads: each provision with its name, each sentence behind the slot that quotes it. */
export function materialText({ provisions }: LawMaterial): string {
  return provisions
    .map(({ slot, title, article, sentences }) => {
      const lines = sentences.map(sentence => `{{${sentence.slot}}} ${sentence.intro ?? ''}${sentence.text}`);
      return [`{{${slot}}} ${reference(title, article)}`, ...lines].join('\n');
    })
    .join('\n\n');
}
