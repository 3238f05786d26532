import type { Citation } from '../domain/citation.ts';
import {
  changedLaw,
  lawAnswer,
  mentionedArticle,
  noLocalRule,
  noReportedFigure,
  noSuchArticle,
  noSuchDocument,
  notFound,
  refusal,
  seeWholeArticle,
  textMissing,
} from '../wording/law.ts';
import { formatArticle, parseNumeral } from './article-number.ts';
import { chooseClause, WordingMatch, wholeArticle } from './choose-clause.ts';
import { cite, referenceOf, validityLineOf, validityWords } from './cite.ts';
import { confidence } from './confidence.ts';
import { type DocumentPlace, findArticle, provisionAt } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import type { NamedDocument } from './law-names.ts';
import { legalWordsFor } from './lay-words.ts';
import { decides, questionKinds } from './question-kind.ts';
import { asksLocalMatter, ruledOut, topicOf } from './refusal-rules.ts';
import { answerFromReports, asksPastFigure, asksPastReport } from './report-answer.ts';
import { contentWords, coverageOf } from './rescore.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import { namedPlaces, type ReadQuestion, searchScope, withoutNames } from './search.ts';
import { articleLabel } from './segment.ts';

/** 答复 — what is said to a question about law, policy or a past report. */
export interface Answer {
  /** False: nothing in the corpus decides it, and the text says so and whom to ask. */
  answered: boolean;
  text: string;
  /** The first is the basis, up to two more follow. */
  citations: Citation[];
  /** 科室 to ask instead; null when the answer stands or nobody is named. */
  contact: string | null;
}

const FURTHER = 2;
const CANDIDATES = 20;
/** A further basis must come this near to the first: in the same document, in another one. */
const NEAR = { same: 0.66, other: 0.8 };
/** Law in force is taken before a changed one that fits a little better. */
const IN_FORCE_INSTEAD = 0.75;
/** The article that says from when a law applies matches every year and decides nothing else. */
const CLOSING = /^本[一-龥]{1,6}自[^。]{0,30}起(?:施行|实施|执行)/;
/** Scores from here on belong to articles that were named by number. */
const DIRECT = 900;
const SUBJECT_COVERED = 0.5;
const noText = new Set(['changed-text-missing', 'repealed', 'superseded', 'amended', 'expired']);

/** 作答 — from provisions and reports only, in their own words; otherwise an honest refusal that says whom to ask. */
export function answerQuestion(scope: ReadingScope, question: ReadQuestion): Answer {
  const contact = contactFor(scope, question.text);
  const refuse = (text: string): Answer => ({ answered: false, text, citations: [], contact });
  const ruled = ruledOut(question.text);
  if (ruled) return refuse(refusal(ruled, contact));
  const naming = refusalByName(scope, question, contact);
  if (naming !== undefined) return refuse(naming);
  if (question.names.length === 0 && asksPastReport(question.text)) {
    const reported = answerFromReports(scope, question.text);
    if (reported) return reported;
    if (asksPastFigure(question.text)) return refuse(noReportedFigure(topicOf(question.text), contact));
  }
  return answerFromLaw(scope, question) ?? refuse((asksLocalMatter(question.text) ? noLocalRule : notFound)(topicOf(question.text), contact));
}

/** 第二款 of the question; null when it names none. */
function paragraphAsked(question: string): number | null {
  return parseNumeral(/条(?:之[一二三四五六七八九十])?\s*第\s*([一二三四五六七八九十\d]{1,3})\s*款/.exec(question)?.[1] ?? '') || null;
}

function contactFor(scope: ReadingScope, question: string): string | null {
  return scope.bureau.contacts.find(({ words }) => words.some(word => question.includes(word)))?.department ?? null;
}

