import { counts, type Entry } from '../../domain/entry.ts';
import type { Period } from '../../domain/period.ts';
import { detailList } from '../../wording/explanation.ts';
import { approximateTitle, kindsAnswer, listTitle } from '../../wording/figures.ts';
import { fewerOccasions, reportedOnceAnswer } from '../../wording/occasion.ts';
import { reportedAnswer } from '../../wording/reported.ts';
import { periodText, totalPhrase } from '../../wording/total-phrase.ts';
import { definitionOf } from '../metric-definition.ts';
import { nthOf } from '../occasions.ts';
import { openEntries } from '../remaining.ts';
import { compare } from '../report-line.ts';
import { reportedBy } from '../reported.ts';
import type { Answered, Desk } from './desk.ts';

/** 明细 are the entries behind the figure; a list takes everything of the ledger. */
export function list(desk: Desk): Answered {
  const { form, metrics, department } = desk.question;
  const { ledger, scope } = desk;
  if (metrics.length === 0 && ledger === null) return listAll(desk);
  const totals = metrics.map(metric => desk.total(metric));
  const used = new Set(totals.flatMap(total => total.entries));
  // 转办的问题有哪些: of a part only the records that tell it.
  const wholes = metrics.flatMap(metric => definitionOf(desk.context.bureau, metric) ?? []).filter(({ definition }) => definition.partOf === null);
  const ledgers = ledger ? [ledger.id] : wholes.map(defined => defined.ledger.id);
  const isMeant = (entry: Entry): boolean => used.has(entry.id) || (form !== 'detail' && ledgers.includes(entry.ledger ?? '-'));
  const entries = desk
    .inPeriod()
    .filter(entry => counts(entry) && isMeant(entry))
    .sort(byPeriodStart);
  if (entries.length === 0 && totals.length > 0) return { text: totals.map(total => desk.nothing(total)).join('\n\n'), totals };
  const head = totals.filter(total => total.quantity !== null).map(total => totalPhrase(total, { scope, asOf: null }));
  const title = `${periodText(scope)}${department ?? ''}${head.join('，') || metrics.join('、')}`;
  return { text: detailList(title, entries), totals };
}

/** 明细 of an answer without one figure: open matters, the reports of a 科室, everything of a period. */
function listAll(desk: Desk): Answered {
  const { about, followed } = desk.context;
  const all = desk.counted();
  const entries = about === 'open' ? openEntries(all, []).filter(entry => !followed?.has(entry.id)) : all;
  return { text: detailList(listTitle(desk.scope, about), entries.sort(byPeriodStart)), totals: [] };
}

/** 哪些数是概数 — entries with a figure that was not told exactly. */
export function approximate(desk: Desk): Answered {
  const asked = desk.question.metrics;
  const isMeant = (name: string): boolean => asked.length === 0 || asked.includes(name);
  const entries = desk.counted().filter(({ metrics }) => metrics.some(metric => metric.approximate !== null && isMeant(metric.name)));
  return { text: detailList(approximateTitle(desk.scope, asked), entries.sort(byPeriodStart)), totals: [] };
}

/** 企业反映最多的是什么问题 — nobody counts by kind; the records that say what it was about. */
export function kinds(desk: Desk): Answered {
  const { metrics } = desk.question;
  const { ledgers } = desk.context.bureau;
  const tells = ledgers.filter(({ eventMetric }) => eventMetric !== null && metrics.includes(eventMetric)).map(({ id }) => id);
  const isTold = (entry: Entry): boolean =>
    tells.includes(entry.ledger ?? '-') ||
    entry.metrics.some(
      ({ name, inferred, isNew }) => (metrics.includes(name) && inferred) || (isNew && metrics.some(metric => sharesWord(metric, name))),
    );
  const told = desk.counted().filter(isTold).sort(byPeriodStart);
  return { text: kindsAnswer(metrics, told.slice(-MOST_KINDS), desk.scope), totals: [] };
}

const MOST_KINDS = 6;

/** 转办—住建 tells more of 转办问题. */
function sharesWord(metric: string, name: string): boolean {
  return name.includes('—') && metric.slice(-2) !== name.slice(-2);
}

/** 报了哪些 — somebody's or some 科室's reports as such. */
export function reported(desk: Desk): Answered {
  const { department, reporter, nth } = desk.question;
  if (nth !== undefined && (department !== null || reporter !== null)) return reportedOnce(desk, nth);
  const all = reportedBy(desk.context.entries, { ...desk.question, ...desk.request });
  const missing = department === null || reporter !== null ? [] : gapsOf(desk, department);
  return { text: reportedAnswer(all, { scope: desk.scope, missing, isListed: desk.context.isListed }), totals: [] };
}

/** 林晓最后一次报的啥 — the nth of the reports of a person or a 科室, by the day of report. */
function reportedOnce(desk: Desk, nth: number): Answered {
  const { department, reporter } = desk.question;
  const all = desk.counted().sort((a, b) => a.submittedAt - b.submittedAt);
  const told = { name: `${reporter ?? department ?? ''}填报`, of: all.length };
  const found = nthOf(all, nth);
  const scope = { ...desk.scope, department: null, reporter: null };
  return { text: found ? reportedOnceAnswer(found, { nth, ...told }, scope) : fewerOccasions(nth, told, scope), totals: [] };
}

/** What one 科室 reports period after period in its own ledgers, and has not for some of it. */
function gapsOf(desk: Desk, department: string): { metric: string; department: string; period: Period }[] {
  const ledgers = desk.context.bureau.ledgers.filter(ledger => ledger.departments.includes(department));
  const metrics = [...new Set(ledgers.flatMap(ledger => ledger.metrics.map(metric => metric.name)))];
  return metrics.flatMap(metric =>
    desk
      .total(metric)
      .missing.filter(gap => gap.department === department)
      .map(gap => ({ metric, ...gap })),
  );
}

function byPeriodStart(a: Entry, b: Entry): number {
  return compare(a.period.from, b.period.from);
}
