import type { Validity } from '../domain/validity.ts';
import { changedLaw, noSuchArticle, noSuchDocument, textMissing } from '../wording/law.ts';
import { formatArticle } from './article-number.ts';
import { WordingMatch } from './choose-clause.ts';
import { validityWords } from './cite.ts';
import { type DocumentPlace, findArticle } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import type { NamedDocument } from './law-names.ts';
import { namedPlaces, type ReadQuestion } from './search.ts';
import { articleLabel } from './segment.ts';

/** A text that stands so decides nothing any more. */
const ended: ReadonlySet<Validity> = new Set(['changed-text-missing', 'repealed', 'superseded', 'amended', 'expired']);

/** True while a document may be answered from. */
export function isUsable(scope: ReadingScope, place: DocumentPlace): boolean {
  return !ended.has(scope.verdict(place).validity);
}

/** What a named document alone decides: it does not exist, its text is missing or out of date, or it has no such article. */
export function refusalByName(scope: ReadingScope, question: ReadQuestion, contact: string | null): string | undefined {
  const name =
    question.names.find(one => one.quoted) ??
    question.names.find(one => one.match === 'exact' || (one.match === 'nickname' && question.articles.length > 0)) ??
    question.names[0];
  if (!name) return undefined;
  if (name.match === 'none') return name.quoted ? noSuchDocument(name.words, [], contact) : undefined;
  if (name.match === 'ambiguous')
    return name.quoted ? noSuchDocument(name.words, name.titles.slice(0, 3), contact) : staleTopic(scope, question, contact);
  const [place] = namedPlaces(scope, question, name);
  if (!place) return missingText(scope, name, contact);
  // An older version that was asked for by its year is shown, labelled, because the newer one is at hand.
  const onRequest = question.versionYear !== null && scope.verdict(place).newer !== null;
  if (!isUsable(scope, place) && !onRequest) return changedLawText(scope, place, contact);
  const [wanted] = question.articles;
  return wanted && question.names.length === 1 ? missingArticle(scope, question, name, wanted, contact) : undefined;
}

/** An old text that is asked about by half its name (2022年暂行办法) and is known to have been replaced. */
function staleTopic(scope: ReadingScope, question: ReadQuestion, contact: string | null): string | undefined {
  const match = new WordingMatch(question.text, '');
  const fits = (title: string): number => match.in(title) / Math.max(8, new WordingMatch(title, '').in(title));
  const stale = scope.facts.filter(
    fact => ended.has(fact.status) && fact.since !== null && fact.since <= scope.asOf && !scope.view.byTitle.has(fact.title),
  );
  const [best] = [...stale].sort((a, b) => fits(b.title) - fits(a.title));
  if (!best || fits(best.title) < 0.3 || !/暂行|试行|办法|规定|条例|规划|纲要/.test(question.text)) return undefined;
  return missingFact(best, scope, contact);
}

function missingFact(fact: ReadingScope['facts'][number], scope: ReadingScope, contact: string | null): string {
  const { title, since, status, successor, checkedTo } = fact;
  return textMissing(title, { since, status, successor, checkedTo, asOf: scope.asOf }, contact);
}

function missingText(scope: ReadingScope, name: NamedDocument, contact: string | null): string {
  const title = name.titles[0] ?? name.words;
  const fact = scope.facts.find(one => one.title === title);
  return fact ? missingFact(fact, scope, contact) : noSuchDocument(title, [], contact);
}

/** What is said of a law that has changed or ended. */
export function changedLawText(scope: ReadingScope, place: DocumentPlace, contact: string | null): string {
  const words = validityWords(scope, place);
  return changedLaw(place.document.title, words, successorIsHere(scope, words.successor), contact);
}

function successorIsHere(scope: ReadingScope, successor: string | null): boolean {
  const title = /《([^》]+)》/.exec(successor ?? '')?.[1];
  return title !== undefined && (scope.view.byTitle.get(title) ?? []).some(place => scope.weight(place) > 0 && isUsable(scope, place));
}

function missingArticle(
  scope: ReadingScope,
  question: ReadQuestion,
  name: NamedDocument,
  wanted: { article: number; branch: number },
  contact: string | null,
): string | undefined {
  const places = namedPlaces(scope, question, name);
  if (places.some(place => findArticle(place, wanted))) return undefined;
  const last = places.flatMap(place => articleLabel(place.segment.segment, place.end - 1) ?? []).at(-1) ?? null;
  return noSuchArticle(name.titles[0] ?? name.words, formatArticle(wanted), places.length === 1 ? last : null, contact);
}