/** What a named document alone decides: it does not exist, its text is missing or out of date, or it has no such article. */
function refusalByName(scope: ReadingScope, question: ReadQuestion, contact: string | null): string | undefined {
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
  const words = validityWords(scope, place);
  // An older version that was asked for by its year is shown, labelled, because the newer one is at hand.
  const onRequest = question.versionYear !== null && scope.verdict(place).newer !== null;
  if (noText.has(words.validity) && !onRequest) return changedLaw(place.document.title, words, successorIsHere(scope, words.successor), contact);
  const [wanted] = question.articles;
  return wanted && question.names.length === 1 ? missingArticle(scope, question, name, wanted, contact) : undefined;
}

/** An old text that is asked about by half its name (2022年暂行办法) and is known to have been replaced. */
function staleTopic(scope: ReadingScope, question: ReadQuestion, contact: string | null): string | undefined {
  const match = new WordingMatch(question.text, '');
  const fits = (title: string): number => match.in(title) / Math.max(8, new WordingMatch(title, '').in(title));
  const stale = scope.facts.filter(
    fact => noText.has(fact.status) && fact.since !== null && fact.since <= scope.asOf && !scope.view.byTitle.has(fact.title),
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

function successorIsHere(scope: ReadingScope, successor: string | null): boolean {
  const title = /《([^》]+)》/.exec(successor ?? '')?.[1];
  return (
    title !== undefined && (scope.view.byTitle.get(title) ?? []).some(place => scope.weight(place) > 0 && !noText.has(scope.verdict(place).validity))
  );
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

function answerFromLaw(scope: ReadingScope, question: ReadQuestion): Answer | undefined {
  const named = question.names
    .filter(name => name.match === 'exact' || name.match === 'nickname')
    .flatMap(name => namedPlaces(scope, question, name));
  const only = named.length > 0 ? new Set(named) : lawPlaces(scope, asksLocalMatter(question.text));
  const hits = searchScope(scope, question, { limit: CANDIDATES, only });
  if (hits.length === 0 || (named.length === 0 && confidence(scope, question.text, hits) < 0)) return undefined;
  const ranked = rerank(question, hits);
  if (asksLocalMatter(question.text) && !coversSubject(scope, question.text, ranked[0])) return undefined;
  const [first] = ranked;
  if (!first) return undefined;
  const isLaw = (hit: RetrievedPassage): boolean => named.includes(hit.place) || !noText.has(scope.verdict(hit.place).validity);
  const usable = ranked.filter(isLaw);
  if (!isLaw(first) && (usable[0]?.score ?? 0) < first.score * IN_FORCE_INSTEAD) return answerChanged(scope, question, first);
  return compose(scope, question, usable);
}

function lawPlaces(scope: ReadingScope, localOnly: boolean): Set<DocumentPlace> {
  const isLocal = ({ document }: DocumentPlace): boolean =>
    document.level === 'normative-document' || document.level === 'policy' || document.level === 'local-regulation' || document.level === 'other';
  return new Set(
    scope.view.documents.filter(place => place.document.level !== 'report' && scope.weight(place) > 0 && (!localOnly || isLocal(place))),
  );
}

/** Local rules on one subject say nothing about another: 数字化奖补 is no answer to 专精特新奖补. */
function coversSubject(scope: ReadingScope, question: string, hit: RetrievedPassage | undefined): boolean {
  if (!hit) return false;
  const asked = contentWords(question.replace(/我们|咱们?|本[区市县局]|我[区市县]|今年|明年|去年|现在|每[家户年]/g, ' '));
  return coverageOf(scope.view, asked)(`${hit.place.document.title}${provisionAt(hit).text}`) >= SUBJECT_COVERED;
}

/** The best passage belongs to a law that has changed: say so, and offer nothing from the old text. */
function answerChanged(scope: ReadingScope, question: ReadQuestion, hit: RetrievedPassage): Answer {
  const words = validityWords(scope, hit.place);
  const contact = contactFor(scope, question.text);
  return {
    answered: false,
    text: changedLaw(hit.place.document.title, words, successorIsHere(scope, words.successor), contact),
    citations: [],
    contact,
  };
}

/** Reads the best candidates once more: what kind of clause is asked for, and how much of the wording one paragraph holds. */
function rerank(question: ReadQuestion, hits: readonly RetrievedPassage[]): RetrievedPassage[] {
  const kinds = questionKinds(question.text);
  const match = new WordingMatch(askedAbout(question.text), legalWordsFor(question.text));
  const score = (hit: RetrievedPassage): number => {
    const { text } = provisionAt(hit);
    const { quote } = chooseClause(text, match, kinds);
    const closing = CLOSING.test(text) && !/施行|生效|开始|实施|废止/.test(question.text) ? 0.3 : 1;
    return (hit.score * (1 + 0.15 * decides(kinds, quote)) + 0.15 * match.in(quote)) * (hit.score >= DIRECT ? 1 : closing);
  };
  return hits.map(hit => ({ ...hit, score: score(hit) })).sort((a, b) => b.score - a.score);
}

/** What a question asks about besides the document and article that it names. */
function subjectWords(question: ReadQuestion): string[] {
  return contentWords(withoutNames(question)).filter(
    word => !/^(?:规定|原文|内容|处理|有效|条文|全文|旧版|新版|现行|还有|看看|对吗|按照|根据)$/.test(word),
  );
}

/** The article that was named, unless another article of the same law is plainly what the question is about. */
function basisOf(question: ReadQuestion, ranked: readonly RetrievedPassage[]): { hits: RetrievedPassage[]; passedOver: RetrievedPassage | null } {
  const [first, ...rest] = ranked;
  if (!first || question.articles.length === 0 || first.score < DIRECT) return { hits: [...ranked], passedOver: null };
  const subject = subjectWords(question);
  if (subject.length === 0) return { hits: [...ranked], passedOver: null };
  const match = new WordingMatch(subject.join(' '), legalWordsFor(question.text));
  const own = match.in(provisionAt(first).text);
  const better = rest.find(hit => hit.place === first.place && match.in(provisionAt(hit).text) > own + 5);
  return better && own < 2.5
    ? { hits: [better, first, ...rest.filter(hit => hit !== better)], passedOver: first }
    : { hits: [...ranked], passedOver: null };
}

function compose(scope: ReadingScope, question: ReadQuestion, ranked: readonly RetrievedPassage[]): Answer | undefined {
  const kinds = questionKinds(question.text);
  const match = new WordingMatch(askedAbout(question.text), legalWordsFor(question.text));
  const { hits, passedOver } = basisOf(question, ranked);
  const top = hits[0]?.score ?? 0;
  const bases = hits.filter((hit, index) => index === 0 || hit.score >= top * (hit.place === hits[0]?.place ? NEAR.same : NEAR.other));
  const cited = bases.slice(0, FURTHER + 3).flatMap(hit => {
    const isAsked = hit.score >= DIRECT && subjectWords(question).length === 0;
    const chosen = isAsked ? wholeArticle(provisionAt(hit).text, paragraphAsked(question.text)) : chooseClause(provisionAt(hit).text, match, kinds);
    const citation = cite(scope, hit, chosen);
    return citation ? [{ hit, chosen, citation }] : [];
  });
  const [first, ...rest] = cited.slice(0, FURTHER + 1);
  if (!first) return undefined;
  const hints = [...(passedOver ? [mentionedArticle(articleLabel(passedOver.segment.segment, passedOver.passage) ?? '')] : []), seeWholeArticle];
  const text = lawAnswer({
    conclusion: first.chosen.conclusion,
    quote: first.chosen.quote,
    reference: referenceOf(scope, first.citation),
    validity: validityLineOf(scope, first.hit.place),
    further: references(
      scope,
      first.citation,
      rest.map(({ citation }) => citation),
    ),
    hints,
  });
  return { answered: true, text, citations: [first, ...rest].map(({ citation }) => citation), contact: null };
}

/** Further bases; the document's name is not said again where it stays the same. */
function references(scope: ReadingScope, first: Citation, rest: readonly Citation[]): string[] {
  let document = first.documentId;
  return rest.map(citation => {
    const repeated = citation.documentId === document && citation.article !== null;
    document = citation.documentId;
    return repeated ? (citation.article ?? '') : referenceOf(scope, citation);
  });
}
