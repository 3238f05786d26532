import type { Citation } from '../domain/citation.ts';
import { changedAside, lawAnswer, mentionedArticle, olderVersionHint, precedence, reference, seeWholeArticle } from '../wording/law.ts';
import type { Answer } from './answer.ts';
import { DIRECT, rankByFit } from './answer-fit.ts';
import { parseNumeral } from './article-number.ts';
import { type ChosenClause, chooseClause, WordingMatch, wholeArticle } from './choose-clause.ts';
import { cite, referenceOf, validityLineOf } from './cite.ts';
import { confidence } from './confidence.ts';
import { type CorpusView, type DocumentPlace, provisionAt, versionsOf } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import { legalWordsFor } from './lay-words.ts';
import { changedLawText, isUsable } from './name-refusal.ts';
import { penaltyFirst, withPenalties } from './penalties.ts';
import { isSameMatter, precedenceOf } from './precedence.ts';
import { decides, figureIn, type QuestionKind, questionKinds } from './question-kind.ts';
import type { Contender } from './ranking/ranker.ts';
import { asksLocalMatter, asksPublicMoney } from './refusal-rules.ts';
import { contentWords, coverageOf } from './rescore.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import { findContenders, namedPlaces, type ReadQuestion, withoutNames } from './search.ts';
import { articleLabel } from './segment.ts';

const FURTHER = 2;
/** A further basis must come this near to the first, in log odds: in the same document, in another one. */
const NEAR = { same: 4.5, other: 3.5 };
/** Law in force is taken before a changed one that fits a little better. */
const IN_FORCE_INSTEAD = 2.5;
/** National law is taken before a local paper that fits a little better. */
const HIGHER_INSTEAD = 2;
/** As near as this, in log odds, the second may as well be the answer, and is shown with its own words. */
const UNSURE = 1;
const LONGEST_LINE = 42;
const SUBJECT_COVERED = 0.5;
/** In a corpus of a few papers every question finds something that shares a word with it. */
const FEW_PASSAGES = 3_000;

/** 依法作答 — undefined when nothing in the corpus decides the question. */
export function answerFromLaw(scope: ReadingScope, question: ReadQuestion, contact: string | null): Answer | undefined {
  const named = question.names
    .filter(name => name.match === 'exact' || name.match === 'nickname')
    .flatMap(name => namedPlaces(scope, question, name));
  const only = named.length > 0 ? new Set(named) : lawPlaces(scope, asksLocalMatter(question.text));
  const asksPenalty = questionKinds(question.text).includes('penalty');
  const searched = findContenders(scope, question, only);
  const hits = asksPenalty ? withPenalties(searched) : searched;
  const best = rankByFit(scope, question, hits);
  if (!best[0] || (named.length === 0 && isDoubtful(scope, question.text, { hits, first: best[0] }))) return undefined;
  const fitted = behindTold(question, asksPenalty ? penaltyFirst(best) : best);
  const ranked = named.length > 0 || asksLocalMatter(question.text) ? fitted : higherFirst(fitted);
  const mustCover = asksLocalMatter(question.text) || asksPublicMoney(question.text) || (named.length === 0 && scope.view.passages < FEW_PASSAGES);
  if (mustCover && !coversSubject(scope, question.text, ranked[0])) return undefined;
  const [first] = ranked;
  if (!first) return undefined;
  const isLaw = (hit: RetrievedPassage): boolean => named.includes(hit.place) || isUsable(scope, hit.place);
  const usable = ranked.filter(isLaw);
  // Several of the best passages from changed law: the question is about that law.
  const changed = ranked.slice(0, 4).filter(hit => !isLaw(hit)).length;
  if (!isLaw(first) && (changed >= 3 || (usable[0]?.score ?? Number.NEGATIVE_INFINITY) < first.score - IN_FORCE_INSTEAD)) {
    // The best passage belongs to a law that has changed: nothing of its old text is offered.
    return { answered: false, text: changedLawText(scope, first.place, contact), citations: [], contact };
  }
  return compose(scope, question, { ranked: usable, aside: isLaw(first) ? null : first.place.document.title });
}

