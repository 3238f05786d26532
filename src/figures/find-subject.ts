import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';
import { sameUnit } from '../ledgers/find-metric.ts';
import { askedUnit, fitsUnit } from './asked-unit.ts';
import { inSameLedger } from './in-same-ledger.ts';
import { nothingNamed, type Subject } from './subject.ts';
import { tellingWords } from './words-beyond.ts';

interface Candidate {
  metric: MetricDefinition;
  ledger: Ledger;
  score: number;
  /** Characters of the words that named it. */
  length: number;
}

/** A single character names nothing; 问题 and 企业 name too much to stand alone against longer words. */
const MIN_LENGTH = 2;
/** Two metrics this close are asked about. */
const CLOSE = 1;
/** An alias that this many metrics share is generic. */
const GENERIC_OWNERS = 4;

/** Finds what a question counts, by the names and aliases of the bureau's files, the unit asked for, and the words around it. */
export function findSubject(text: string, bureau: Pick<Bureau, 'ledgers'>): Subject {
  const clauses = text
    .split(/[，,、；;。？?！!\s]|以及|还有(?=.{0,6}(?:多少|几))/)
    .filter(clause => clause.trim() !== '')
    .flatMap(clause => joined(clause, bureau.ledgers) ?? [clause]);
  const found: Subject[] = [];
  for (const clause of clauses) {
    const subject = ofOneEvent(clause, bureau.ledgers) ?? inClause(clause, bureau.ledgers, text);
    const before = found.flatMap(each => each.metrics).at(-1);
    const more = isEmpty(subject) && before !== undefined ? inSameLedger(clause, before, bureau.ledgers) : subject;
    found.push(isEmpty(more) && clauses.length > 2 ? byShortName(clause, bureau.ledgers) : more);
  }
  // 走访、备案、惠企资金: where some are plain, what another may mean is told whole rather than left out.
  const isPlain = found.some(subject => subject.metrics.length > 0);
  const named = [...new Set(found.flatMap(({ metrics, choice }) => (isPlain && choice.length <= FEW ? [...metrics, ...choice] : metrics)))];
  const metrics = asksShare.test(text) ? named.map(metric => rateOf(metric, bureau.ledgers)) : named;
  const ledger = found.find(subject => subject.ledger !== null)?.ledger ?? null;
  const unmatched = clauses.filter(
    (clause, index) =>
      isUntold(found[index] ?? nothing) &&
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
  if (!/^\p{Script=Han}{2,4}$/u.test(clause)) return nothing;
  const main = ledgers.flatMap(({ metrics: [first] }) => (first?.name.includes(clause) ? [first.name] : []));
  return main.length === 1 ? { ...nothing, metrics: main } : nothing;
}

/** More than that the asker must choose between. */
const FEW = 2;

/** 走访和解决问题各多少, 政协提案比代表建议多几件: two figures in one clause, where each side names its own outright; null for one. */
function joined(clause: string, ledgers: readonly Ledger[]): [string, string] | null {
  for (const { index } of clause.matchAll(/[和与跟占比]/g)) {
    const sides: [string, string] = [clause.slice(0, index), clause.slice(index + 1)];
    const [one, other] = sides.map(side => namedOutright(side, ledgers));
    if (one !== undefined && other !== undefined && one !== other) return sides;
  }
  return null;
}

function namedOutright(side: string, ledgers: readonly Ledger[]): string | undefined {
  const [metric, ...more] = inClause(side, ledgers, side).metrics;
  const defined = ledgers.flatMap(ledger => ledger.metrics).filter(({ name }) => name === metric);
  const isSaid = defined.some(({ name, aliases }) => [name, ...aliases].some(word => word.length >= MIN_LENGTH && side.includes(word)));
  return more.length === 0 && isSaid ? metric : undefined;
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

const nothing = nothingNamed;

function isEmpty({ metrics, ledger, choice }: Subject): boolean {
  return metrics.length === 0 && ledger === null && choice.length === 0;
}

function inClause(clause: string, ledgers: readonly Ledger[], whole: string): Subject {
  const unit = askedUnit(clause);
  const named = namedLedger(clause, ledgers);
  const generic = genericWords(ledgers);
  const candidates = best(
    ledgers.flatMap(ledger => ledger.metrics.flatMap(metric => candidate({ metric, ledger }, { clause, unit, whole, generic }))),
  );
  const [first] = candidates;
  if (!first && !named) return ofSharedName(clause, ledgers) ?? bySpending(clause, ledgers);
  if (named && (!first || named.length > first.length)) return byLedger(named, { clause, unit, ledgers });
  if (!first) return nothing;
  const rate = first.metric.kind === 'rate' ? undefined : rateIn(clause, first.ledger);
  if (rate) return { ...nothing, metrics: [rate.name] };
  const object = first.metric.name === first.ledger.eventMetric ? objectIn(clause, first) : undefined;
  if (object) return { ...nothing, metrics: [object.name] };
  // 合同风险培训去了几个人: what is named best counts no people, what the training counts does.
  const event = unit === null || fitsUnit(first.metric, unit) ? undefined : namedLedgerOfUnit(clause, unit, ledgers);
  if (event) return byLedger(event, { clause, unit, ledgers });
  const close = candidates.filter(other => first.score - other.score <= CLOSE && other.length === first.length && !isBesideMain(other, candidates));
  const rivals = ofNamedLedger(close, clause);
  if (rivals.length > 1) return { ...nothing, choice: rivals.map(other => other.metric.name) };
  const holders = unit === '人' ? peopleCalled(first, clause, ledgers) : [];
  if (holders.length > 0) return { ...nothing, choice: [...holders, first.metric.name] };
  const meant = byUnit(rivals[0] ?? first, unit).name;
  return {
    ...nothing,
    metrics: [meant],
    beside: candidates.flatMap(({ metric, length }) => (length === first.length && metric.name !== meant ? [metric.name] : [])),
  };
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

/** The ledger that a clause names and that counts something in this unit. */
function namedLedgerOfUnit(clause: string, unit: string, ledgers: readonly Ledger[]): NamedLedger | undefined {
  return namedLedger(
    clause,
    ledgers.filter(({ metrics }) => metrics.some(metric => metric.kind !== 'rate' && fitsUnit(metric, unit))),
  );
}

/** 办结率: a name that many rates share names none of them, so the asker chooses. */
function ofSharedName(clause: string, ledgers: readonly Ledger[]): Subject | null {
  const isSaid = (word: string): boolean => word.length > MIN_LENGTH && word.endsWith('率') && clause.includes(word);
  const rates = ledgers.flatMap(ledger => ledger.metrics).filter(({ aliases, kind }) => kind === 'rate' && aliases.some(isSaid));
  const names = [...new Set(rates.map(({ name }) => name))];
  return names.length === 0 ? null : { ...nothing, choice: names };
}

/** 罚了多少钱, 争取了多少钱: what was done with the money names it by its first characters. */
function bySpending(clause: string, ledgers: readonly Ledger[]): Subject {
  const done = /([\p{Script=Han}]{1,2})了?(?:多少|几个?)钱/u.exec(clause)?.[1]?.replace(/了$/, '');
  if (done === undefined) return nothing;
  for (const word of [done, done.slice(-1)]) {
    const isMeant = ({ name, aliases, units }: MetricDefinition): boolean =>
      units.some(unit => unit.endsWith('元')) && [name, ...aliases].some(form => form.startsWith(word));
    const names = [...new Set(ledgers.flatMap(ledger => ledger.metrics.filter(isMeant)).map(metric => metric.name))];
    if (names.length === 1) return { ...nothing, metrics: names };
    if (names.length > 1) return { ...nothing, choice: names };
  }
  return nothing;
}

/** Of two figures of one ledger that fit alike, the one that the ledger is mainly about is meant. */
function isBesideMain(candidate: Candidate, all: readonly Candidate[]): boolean {
  const isMain = ({ ledger, metric }: Candidate): boolean => ledger.metrics[0] === metric || ledger.eventMetric === metric.name;
  return !isMain(candidate) && all.some(other => other.ledger === candidate.ledger && isMain(other) && other.length === candidate.length);
}

/** 今年培训了多少人: the words name the event, the unit another figure of its ledger. */
function byUnit({ metric, ledger, length }: Pick<Candidate, 'metric' | 'ledger' | 'length'>, unit: string | null): MetricDefinition {
  const fits = (each: MetricDefinition): boolean => unit === null || fitsUnit(each, unit);
  // 持证执法人员有几个: whatever is named in full is counted by 个, too.
  if (unit === '个' && length >= metric.name.length) return metric;
  return fits(metric) ? metric : (ledger.metrics.find(each => each.kind !== 'rate' && each.partOf === null && fits(each)) ?? metric);
}

interface CandidateContext {
  clause: string;
  unit: string | null;
  whole: string;
  generic: ReadonlySet<string>;
}

function candidate({ metric, ledger }: Pick<Candidate, 'metric' | 'ledger'>, { clause, unit, whole, generic }: CandidateContext): Candidate[] {
  const names = [metric.name, ...metric.aliases];
  const forms = names.filter(form => isNamedBy(form, clause, generic) || isNamedAround(form, clause));
  // The verb and its object say more than the object with whose it is: 收…问题, 企业问题.
  const length = Math.max(0, ...forms.map(form => form.length), ...names.map(form => namedApart(form, clause))) || likeness(metric.name, clause);
  if (length === 0) return [];
  const isUnit = unit === null ? 0 : metric.units.includes(unit) ? 10 : metric.units.some(each => sameUnit(each, unit)) ? 7 : -20;
  const exact = clause.includes(metric.name) ? 4 : 0;
  const context =
    shared(`${metric.name}`, whole) * 3 + (ledger.name.length > 1 && whole.includes(ledger.name) ? 3 : 0) + shared(ledger.name, whole) * 2;
  const isPart = metric.partOf === null && metric.kind !== 'rate' ? 1.5 : 0;
  return [{ metric, ledger, length, score: length * 10 + isUnit + exact + context + isPart }];
}

/** Where no name was said: 问题没解决 is most of 解决问题. Less than any word that was said. */
function likeness(name: string, clause: string): number {
  return name.length >= 4 && shared(name, clause) * 2 > name.length - 1 ? 1 : 0;
}

/** How many pairs of characters of `words` stand in `text`. */
function shared(words: string, text: string): number {
  let count = 0;
  for (let index = 0; index + 1 < words.length; index++) if (text.includes(words.slice(index, index + 2))) count++;
  return count;
}

/** Best first, one for each metric name; what does not fit the unit only where nothing else is named. */
function best(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.score - a.score);
  return sorted.filter((each, index) => sorted.findIndex(other => other.metric.name === each.metric.name) === index);
}

interface NamedLedger {
  ledger: Ledger;
  word: string;
  length: number;
}

function namedLedger(clause: string, ledgers: readonly Ledger[]): NamedLedger | undefined {
  const found = ledgers.flatMap(ledger => {
    const [word] = [ledger.name, ...ledger.keywords]
      .filter(form => form.length >= MIN_LENGTH && clause.includes(form))
      .sort((a, b) => b.length - a.length);
    return word === undefined ? [] : [{ ledger, word, length: word.length + (clause.includes(ledger.name) ? 0.5 : 0) }];
  });
  return found.sort((a, b) => b.length - a.length)[0];
}

/** Of each bureau's ledgers. */
const genericOf = new WeakMap<readonly Ledger[], ReadonlySet<string>>();

/** Words that name figures of many kinds (企业, 问题, 参加) name one only right behind 多少. */
function genericWords(ledgers: readonly Ledger[]): ReadonlySet<string> {
  const known = genericOf.get(ledgers);
  if (known) return known;
  const owners = new Map<string, Set<string>>();
  for (const metric of ledgers.flatMap(ledger => ledger.metrics)) {
    for (const alias of metric.aliases) owners.set(alias, (owners.get(alias) ?? new Set()).add(metric.name));
  }
  const generic = new Set([...owners].filter(([, names]) => names.size >= GENERIC_OWNERS).map(([alias]) => alias));
  genericOf.set(ledgers, generic);
  return generic;
}

function isNamedBy(form: string, clause: string, generic: ReadonlySet<string>): boolean {
  if (form.length < MIN_LENGTH || !clause.includes(form)) return false;
  return !generic.has(form) || new RegExp(`(?:多少|几).{0,4}${form}`).test(clause);
}

/** 跑了多少家企业 asks for 跑企业: the verb and its object with the question between them. */
function isNamedAround(form: string, clause: string): boolean {
  const closed = clause.replace(/[了过]?(?:多少|几)(?:[家户个条件项场次份]|家次)?的?(?=\p{Script=Han}{2})/u, '');
  return closed !== clause && form.length > MIN_LENGTH && !clause.includes(form) && closed.includes(form);
}

/** 收了企业多少条问题 asks for 收集问题: its verb, or the first character of it, its object behind the question. How much of the name was said. */
function namedApart(form: string, clause: string): number {
  if (form.length !== 4) return 0;
  const [verb, object] = [form.slice(0, 2), form.slice(2)];
  const [before = '', behind = ''] = clause.split(/(?:多少|几)(?:[家户个条件项场次份起笔]|家次)?的?(?=\p{Script=Han}{2})/u);
  if (!behind.startsWith(object)) return 0;
  if (before.includes(verb)) return form.length + 0.5;
  return new RegExp(`${verb[0]}(?:了|过|到|出)`).test(before) ? form.length + 0.5 : 0;
}

/** Named by its ledger: what else the clause names in it, else what stands for it, with its other figures told too. */
function byLedger(
  { ledger, word }: NamedLedger,
  { clause, unit, ledgers }: { clause: string; unit: string | null; ledgers: readonly Ledger[] },
): Subject {
  const rest = clause.replace(word, '');
  // 政企恳谈会解决问题多少: named in full, whichever ledger defines it.
  const inFull = ledgers.flatMap(each => each.metrics).find(({ name }) => name.length >= 4 && rest.includes(name));
  if (inFull) return { ...nothing, metrics: [inFull.name] };
  const undone = asksOtherwise.test(rest) ? doneTo(word, rest, ledgers) : [];
  if (undone.length > 0) return { ...nothing, choice: undone };
  const standing = standingOf(word, rest, ledgers);
  if (standing.length > 0 && standing.length <= FEW)
    return standing.length === 1 ? { ...nothing, metrics: standing } : { ...nothing, choice: standing };
  const [within] = best(ledger.metrics.flatMap(metric => candidate({ metric, ledger }, { clause: rest, unit, whole: rest, generic: new Set() })));
  if (within) return { ...nothing, metrics: [byUnit(within, unit).name] };
  const ofName = ledger.metrics.find(({ name, units }) => name === word && (unit === null || units.some(each => sameUnit(each, unit))));
  const metrics = ofName ? [ofName.name] : mainMetrics(ledger, unit);
  return { ...nothing, metrics, ledger: metrics[0] === ledger.name ? null : ledger, isVague: asksOtherwise.test(rest) };
}

/** 废止规范性文件, 拟废止规范性文件: what somebody counts of that being done to it. */
function doneTo(word: string, rest: string, ledgers: readonly Ledger[]): string[] {
  const verb = asksOtherwise.exec(rest)?.[0][0] ?? '';
  const isMeant = ({ name, kind }: MetricDefinition): boolean =>
    kind !== 'rate' && name.includes(verb) && shared(word, name) >= Math.max(1, word.length - 2);
  return [...new Set(ledgers.flatMap(ledger => ledger.metrics.filter(isMeant)).map(({ name }) => name))];
}

/** 规范性文件几件有效, 要废几件, 现在有多少: how many of what the word names stand so, whichever ledger keeps it. */
function standingOf(word: string, rest: string, ledgers: readonly Ledger[]): string[] {
  const levels = ledgers.flatMap(({ metrics }) => metrics.filter(({ name, kind }) => kind === 'level' && name.includes(word)));
  const state = /(?:有效|继续|现行|拟|要|打算|准备)([废改修])?/.exec(rest);
  const isMeant = ({ name, aliases }: MetricDefinition): boolean => {
    if (state === null) return false;
    if (state[1] !== undefined) return name.startsWith('拟') && name.includes(state[1]);
    return [name, ...aliases].some(form => form.includes(state[0]));
  };
  const meant = levels.filter(isMeant);
  const whole = levels.filter(({ partOf }) => partOf === null && /现在|目前|现有|手[上头]/.test(rest));
  return [...new Set((meant.length > 0 ? meant : whole).map(({ name }) => name))];
}

/** 规范性文件废了几件: a verb against what the ledger mainly counts. */
const asksOtherwise = /[废撤退停取拒驳缓欠漏输败掉][止销除消]?[了过](?:多少|几)/u;

/** What stands for a whole ledger: the metric of the unit asked for, else its event, else its first. */
function mainMetrics(ledger: Ledger, unit: string | null): string[] {
  const byUnit = unit === null ? undefined : ledger.metrics.find(metric => metric.kind !== 'rate' && metric.units.some(each => sameUnit(each, unit)));
  const main = byUnit?.name ?? ledger.eventMetric ?? ledger.metrics[0]?.name;
  return main === undefined ? [] : [main];
}
