import type { Bureau } from '../../bureau/bureau.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { tellingWords } from '../words-beyond.ts';
import { clausesOf } from './clauses.ts';
import { inSameLedger } from './in-same-ledger.ts';
import { FEW, nothingNamed, type Subject } from './subject.ts';
import { inClause } from './subject-of-clause.ts';

/** Finds what a question counts, by the names and aliases of the bureau's files, the unit asked for, and the words around it. */
export function findSubject(text: string, bureau: Pick<Bureau, 'ledgers'>): Subject {
  const clauses = clausesOf(text, bureau.ledgers);
  const found: Subject[] = [];
  for (const clause of clauses) {
    const subject = ofOneEvent(clause, bureau.ledgers) ?? inClause(clause, bureau.ledgers, text);
    const named = isEmpty(subject) && clauses.length > 1 ? byShortName(clause, bureau.ledgers) : subject;
    const before = found.flatMap(each => each.metrics).at(-1);
    found.push(isEmpty(named) && before !== undefined ? inSameLedger(clause, before, bureau.ledgers) : named);
  }
  // 走访、备案、惠企资金: where some are plain, what another may mean is told whole rather than left out.
  const isPlain = found.some(subject => subject.metrics.length > 0);
  const named = [...new Set(found.flatMap(({ metrics, choice }) => (isPlain && choice.length <= FEW ? [...metrics, ...choice] : metrics)))];
  const metrics = asksShare.test(text) ? named.map(metric => rateOf(metric, bureau.ledgers)) : named;
  const ledger = found.find(subject => subject.ledger !== null)?.ledger ?? null;
  const unmatched = clauses.filter(
    (clause, index) =>
      isUntold(found[index] ?? nothingNamed) &&
      ((asksAmount.test(clause) && tellingWords(clause).length > 0) || (metrics.length > 1 && isBareNoun(clause))),
  );
  return {
    metrics,
    ledger,
    unmatched: metrics.length === 0 ? [] : unmatched,
    choice: metrics.length === 0 ? (found.find(subject => subject.choice.length > 0)?.choice ?? []) : [],
    beside: metrics.length === 1 ? found.flatMap(subject => subject.beside) : [],
    isVague: found.length === 1 && found.every(subject => subject.isVague),
  };
}

/** Nothing found, or more than can be told. */
function isUntold({ metrics, choice }: Subject): boolean {
  return metrics.length === 0 && (choice.length === 0 || choice.length > FEW);
}

/** 公开 of 走访 备案 公开: asked for with the others, and not to be left out without a word. */
function isBareNoun(clause: string): boolean {
  return (
    /^\p{Script=Han}{2,6}$/u.test(clause) &&
    !/各|多少|几|一下|谢|急|快|紧|马上|立即|立刻|辛苦|麻烦|看|给|报|要|数|情况|领导|谁|哪|呢|吗|了/.test(clause)
  );
}

const asksAmount = /多少|几[家个条件次场份人户]/;

/** 走访 备案 公开: a word that is part of one main figure's name only. */
function byShortName(clause: string, ledgers: readonly Ledger[]): Subject {
  if (!/^\p{Script=Han}{2,4}$/u.test(clause)) return nothingNamed;
  const main = ledgers.flatMap(({ metrics: [first] }) => (first?.name.includes(clause) ? [first.name] : []));
  return main.length === 1 ? { ...nothingNamed, metrics: main } : nothingNamed;
}

/** 专精特新那场培训来了多少人: what stands before 那场 says which, what stands behind it what. */
function ofOneEvent(clause: string, ledgers: readonly Ledger[]): Subject | null {
  const behind = /[那这]一?[次场回批](.{2,})$/.exec(clause)?.[1];
  if (behind === undefined) return null;
  const subject = inClause(behind, ledgers, behind);
  return subject.metrics.length > 0 ? subject : null;
}

const asksShare = /几成|百分之[几多]|多大比例/;

/** 问题解决了几成 asks for the rate that 解决问题 is the numerator of. */
function rateOf(metric: string, ledgers: readonly Ledger[]): string {
  const rates = ledgers.flatMap(ledger => ledger.metrics).filter(({ rate }) => rate?.numerator === metric);
  return rates[0]?.name ?? metric;
}

function isEmpty({ metrics, ledger, choice }: Subject): boolean {
  return metrics.length === 0 && ledger === null && choice.length === 0;
}