/** Odds are known of laws that the ranker was taught; of a bureau's own papers they say nothing. */
function isDoubtful(
  scope: ReadingScope,
  question: string,
  { hits, first }: { hits: readonly (RetrievedPassage | Contender)[]; first: RetrievedPassage },
): boolean {
  const isTaught = scope.view.ranker?.knows(first.place.document.title) === true && scope.view.passages >= FEW_PASSAGES;
  return confidence(scope, question, { hits, chosen: isTaught ? first.score : null }) < 0;
}

/** 那罚款多少呢 after a duty: the passage that was told says nothing of it, so the best one that does comes first. */
function behindTold(question: ReadQuestion, ranked: RetrievedPassage[]): RetrievedPassage[] {
  const [first] = ranked;
  const [kind] = questionKinds(question.text);
  const decidesIt = (hit: RetrievedPassage): boolean => kind !== undefined && decides([kind], provisionAt(hit).text) === 1;
  if (!first || question.told === undefined || provisionAt(first).id !== question.told || decidesIt(first)) return ranked;
  const next = ranked.find(hit => hit !== first && hit.place === first.place && decidesIt(hit)) ?? ranked.find(decidesIt);
  return next ? [{ ...next, score: first.score }, ...ranked.filter(hit => hit !== next)] : ranked;
}

function isLocal({ document }: DocumentPlace): boolean {
  return ['normative-document', 'policy', 'local-regulation', 'other'].includes(document.level);
}

function lawPlaces(scope: ReadingScope, localOnly: boolean): Set<DocumentPlace> {
  const mayAnswer = (place: DocumentPlace): boolean => place.document.level !== 'report' && scope.weight(place) > 0 && (!localOnly || isLocal(place));
  return new Set(scope.view.documents.filter(mayAnswer));
}

/** 上位法优先 — national law that fits nearly as well goes before a local paper, which is then cited after it. */
function higherFirst(hits: readonly RetrievedPassage[]): RetrievedPassage[] {
  const [first] = hits;
  if (!first || !isLocal(first.place)) return [...hits];
  const higher = hits.find(hit => !isLocal(hit.place) && hit.score >= first.score - HIGHER_INSTEAD);
  return higher ? [{ ...higher, score: first.score }, ...hits.filter(hit => hit !== higher)] : [...hits];
}

/** Local rules on one subject say nothing about another: 数字化奖补 is no answer to 专精特新奖补. */
function coversSubject(scope: ReadingScope, question: string, hit: RetrievedPassage | undefined): boolean {
  if (!hit) return false;
  const { text, path } = provisionAt(hit);
  const asked = contentWords(
    question
      .replace(/我们|咱们?|本[区市县局]|我[区市县]|今年|明年|去年|现在|每[家户年]|提出|需要|办理|一直|对方|已经|还没|没有|收到|别人|人家/g, ' ')
      .replace(/申报/g, '申请'),
  );
  const said = `${hit.place.document.title}${path.join('')}${text}`;
  return coverageOf(scope.view, asked)(said) >= SUBJECT_COVERED || holdsLegalWords(scope.view, question, said);
}

/** 不给钱 stands nowhere in a law, but 款项 and 支付 do; 日内 and 受理 stand everywhere. */
function holdsLegalWords(view: CorpusView, question: string, said: string): boolean {
  const legal = new Set(legalWordsFor(question).split(' '));
  const telling = [...legal].filter(word => word.length > 1 && !/^(?:日内|期限|不得|申请|提交|投诉|受理|处理|负责)$/.test(word));
  return coverageOf(view, telling)(said) >= SUBJECT_COVERED;
}

