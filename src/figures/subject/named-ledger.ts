import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import { sameUnit } from '../../ledgers/find-metric.ts';
import { fitsUnit } from './asked-unit.ts';
import { best, byUnit, candidate } from './candidates.ts';
import { MIN_LENGTH, shared } from './said-name.ts';
import { FEW, nothingNamed, type Subject } from './subject.ts';

/** A ledger and the longest of its words that was said. */
export interface NamedLedger {
  ledger: Ledger;
  word: string;
  length: number;
}

/** The ledger that a clause says most of. */
export function namedLedger(clause: string, ledgers: readonly Ledger[]): NamedLedger | undefined {
  const found = ledgers.flatMap(ledger => {
    const [word] = [ledger.name, ...ledger.keywords]
      .filter(form => form.length >= MIN_LENGTH && clause.includes(form))
      .sort((a, b) => b.length - a.length);
    return word === undefined ? [] : [{ ledger, word, length: word.length + (clause.includes(ledger.name) ? 0.5 : 0) }];
  });
  return found.sort((a, b) => b.length - a.length)[0];
}

/** The ledger that a clause names and that counts something in this unit. */
export function namedLedgerOfUnit(clause: string, unit: string, ledgers: readonly Ledger[]): NamedLedger | undefined {
  return namedLedger(
    clause,
    ledgers.filter(({ metrics }) => metrics.some(metric => metric.kind !== 'rate' && fitsUnit(metric, unit))),
  );
}

/** Named by its ledger: what else the clause names in it, else what stands for it, with its other figures told too. */
export function byLedger(
  { ledger, word }: NamedLedger,
  { clause, unit, ledgers }: { clause: string; unit: string | null; ledgers: readonly Ledger[] },
): Subject {
  const rest = clause.replace(word, '');
  // 政企恳谈会解决问题多少: named in full, whichever ledger defines it.
  const inFull = ledgers.flatMap(each => each.metrics).find(({ name }) => name.length >= 4 && rest.includes(name));
  if (inFull) return { ...nothingNamed, metrics: [inFull.name] };
  const undone = asksOtherwise.test(rest) ? doneTo(word, rest, ledgers) : [];
  if (undone.length > 0) return { ...nothingNamed, choice: undone };
  const standing = standingOf(word, rest, ledgers);
  if (standing.length > 0 && standing.length <= FEW)
    return standing.length === 1 ? { ...nothingNamed, metrics: standing } : { ...nothingNamed, choice: standing };
  const [within] = best(ledger.metrics.flatMap(metric => candidate({ metric, ledger }, { clause: rest, unit, whole: rest, generic: new Set() })));
  if (within) return { ...nothingNamed, metrics: [byUnit(within, unit).name] };
  const ofName = ledger.metrics.find(({ name, units }) => name === word && (unit === null || units.some(each => sameUnit(each, unit))));
  const metrics = ofName ? [ofName.name] : mainMetrics(ledger, unit);
  return { ...nothingNamed, metrics, ledger: metrics[0] === ledger.name ? null : ledger, isVague: asksOtherwise.test(rest) };
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
