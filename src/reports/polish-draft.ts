import { createHash } from 'node:crypto';
import type { Bureau } from '../bureau/bureau.ts';
import type { Draft, Paragraph, Sentence } from '../domain/draft.ts';
import { otherWork } from '../ledgers/other-work.ts';
import type { Instant } from '../lib/clock.ts';
import type { Models } from '../models/models.ts';
import { anonymous } from '../writing/disguise.ts';
import { checkFactProse, type Fact, type FactProse, factsText, tellFacts } from '../writing/fact-prose.ts';
import { writeChecked } from '../writing/write-checked.ts';
import { factsOf } from './facts-of.ts';

/** 润色结果 — better words for paragraphs, by what stood there compiled: a paragraph that reads otherwise by now keeps its own. */
export interface Polish {
  bySource: ReadonlyMap<string, Sentence[]>;
  /** How many paragraphs were tried and kept their compiled words. */
  refused: number;
}

/** Who waits for it, and until when. */
export interface PolishRequest {
  models: Models;
  bureau: Bureau;
  asker: string;
  deadline: Instant;
}

/** What the words of a paragraph were made from; another figure, another source. */
export function sourceOf(sentences: readonly Sentence[]): string {
  return createHash('sha256').update(JSON.stringify(sentences)).digest('hex').slice(0, 32);
}

/** Only what was compiled from records is put into other words; a person's stay as they are, and a single clause needs none. */
function isWorthPolishing({ origin, offeredFor, sentences }: Paragraph): boolean {
  if (origin !== 'compiled' || offeredFor !== undefined || factsOf(sentences).length < 2) return false;
  return sentences.every(({ entries, stale, unmatched = [] }) => entries.length > 0 && stale === null && unmatched.length === 0);
}

/** The polished sentences lead back to every record of the sentences whose facts they tell. */
function traced(text: string, facts: readonly Fact[], sentences: readonly Sentence[]): Sentence[] {
  return tellFacts(text, facts).map(told => {
    const sources = told.groups.flatMap(group => sentences[group] ?? []);
    return {
      text: told.text,
      figures: sources.flatMap(({ figures }) => figures),
      entries: [...new Set(sources.flatMap(({ entries }) => entries))],
      stale: null,
      byModel: true,
    };
  });
}

async function polishParagraph(sentences: readonly Sentence[], heading: string, request: PolishRequest): Promise<Sentence[] | null> {
  const { models, bureau, asker, deadline } = request;
  const facts = factsOf(sentences);
  const people = bureau.members.map(({ name }) => name);
  const names = [...people, ...bureau.departments.map(({ name }) => name)];
  const prose: FactProse = { facts, isComplete: true, heading, names, foreign: (words, text) => otherWork(words, text, bureau) };
  const written = await writeChecked(models, {
    ...{ prompt: 'polish-section', asker, deadline },
    inputs: fault => ({
      heading,
      sentences: sentences.map(({ text }) => anonymous(text, people)).join('\n'),
      facts: factsText(facts, people),
      fault,
    }),
    check: (text, frame) => {
      const violations = checkFactProse(text, frame, prose);
      return violations.length > 0 ? { violations } : { value: traced(text, facts, sentences) };
    },
  });
  return written.outcome === 'taken' ? written.value : null;
}

/** 润色 — asks for better words for every compiled paragraph that has none yet. Reads nothing and writes nothing. */
export async function polishDraft(draft: Draft, request: PolishRequest): Promise<Polish> {
  const paragraphs = draft.sections.flatMap(({ heading, paragraphs: list }) =>
    list.filter(isWorthPolishing).map(paragraph => ({ heading, paragraph })),
  );
  const open = paragraphs.filter(({ paragraph }) => paragraph.polishedFrom === undefined);
  const polished = await Promise.all(
    open.map(async ({ heading, paragraph }) => ({
      source: sourceOf(paragraph.sentences),
      sentences: await polishParagraph(paragraph.sentences, heading, request),
    })),
  );
  const taken = polished.flatMap(({ source, sentences }) => (sentences ? [[source, sentences] as const] : []));
  return { bySource: new Map(taken), refused: polished.length - taken.length };
}

/** A freshly compiled draft with the better words that its paragraphs have: those just written, and those that the draft before had for the same facts. */
export function withPolish(draft: Draft, previous: Draft | undefined, polish?: Polish): Draft {
  const kept = new Map(
    (previous?.sections ?? []).flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ polishedFrom, origin, sentences }) =>
        polishedFrom !== undefined && origin === 'compiled'
          ? [[polishedFrom, sentences.map(sentence => ({ ...sentence, stale: null }))] as const]
          : [],
      ),
    ),
  );
  if (kept.size === 0 && !polish?.bySource.size) return draft;
  const better = (paragraph: Paragraph): Paragraph => {
    if (paragraph.origin !== 'compiled' || paragraph.offeredFor !== undefined) return paragraph;
    const source = sourceOf(paragraph.sentences);
    const sentences = polish?.bySource.get(source) ?? kept.get(source);
    return sentences ? { ...paragraph, sentences, polishedFrom: source } : paragraph;
  };
  return { ...draft, sections: draft.sections.map(section => ({ ...section, paragraphs: section.paragraphs.map(better) })) };
}
