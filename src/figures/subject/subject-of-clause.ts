import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import { askedUnit, fitsUnit } from './asked-unit.ts';
import { best, byUnit, type Candidate, candidate } from './candidates.ts';
import { byLedger, namedLedger, namedLedgerOfUnit } from './named-ledger.ts';
import { genericWords, MIN_LENGTH } from './said-name.ts';
import { nothingNamed, type Subject } from './subject.ts';

/** Two metrics this close are asked about. */
const CLOSE = 1;

/** What one clause of a question counts; `whole` is the question that it stands in. */
export function inClause(clause: string, ledgers: readonly Ledger[], whole: string): Subject {
  const subject = named(clause, ledgers, whole);
  const unit = askedUnit(clause);
  if (unit === null || !unit.endsWith('元') || subject.metrics.length === 0) return subject;
  // 法律顾问花了多少钱: what is counted in 份 is no answer.
  const isMoney = ledgers.some(ledger => ledger.metrics.some(metric => subject.metrics.includes(metric.name) && fitsUnit(metric, unit)));
  return isMoney ? subject : nothingNamed;
}

function named(clause: string, ledgers: readonly Ledger[], whole: string): Subject {
  const unit = askedUnit(clause);
  const ofLedger = namedLedger(clause, ledgers);
  const generic = genericWords(ledgers);
  const candidates = best(
    ledgers.flatMap(ledger => ledger.metrics.flatMap(metric => candidate({ metric, ledger }, { clause, unit, whole, generic }))),
  );
  const [first] = candidates;
  if (!first && !ofLedger) return ofSharedName(clause, ledgers) ?? bySpending(clause, ledgers);
  if (ofLedger && (!first || ofLedger.length > first.length)) return byLedger(ofLedger, { clause, unit, ledgers });
  if (!first) return nothingNamed;
  const part = candidates.find(other => isPartSaid(other, first, clause));
  if (part) return { ...nothingNamed, metrics: [part.metric.name] };
  const rate = first.metric.kind === 'rate' ? undefined : rateIn(clause, first.ledger);
  if (rate) return { ...nothingNamed, metrics: [rate.name] };
  const object = first.metric.name === first.ledger.eventMetric ? objectIn(clause, first) : undefined;
  if (object) return { ...nothingNamed, metrics: [object.name] };
  // 合同风险培训去了几个人: what is named best counts no people, what the training counts does.
  const isInFull = unit === '个' && first.length >= first.metric.name.length;
  const event = unit === null || isInFull || fitsUnit(first.metric, unit) ? undefined : namedLedgerOfUnit(clause, unit, ledgers);
  if (event) return byLedger(event, { clause, unit, ledgers });
  const close = candidates.filter(other => first.score - other.score <= CLOSE && other.length === first.length && !isBesideMain(other, candidates));
  const rivals = ofNamedLedger(close, clause);
  // 出去检查多少人次: of each ledger what is counted so.
  const isOfUnit = unit === null || rivals.some(({ metric }) => fitsUnit(metric, unit));
  const fitting = [...new Set(rivals.map(other => (isOfUnit ? other.metric : byUnit(other, unit)).name))];
  if (fitting.length > 1) return { ...nothingNamed, choice: fitting };
  const holders = unit === '人' ? peopleCalled(first, clause, ledgers) : [];
  if (holders.length > 0) return { ...nothingNamed, choice: [...holders, first.metric.name] };
  const meant = byUnit(rivals[0] ?? first, unit).name;
  return {
    ...nothingNamed,
    metrics: [meant],
    beside: candidates.flatMap(({ metric, length }) => (length === first.length && metric.name !== meant ? [metric.name] : [])),
  };
}

/** 转给外单位的问题有几条: what was done with some of them, before what they are. */
function isPartSaid({ metric: { aliases, partOf } }: Candidate, { metric: whole }: Candidate, clause: string): boolean {
  if (partOf === null || partOf !== whole.name) return false;
  const [done = '', ...behind] = clause.split('的');
  const isOf = [whole.name, ...whole.aliases].some(word => word.length >= MIN_LENGTH && behind.join('的').startsWith(word));
  return isOf && aliases.some(word => word.length >= MIN_LENGTH && done.startsWith(word));
}

