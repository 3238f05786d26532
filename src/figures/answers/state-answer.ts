import type { Ledger } from '../../domain/ledger.ts';
import type { Total } from '../../domain/total.ts';
import { consistencyAnswer } from '../../wording/consistency.ts';
import { overviewAnswer } from '../../wording/overview.ts';
import { openItemsAnswer, remainingAnswer, remainingLines } from '../../wording/remaining.ts';
import { periodText } from '../../wording/total-phrase.ts';
import { inconsistenciesOf } from '../consistency.ts';
import { definitionOf } from '../metric-definition.ts';
import { overviewOf } from '../overview.ts';
import { openEntries, type Remaining, remainingOf } from '../remaining.ts';
import type { Answered, Desk } from './desk.ts';

/** 干了什么 — the work of a 科室, a ledger or the bureau in one screen. */
export function overview(desk: Desk): Answered {
  const { metrics, department, reporter } = desk.question;
  const { bureau, entries } = desk.context;
  const named = metrics.flatMap(metric => definitionOf(bureau, metric)?.ledger ?? []);
  const about = desk.ledger ? [desk.ledger] : named.filter((ledger, index) => named.indexOf(ledger) === index);
  const isWhole = about.length === 0;
  const items = overviewOf(entries, { ...desk.request, ...(isWhole ? {} : { ledgers: about }) });
  const title = `${department ?? ''}${reporter ?? ''}${periodText(desk.scope)}${isWhole ? '的工作' : about.map(({ name }) => name).join('、')}`;
  const totals = items.flatMap(item => item.totals);
  const text = overviewAnswer(items, { title, scope: desk.scope, missing: isWhole ? [] : gapsIn(totals) });
  return { text: isWhole ? text : [text, ...remainingText(desk, about)].join('\n'), totals, isEmpty: items.length === 0 };
}

/** Each gap once, whichever figures it shows in. */
function gapsIn(totals: readonly Total[]): Total['missing'] {
  const all = totals.flatMap(total => total.missing);
  return all.filter((gap, index) => all.findIndex(each => each.department === gap.department && each.period.from === gap.period.from) === index);
}

function remaining(desk: Desk, ledgers?: readonly Ledger[]): Remaining[] {
  return remainingOf(desk.context.entries, desk.request, ledgers);
}

function remainingText(desk: Desk, ledgers: readonly Ledger[]): string[] {
  return remaining(desk, ledgers).flatMap(({ ledger, ...rest }) =>
    remainingLines({ name: ledger.name, departments: ledger.departments, ...rest }, desk.scope),
  );
}

/** Records that say how things stand, where no remainder can be counted. */
const MOST_TOLD = 5;

/** 还剩多少. */
export function outstanding(desk: Desk): Answered {
  const { bureau } = desk.context;
  const named = desk.question.metrics.flatMap(metric => bureau.ledgers.filter(ledger => ledger.metrics.some(each => each.name === metric)));
  const ledgers = desk.ledger ? [desk.ledger] : named.slice(0, 1);
  const lines = remainingText(desk, ledgers);
  const ids = ledgers.map(({ id }) => id);
  const told = lines.length > 0 ? [] : desk.counted().filter(({ ledger }) => ledger !== null && ids.includes(ledger));
  const title = `${ledgers.map(ledger => ledger.name).join('、')}还没办完的`;
  return { text: remainingAnswer(title, lines, told.slice(-MOST_TOLD)), totals: [], isNothing: lines.length === 0 };
}

/** 还没办完的. */
export function open(desk: Desk): Answered {
  const all = remaining(desk);
  const settled = all
    .filter(({ differences }) => differences.length > 0 && differences.every(each => each.value === 0))
    .map(({ ledger }) => ledger.id);
  const unfollowed = desk.inPeriod().filter(entry => !desk.context.followed?.has(entry.id));
  return {
    text: openItemsAnswer(
      all.flatMap(each => openLine(desk, each)),
      openEntries(unfollowed, settled),
      desk.scope,
    ),
    totals: [],
  };
}

/** What of a ledger is more than nothing; none where everything is done. */
function openLine(desk: Desk, { ledger, done, ...found }: Remaining): string[] {
  const differences = found.differences.filter(each => each.value > 0);
  const levels = found.levels.filter(level => (level.quantity?.value ?? 0) > 0);
  if (differences.length + levels.length === 0) return [];
  return [remainingLines({ name: ledger.name, departments: ledger.departments, differences, levels, done }, desk.scope).join('；')];
}

/** 对不上的. */
export function consistency(desk: Desk): Answered {
  return { text: consistencyAnswer(inconsistenciesOf(desk.inPeriod(), desk.request)), totals: [] };
}
