import type { Bureau } from '../bureau/bureau.ts';
import type { MetricDefinition } from '../domain/ledger.ts';
import { accepts, type FigureContext, type MetricMatch } from './match-metric.ts';

/** Between what is counted and its number. */
const filler = /(?:（[^（）]*）|共计|合计|总计|累计|达到|共|已|达|为|约|近|了|的|[ ]|:|：)$/;
/** Right before what is counted: nothing that would make it something else, as 清理 in 清理拖欠账款 does. */
const leadIn =
  /(?:^|[，、；]|共|累计|总计|合计|我[局市区县]|全[局市区县]|今年|全年|年内|已|并|且|其中|人大|组织|开展|实际|现|现有|目前|保留|正在|制作|完成|承办|办理|编印|举办|召开|参加|为企业|帮助企业)$/;
/** What is compared, planned, averaged or only a share is no total of the year. */
const noTotal = /每|平均|人均|同比|环比|增长|增加|提高|提升|下降|减少|压减|较上|比上|较去|比去|计划|力争|争取|拟|公司|集团|《[^》]*$/;
const partOfYear = /[上下]半年|季度|\d{1,2}月|[一二三四五六七八九十]月|当[天日月]|首[批次]/;

function stripped(before: string): string {
  const shorter = before.replace(filler, '');
  return shorter === before ? before : stripped(shorter);
}

/** 走访***家企业, 收集企业困难和问题749个: verb and object apart, the number between or behind them. */
function standsApart(name: string, before: string, after: string): boolean {
  for (let cut = 2; cut <= name.length - 2; cut++) {
    const [verb, object] = [name.slice(0, cut), name.slice(cut)];
    if (before.endsWith(verb) && after.startsWith(object)) return leadIn.test(stripped(before.slice(0, -verb.length))) || isBare(before, verb);
    const at = before.lastIndexOf(verb);
    const between = at < 0 ? '' : before.slice(at + verb.length, -object.length);
    if (at >= 0 && before.endsWith(object) && between.length <= 8 && !/[、，了]/.test(between)) return leadIn.test(before.slice(0, at));
  }
  return false;
}

/** 千名干部挂千企共走访: 共 says that the whole is meant, whoever did it. */
function isBare(before: string, verb: string): boolean {
  return /(?:共|累计)$/.test(before.slice(0, -verb.length));
}

function standsBefore(name: string, before: string): boolean {
  return before.endsWith(name) && leadIn.test(before.slice(0, -name.length));
}

/** Whether these words mean only this metric among those that are counted in this unit. */
function isOnly(name: string, { metric, context, bureau }: Asked): boolean {
  const others = bureau.ledgers.flatMap(ledger => ledger.metrics).filter(one => one.name !== metric.name && accepts(one, context.unit));
  return !others.some(one => one.name === name || one.aliases.includes(name));
}

interface Asked {
  metric: MetricDefinition;
  context: FigureContext;
  bureau: Pick<Bureau, 'ledgers'>;
}

/** 人大议案、政协提案共计5件: the whole, by the names of its parts. */
function isSumOfParts({ metric, context, bureau }: Asked): boolean {
  if (!/(?:共计|合计|总计)$/.test(context.before)) return false;
  const parts = bureau.ledgers.flatMap(ledger => ledger.metrics).filter(one => one.partOf === metric.name);
  const before = stripped(context.before);
  return parts.filter(part => [part.name, ...part.aliases].some(name => name.length > 1 && before.includes(name))).length > 1;
}

/**
 * 确系同一指标 — whether the words around an old figure name this metric and nothing near it, for the whole of the report's time:
 * only then may this year's total take its place unasked. `sentence` is without the report's own period.
 */
export function isSurelyMeant(
  { metric, ledger }: MetricMatch,
  context: FigureContext,
  { sentence, bureau }: { sentence: string } & Pick<Asked, 'bureau'>,
): boolean {
  const { before: raw, after } = context;
  if (noTotal.test(raw) || partOfYear.test(sentence.replace(/《[^》]*》/g, ''))) return false;
  if (raw.includes('其中') && metric.partOf === null && metric.kind !== 'rate') return false;
  const asked = { metric, context, bureau };
  if (isSumOfParts(asked)) return true;
  const before = stripped(raw);
  // 报备率、及时率、规范率均达100% speaks of three at once.
  if (metric.kind === 'rate' && (/[率度][、和与及]/.test(raw) || /均$/.test(before))) return false;
  const goesOn = context.ledger === ledger.id;
  return [metric.name, ...metric.aliases].some(name => {
    if (name.length < 2 || !(name === metric.name || goesOn || isOnly(name, asked))) return false;
    return standsBefore(name, before) || (metric.kind !== 'rate' && name.length >= 4 && standsApart(name, before, after));
  });
}