/** 执法人员几个: those who are (持证执法人员), before those who were sent out. */
function peopleCalled({ metric }: Candidate, clause: string, ledgers: readonly Ledger[]): string[] {
  const said = [metric.name, ...metric.aliases]
    .filter(form => form.length > MIN_LENGTH && clause.includes(form))
    .sort((a, b) => b.length - a.length)[0];
  if (said === undefined || metric.kind === 'level' || !metric.units.includes('人次')) return [];
  const levels = ledgers.flatMap(({ metrics }) => metrics.filter(({ kind, partOf }) => kind === 'level' && partOf === null));
  return levels.filter(({ name }) => name !== said && name.endsWith(said)).map(({ name }) => name);
}

/** 安全生产月发了多少资料: the event says which, what stands behind 多少 what is counted. */
function objectIn(clause: string, { metric, ledger }: Pick<Candidate, 'metric' | 'ledger'>): MetricDefinition | undefined {
  const behind = /(?:多少|几)[家户个条件项份本册篇块张]?([\p{Script=Han}]{2,})$/u.exec(clause)?.[1] ?? '';
  const isSaid = ({ name, aliases }: MetricDefinition): boolean =>
    [name, ...aliases].some(word => word.length >= MIN_LENGTH && behind.startsWith(word));
  return ledger.metrics.find(other => other.name !== metric.name && isSaid(other));
}

/** 提案办结率: the rate of that ledger, though many share its name. */
function rateIn(clause: string, { metrics }: Ledger): MetricDefinition | undefined {
  const isSaid = (word: string): boolean => word.endsWith('率') && clause.includes(word);
  return metrics.find(({ name, aliases, kind }) => kind === 'rate' && [name, ...aliases].some(isSaid));
}

/** 培训多少人参加: of figures that fit alike, those whose ledger is named, too. */
function ofNamedLedger(rivals: readonly Candidate[], clause: string): readonly Candidate[] {
  const named = rivals.filter(({ ledger }) => [ledger.name, ...ledger.keywords].some(word => word.length >= MIN_LENGTH && clause.includes(word)));
  return named.length > 0 ? named : rivals;
}

/** 办结率: a name that many rates share names none of them, so the asker chooses. */
function ofSharedName(clause: string, ledgers: readonly Ledger[]): Subject | null {
  const isSaid = (word: string): boolean => word.length > MIN_LENGTH && word.endsWith('率') && clause.includes(word);
  const rates = ledgers.flatMap(ledger => ledger.metrics).filter(({ aliases, kind }) => kind === 'rate' && aliases.some(isSaid));
  const names = [...new Set(rates.map(({ name }) => name))];
  return names.length === 0 ? null : { ...nothingNamed, choice: names };
}

/** 罚了多少钱, 争取了多少钱: what was done with the money names it by its first characters. */
function bySpending(clause: string, ledgers: readonly Ledger[]): Subject {
  const done = /([\p{Script=Han}]{1,2})了?(?:多少|几个?)钱/u.exec(clause)?.[1]?.replace(/了$/, '');
  if (done === undefined) return nothingNamed;
  for (const word of [done, done.slice(-1)]) {
    const isMeant = ({ name, aliases, units }: MetricDefinition): boolean =>
      units.some(unit => unit.endsWith('元')) && [name, ...aliases].some(form => form.startsWith(word));
    const names = [...new Set(ledgers.flatMap(ledger => ledger.metrics.filter(isMeant)).map(metric => metric.name))];
    if (names.length === 1) return { ...nothingNamed, metrics: names };
    if (names.length > 1) return { ...nothingNamed, choice: names };
  }
  return nothingNamed;
}

/** Of two figures of one ledger that fit alike, the one that the ledger is mainly about is meant. */
function isBesideMain(candidate: Candidate, all: readonly Candidate[]): boolean {
  const isMain = ({ ledger, metric }: Candidate): boolean => ledger.metrics[0] === metric || ledger.eventMetric === metric.name;
  return !isMain(candidate) && all.some(other => other.ledger === candidate.ledger && isMain(other) && other.length === candidate.length);
}
