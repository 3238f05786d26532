import { asWritten } from '../language/spoken.ts';
import { findArticles } from './article-number.ts';
import { type DocumentPlace, findArticle } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import { type KnownTitle, type NamedDocument, recogniseNames } from './law-names.ts';
import { legalWordsFor } from './lay-words.ts';
import { fuse } from './meaning/fuse.ts';
import type { Contender } from './ranking/ranker.ts';
import { rescore } from './rescore.ts';
import { type DocumentWeight, type RetrievedPassage, retrieve, type ScoredQuery, scoreQuery } from './retrieve.ts';

/** 检索问句 — a question with the documents and articles that it names. */
export interface ReadQuestion {
  text: string;
  names: NamedDocument[];
  articles: { article: number; branch: number }[];
  /** 2010年版第四十八条: the year of an older text that is itself asked for. */
  versionYear: number | null;
  /** 2020年的条例规定60天: a year that is only mentioned; the text in force answers. */
  mentionedYear: number | null;
  /** The passage that the person was told just before: told again only when it decides this too. */
  told?: string;
}

const NAMED = { exact: 2.2, nickname: 1.8, ambiguous: 1.15, none: 1 } as const;
/** Above every score that words can reach, so that a named article comes first. */
export const NAMED_ARTICLE = 1000;

/** Titles that questions are read with: everything readable, and everything whose validity is known though its text may be missing. */
export function knownTitles(scope: ReadingScope): KnownTitle[] {
  const titles = new Map<string, number>();
  for (const place of scope.view.documents)
    if (scope.mayRead(place) && place.document.level !== 'report')
      titles.set(place.document.title, scope.view.citations.get(place.document.title) ?? 0);
  for (const fact of scope.facts) if (!titles.has(fact.title)) titles.set(fact.title, 1);
  return [...titles].map(([title, weight]) => ({ title, weight }));
}

