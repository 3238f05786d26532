import type { Bureau } from '../bureau/bureau.ts';
import type { Draft, Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import { type FigureSource, sourceOf } from './provenance.ts';

/** A figure that words may mean, with the sentence that prints it. */
interface Candidate {
  heading: string;
  sentence: Sentence;
  figure: Figure;
}

function candidates(draft: Draft): Candidate[] {
  return draft.sections.flatMap(({ heading, paragraphs }) =>
    paragraphs.flatMap(paragraph => paragraph.sentences.flatMap(sentence => sentence.figures.map(figure => ({ heading, sentence, figure })))),
  );
}

/** How well words mean a figure: it is quoted as printed, its metric is named, its number is said, or its sentence is quoted. */
function match(words: string, { sentence, figure }: Candidate): number {
  const isPrinted = words.includes(figure.text) ? 4 : 0;
  const isNamed = words.includes(figure.metric) ? 3 : 0;
  const isSaid =
    figure.value !== null && new RegExp(`(?<![\\d.])${String(figure.value).replace('.', '\\.')}(?![\\d.]|\\s*(?:月|日|号|周|年|季))`).test(words)
      ? 2
      : 0;
  const isQuoted = words.length >= 8 && (sentence.text.includes(words) || words.includes(sentence.text.slice(0, 12))) ? 1 : 0;
  return isPrinted + isNamed + isSaid + isQuoted;
}

/** 这个数怎么来的 — the figures that words (a quoted sentence, a number, a metric's name) mean, each with its entries; empty when none is meant. */
export function explainFigure(draft: Draft, words: string, from: { bureau: Bureau; entries: readonly Entry[] }): FigureSource[] {
  const scored = candidates(draft).map(candidate => ({ candidate, score: match(words, candidate) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0) return [];
  const byId = new Map(from.entries.map(entry => [entry.id, entry]));
  const meant = scored.filter(({ score }) => score === best).map(({ candidate }) => candidate);
  const isSame = (a: Candidate, b: Candidate): boolean => a.figure.metric === b.figure.metric && a.figure.text === b.figure.text;
  return meant
    .filter((candidate, position) => meant.findIndex(other => isSame(other, candidate)) === position)
    .map(({ heading, figure }) => sourceOf({ heading, figure }, byId, from.bureau));
}
