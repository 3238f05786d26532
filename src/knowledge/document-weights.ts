import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { DocumentLevel } from '../domain/provision.ts';
import { type ValidityFact, type ValidityVerdict, validityOf } from '../domain/validity.ts';
import { type CorpusView, type DocumentPlace, versionsOf } from './corpus-view.ts';
import type { CorpusDocument } from './read-document.ts';

/** 提问单位 — whose question it is: what it may read, what it knows about validity, whom it sends people to. */
export type AskingBureau = Pick<Bureau, 'id' | 'validity' | 'contacts'>;

/** 查阅面 — the corpus as one bureau may read it on one day: which documents, how each stands, and how much it counts. */
export interface ReadingScope {
  view: CorpusView;
  bureau: AskingBureau;
  asOf: LocalDate;
  facts: readonly ValidityFact[];
  verdict(place: DocumentPlace): ValidityVerdict;
  /** 0 for what is not to be shown: other bureaus' papers, older versions, law that is not yet law. */
  weight(place: DocumentPlace): number;
  mayRead(place: DocumentPlace): boolean;
}

const levelPrior: Record<DocumentLevel, number> = {
  constitution: 1,
  law: 1,
  'judicial-interpretation': 0.6,
  'administrative-regulation': 0.35,
  'departmental-rule': 0.2,
  'local-regulation': 0.2,
  'normative-document': 0.5,
  policy: 0.5,
  report: 0,
  other: 0,
};
const LEVEL = 0.15;
const CITED = 0.06;
/** What a bureau lists in its own validity table is the law that it works with. */
const LISTED = 0.2;
/** Law that has ended is found only when nothing in force fits nearly as well. */
const ENDED = 0.7;
const WITHOUT_BASIS = 0.6;

/** An interpretation of a law that has been repealed (适用《合同法》……的解释) has mostly ended with it. */
function basisRepealed(document: CorpusDocument, repealed: ReadonlySet<string>): boolean {
  const basis = document.level === 'judicial-interpretation' ? /适用《([^《》]+)》/.exec(document.title)?.[1] : undefined;
  return basis !== undefined && repealed.has(basis);
}

/** Law whose level counts more, and that others cite, is more often the answer; both are free and need no labels. */
function prior(view: CorpusView, place: DocumentPlace, listed: ReadonlySet<string>): number {
  const { document } = place;
  const own = listed.has(document.title) || document.bureau !== 'shared' ? 1 + LISTED : 1;
  return own * (1 + LEVEL * levelPrior[document.level]) * (1 + CITED * Math.log1p(view.citations.get(document.title) ?? 0));
}

function weightOf(verdict: ValidityVerdict, ownPrior: number): number {
  if (verdict.newer !== null || verdict.validity === 'not-yet-effective') return 0;
  const ended = ['repealed', 'superseded', 'expired'].includes(verdict.validity);
  return ownPrior * (ended ? ENDED : 1);
}

export function createScope(view: CorpusView, bureau: AskingBureau, asOf: LocalDate): ReadingScope {
  const listed = new Set(bureau.validity.map(fact => fact.title));
  const facts = [...bureau.validity, ...view.statedFacts];
  const repealed = new Set(facts.filter(fact => fact.status === 'repealed' && (fact.since ?? '') <= asOf).map(fact => fact.title));
  const byTitle = new Map<string, ValidityFact[]>();
  for (const fact of facts) byTitle.set(fact.title, [...(byTitle.get(fact.title) ?? []), fact]);
  const verdicts = new Map<DocumentPlace, ValidityVerdict>();
  const weights = new Map<DocumentPlace, number>();
  const mayRead = ({ document }: DocumentPlace): boolean => document.bureau === 'shared' || document.bureau === bureau.id;
  const verdict = (place: DocumentPlace): ValidityVerdict => {
    const known = verdicts.get(place) ?? validityOf(place.document, versionsOf(view, place.document), byTitle.get(place.document.title) ?? [], asOf);
    verdicts.set(place, known);
    return known;
  };
  const weight = (place: DocumentPlace): number => {
    const known =
      weights.get(place) ??
      (mayRead(place) ? weightOf(verdict(place), prior(view, place, listed)) * (basisRepealed(place.document, repealed) ? WITHOUT_BASIS : 1) : 0);
    weights.set(place, known);
    return known;
  };
  return { view, bureau, asOf, facts, verdict, weight, mayRead };
}