export function readQuestion(asked: string, titles: readonly KnownTitle[]): ReadQuestion {
  const text = asWritten(asked);
  const names = recogniseNames(text, titles);
  const first = names[0];
  const year =
    first &&
    (/(\d{4})\s*年?(?:版|修订|修正|公布)?的?\s*$/.exec(text.slice(0, first.start)) ??
      /^\s*[（(]?(\d{4})\s*年?(?:版|修订|修正)?/.exec(text.slice(first.end)))?.[1];
  const articles = findArticles(text);
  const said = year === undefined ? null : Number(year);
  const asksOldText = articles.length > 0 || /原文|旧文|旧版|当时|全文/.test(text);
  return { text, names, articles, versionYear: asksOldText ? said : null, mentionedYear: said };
}

/** The versions of the named documents that are meant: the one in force, or the year that was said. */
export function namedPlaces(scope: ReadingScope, question: ReadQuestion, name: NamedDocument): DocumentPlace[] {
  const titles = name.match === 'ambiguous' ? [] : name.titles.slice(0, 1);
  const places = titles.flatMap(title => scope.view.byTitle.get(title) ?? []).filter(scope.mayRead);
  const asked = question.versionYear === null ? [] : places.filter(place => place.document.versionOn?.startsWith(String(question.versionYear)));
  if (asked.length > 0) return asked;
  const current = places.filter(place => scope.weight(place) > 0);
  return current.length > 0 ? current : places;
}

/** A question without the documents and articles that it names; may be nothing at all. */
export function withoutNames({ text, names }: ReadQuestion): string {
  const sure = names.filter(name => name.match === 'exact' || name.match === 'nickname');
  const rest = [...sure].sort((a, b) => b.start - a.start).reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
  return rest.replace(
    /中华人民共和国|第\s*[一二三四五六七八九十百千零\d]+\s*[条款项](?:之[一二三四五六七八九十])?|\d{4}\s*年?(?:版|修订|修正)?的?/g,
    ' ',
  );
}

/** What to look for: in a named law its name says nothing about which article is meant. */
export function subjectOf(question: ReadQuestion): string {
  const plain = withoutNames(question);
  return /[一-龥]{2}/.test(plain.replace(/怎么|规定|什么|原文|内容|[的里中按是对吗呢新旧]/g, '')) ? plain : question.text;
}

/** Passages whose meaning is near the question's, the nearest first, and how much they count beside those found by words. */
export interface NearInMeaning {
  say: number;
  find(options: { weight: DocumentWeight; limit: number }): RetrievedPassage[];
}

/** How many of each list are joined. */
const FUSED = 100;

/** 检索准备 — a question scored over the corpus, with the passages that it names by number. */
interface ScoredQuestion {
  scored: ScoredQuery;
  direct: RetrievedPassage[];
  /** It names no document: who names a law wants that law, and what others asked before says nothing about it. */
  isFree: boolean;
}

function scoreQuestion(scope: ReadingScope, question: ReadQuestion, only: ReadonlySet<DocumentPlace> | undefined): ScoredQuestion {
  const factors = new Map<DocumentPlace, number>();
  const direct: RetrievedPassage[] = [];
  for (const name of question.names) {
    for (const place of namedPlaces(scope, question, name)) {
      factors.set(place, NAMED[name.match]);
      for (const wanted of question.articles) {
        const found = findArticle(place, wanted);
        if (found) direct.push({ ...found, place, score: NAMED_ARTICLE });
      }
    }
    if (name.match === 'ambiguous')
      for (const title of name.titles) for (const place of scope.view.byTitle.get(title) ?? []) factors.set(place, NAMED.ambiguous);
  }
  const weight = (place: DocumentPlace): number => {
    if (only && !only.has(place)) return 0;
    const factor = factors.get(place);
    // A version that was asked for by name counts though it is not the newest.
    return factor === undefined ? scope.weight(place) : factor * Math.max(scope.weight(place), scope.mayRead(place) ? 0.5 : 0);
  };
  const query = { text: subjectOf(question), expansion: legalWordsFor(question.text) };
  return { scored: scoreQuery(scope.view, query, weight), direct, isFree: factors.size === 0 };
}

function withDirect(direct: readonly RetrievedPassage[], found: readonly RetrievedPassage[]): RetrievedPassage[] {
  const isDirect = (hit: RetrievedPassage): boolean => direct.some(one => one.segment === hit.segment && one.passage === hit.passage);
  return [...direct, ...found.filter(hit => !isDirect(hit))];
}

/** 查找 — passages for a question: named articles first, then by words, with named documents counting more; `learned` puts them in the ranker's order, `near` joins them with what is near in meaning. */
export function searchScope(
  scope: ReadingScope,
  question: ReadQuestion,
  options: { limit: number; only?: ReadonlySet<DocumentPlace>; learned?: boolean; near?: NearInMeaning },
): RetrievedPassage[] {
  const { scored, direct, isFree } = scoreQuestion(scope, question, options.only);
  const plain = rescore(scope.view, scored.query, retrieve(scored, Math.max(options.limit, 60)));
  const ranker = options.learned === true && isFree ? scope.view.ranker : null;
  const near = isFree ? options.near?.find({ weight: scored.weight, limit: FUSED }) : undefined;
  const inOrder = ranker ? reorder(plain, ranker.rank(scope.view, scored, near ? Math.max(options.limit, FUSED) : options.limit)) : plain;
  const found = near ? fuse(inOrder, near, options.near?.say) : inOrder;
  return withDirect(direct, found).slice(0, options.limit);
}

/** How many passages are read closely before one is the answer. */
const READ = { learned: 40, worded: 20 };

/** 待选 — what may answer a question, named articles first, then in the order of plain wording; with rows of features when there is a ranker. */
export function findContenders(scope: ReadingScope, question: ReadQuestion, only?: ReadonlySet<DocumentPlace>): (RetrievedPassage | Contender)[] {
  const { scored, direct } = scoreQuestion(scope, question, only);
  const found = scope.view.ranker?.contenders(scope.view, scored, READ) ?? rescore(scope.view, scored.query, retrieve(scored, READ.learned));
  return withDirect(direct, found);
}

/** The learned order with the scores of the plain one, rank by rank: whoever judges by scores goes on judging on one scale. */
function reorder(plain: readonly RetrievedPassage[], learned: readonly RetrievedPassage[]): RetrievedPassage[] {
  let last = 0;
  return learned.map((hit, rank) => {
    last = plain[rank]?.score ?? last;
    return { ...hit, score: last };
  });
}