/** 第二款 of the question; null when it names none. */
function paragraphAsked(question: string): number | null {
  return parseNumeral(/条(?:之[一二三四五六七八九十])?\s*第\s*([一二三四五六七八九十\d]{1,3})\s*款/.exec(question)?.[1] ?? '') || null;
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

interface CitedBasis {
  hit: RetrievedPassage;
  chosen: ChosenClause;
  citation: Citation;
}

/** The first basis and those that come near it, each with its checked citation; two copies of one article make one. */
function citeBases(scope: ReadingScope, question: ReadQuestion, hits: readonly RetrievedPassage[]): CitedBasis[] {
  const kinds = questionKinds(question.text);
  const match = new WordingMatch(askedAbout(question.text), legalWordsFor(question.text));
  const top = hits[0]?.score ?? 0;
  const bases = hits.filter((hit, index) => index === 0 || hit.score >= top - (hit.place === hits[0]?.place ? NEAR.same : NEAR.other));
  const cited = bases.slice(0, FURTHER + 3).flatMap(hit => {
    const isAsked = hit.score >= DIRECT && subjectWords(question).length === 0;
    const { text } = provisionAt(hit);
    const chosen = isAsked ? wholeArticle(text, paragraphAsked(question.text)) : chooseClause(text, match, kinds);
    const citation = cite(scope, hit, chosen);
    return citation ? [{ hit, chosen, citation }] : [];
  });
  const label = ({ citation }: CitedBasis): string => `${citation.document}${citation.article ?? citation.provisionId}`;
  return cited.filter((one, index) => cited.findIndex(other => label(other) === label(one)) === index).slice(0, FURTHER + 1);
}

function compose(
  scope: ReadingScope,
  question: ReadQuestion,
  { ranked, aside }: { ranked: readonly RetrievedPassage[]; aside: string | null },
): Answer | undefined {
  const { hits, passedOver } = basisOf(question, ranked);
  const bases = citeBases(scope, question, hits);
  const [first, ...rest] = bases;
  if (!first) return undefined;
  const older = olderVersionMentioned(scope, question, first.hit.place);
  const rivals = rest.filter(({ hit }) => hit.score >= first.hit.score - UNSURE);
  const others = rest.map(({ citation }) => citation);
  const text = lawAnswer({
    conclusion: first.chosen.conclusion,
    quote: first.chosen.quote,
    reference: referenceOf(scope, first.citation),
    validity: validityLineOf(scope, first.hit.place),
    rivals: rivals.map(({ citation, chosen }) => ({ reference: referenceOf(scope, citation), words: opening(chosen.conclusion) })),
    further: references(
      scope,
      first.citation,
      rest.filter(one => !rivals.includes(one)).map(({ citation }) => citation),
    ),
    hints: [
      ...precedenceHint(question, bases),
      ...(older === null ? [] : [olderVersionHint(older)]),
      ...(aside === null ? [] : [changedAside(aside)]),
      ...(passedOver ? [mentionedArticle(articleLabel(passedOver.segment.segment, passedOver.passage) ?? '')] : []),
      seeWholeArticle,
    ],
  });
  return { answered: true, text, citations: [first.citation, ...others], contact: null };
}

/** The first clauses of a sentence, as many as fit on a line. */
function opening(sentence: string): string {
  if (sentence.length <= LONGEST_LINE) return sentence.replace(/[。；：，]$/, '');
  const clauses = sentence.slice(0, LONGEST_LINE).split(/(?<=[，；、])/);
  const whole = clauses.slice(0, -1).join('');
  return `${(whole.length >= 12 ? whole : sentence.slice(0, LONGEST_LINE)).replace(/[；：，、]$/, '')}……`;
}

/** A figure of the kind that is asked for; null where the clause has none. */
function decidingFigure({ chosen }: CitedBasis, kind: QuestionKind | undefined): string | null {
  return kind === 'period' || kind === 'amount' || kind === 'count' ? figureIn(kind, chosen.conclusion) : null;
}

/** 规定不一致 — two texts that give different figures for one matter are shown in the order of 立法法, with its rule. */
function precedenceHint(question: ReadQuestion, [first, ...rest]: readonly CitedBasis[]): string[] {
  const [kind] = questionKinds(question.text);
  const own = first && decidingFigure(first, kind);
  if (!first || own === null) return [];
  for (const other of rest) {
    const figure = decidingFigure(other, kind);
    if (other.hit.place === first.hit.place || figure === null || figure === own) continue;
    if (!isSameMatter(first.chosen.conclusion, other.chosen.conclusion)) continue;
    const order = precedenceOf(first.hit.place.document, other.hit.place.document, question.text);
    if (!order) continue;
    const before = order.first === 'one' ? first : other;
    return [precedence(order.rule, reference(before.citation.document, before.citation.article))];
  }
  return [];
}

/** The year of an older version that the question mentions while the text in force answers it. */
function olderVersionMentioned(scope: ReadingScope, question: ReadQuestion, place: DocumentPlace): number | null {
  const year = question.mentionedYear;
  if (year === null || question.versionYear !== null || question.names.length === 0) return null;
  const isOlder = versionsOf(scope.view, place.document).some(
    version => version.id !== place.document.id && version.versionOn?.startsWith(String(year)),
  );
  return isOlder ? year : null;
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
