import { dateOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod } from '../domain/period.ts';
import type { SettledLine, Total } from '../domain/total.ts';
import { lateMark } from './closing.ts';
import { figureText, numbersText } from './entry-line.ts';
import { evidenceMark } from './evidence.ts';
import {
  asOfText,
  formatTotal,
  inOwnWords,
  intervalText,
  limited,
  monthDay,
  privateLine,
  type Scope,
  scopeText,
  totalPhrase,
} from './total-phrase.ts';

/** 怎么算的 — line by line: what was added, what was covered, what was left out and why. */
export function explanation(total: Total, scope: Scope, corrections: readonly string[] = []): string {
  const year = yearOf(scope.today);
  if (total.rate) return [`**${headlinePlain(total, scope)}**`, ...rateLines(total, scope)].join('\n');
  const of = (...verdicts: SettledLine['verdict'][]): SettledLine[] => total.lines.filter(line => verdicts.includes(line.verdict));
  return [
    `**${headlinePlain(total, scope)}**`,
    ...limited(of('counted').map(line => `＋ ${sourceText(line, year)}`)),
    ...limited(corrections.map(line => `· 更正过：${line}`)),
    ...limited(of('subtracted').map(line => `－ ${sourceText(line, year)}（减去期前累计）`)),
    ...limited(of('covered').map(line => `· 不重复加：${sourceText(line, year)}，已含在${line.by}里`)),
    ...limited(of('duplicate').map(line => `· 疑似重复：${sourceText(line, year)}，与${line.by}只计一次`)),
    ...limited(of('superseded').map(line => `· 以新报的为准：${sourceText(line, year)}，见${line.by}`)),
    ...limited(of('conflict').map(line => `· 时段与${line.by}交叉，未计入：${sourceText(line, year)}，请核对`)),
    ...limited(of('straddles').map(line => `· 跨期，未计入：${sourceText(line, year)}`)),
    ...limited(of('awaiting').map(line => `· 待科室负责人确认，未计入：${sourceText(line, year)}`)),
    ...limited(of('unconfirmed').map(line => `· 没有确数，未计入：${sourceText(line, year)}`)),
    ...limited(of('other-unit', 'other-kind').map(line => `· 单位或性质不同，未计入：${sourceText(line, year)}`)),
    total.mixedUnits.length > 0 ? `· ${total.mixedUnits.join('、')}混报，相加后按${total.quantity?.unit ?? ''}计，未去重` : '',
    ...total.missing.map(({ department, period }) => `· 缺报：${department}${formatPeriod(period, year)}`),
  ]
    .filter(line => line !== '')
    .join('\n');
}

function headlinePlain(total: Total, scope: Scope): string {
  return total.quantity
    ? `${scopeText(scope)}${total.metric}${formatTotal(total)}是这样算的（${asOfText(total, scope)}）`
    : `${scopeText(scope)}没有可计入的“${total.metric}”`;
}

function rateLines({ rate }: Total, scope: Scope): string[] {
  if (!rate) return [];
  const { numerator, denominator } = rate;
  return [
    `分子：${totalPhrase(numerator, { scope, asOf: null })}`,
    `分母：${totalPhrase(denominator, { scope, asOf: null })}`,
    '由分子分母重算，不取各期比率的平均。',
  ];
}

/** Occasions without this figure. */
export function untoldLine(metric: string, entries: readonly Entry[]): string {
  const numbers = numbersText(entries.slice(0, 4));
  return `> 另有${entries.length}条记录没报“${metric}”〔${numbers}${entries.length > 4 ? '等' : ''}〕，不在内，不等于0。`;
}

/** Taken back, and whether as a duplicate. */
export function withdrawnLines(entries: readonly Entry[], metric: string): string[] {
  return limited(
    entries.map(({ number, department, reporter, period, metrics, flags }) => {
      const own = metrics.filter(({ name }) => name === metric).map(figureText);
      const why = flags.includes('suspected-duplicate') ? '（重复登记）' : '';
      return `· 已撤回，未计入：${formatPeriod(period, yearOf(period.to))}${own.join('、')}（${number} ${department}${reporter.name}）${why}`;
    }),
  );
}

function sourceText(line: SettledLine, year: number): string {
  return `${intervalText(line, year)}${figureText(line.quantity)}（${line.number} ${line.department}${line.formerly ? `（原${line.formerly}）` : ''}${line.reporter}，${monthDay(dateOf(line.submittedAt))}报）`;
}

/** The one record behind a figure; in its own words where more was asked than the figure. */
export function onlyRecordLine(entry: Entry, { isMoreAsked = false } = {}): string {
  return `> 出自${entry.number}：${isMoreAsked ? inOwnWords(entry) : privateLine(entry)}${stateText(entry)}（${entry.department}${entry.reporter.name}，${monthDay(dateOf(entry.submittedAt))}报）`;
}

/** ，复查合格（6月5日何强更新）: how the matter stands, and who said so later on. */
function stateText({ progress, history }: Entry): string {
  if (progress === null) return '';
  const last = history.filter(({ action }) => action === 'update').at(-1);
  return `，办理情况：${progress}${last ? `（${monthDay(dateOf(last.at))}${last.by.name}更新）` : ''}`;
}

/** 其中技改项目1个，总投资1.2亿元: of which the money is. */
function scopeDoubt({ flags, metrics }: Entry): string {
  const money = flags.includes('scope-ambiguous') ? metrics.find(({ unit }) => unit.endsWith('元')) : undefined;
  return money === undefined ? '' : `，${figureText(money)}指全部还是其中一项没有写明`;
}

/** ，更正：参训企业：50余家 → 53家（7月14日林晓）. */
function changesText({ history }: Entry): string {
  const corrected = history.filter(({ action }) => action === 'correct');
  return corrected.map(({ what, at, by }) => `，更正：${what}（${monthDay(dateOf(at))}${by.name}）`).join('');
}

/** 明细 — the entries themselves, with number, reporter and day of report. */
export function detailList(
  title: string,
  entries: readonly Entry[],
  { isWhoSaid = true, isStateSaid = false, areChangesSaid = false }: { isWhoSaid?: boolean; isStateSaid?: boolean; areChangesSaid?: boolean } = {},
): string {
  if (entries.length === 0) return `**${title}**\n没有记录。`;
  const lines = entries.map(
    entry =>
      `${entry.number} ${privateLine(entry)}${isStateSaid ? `${stateText(entry)}${scopeDoubt(entry)}` : ''}${areChangesSaid ? changesText(entry) : ''}${entry.supplement ? lateMark : ''}${evidenceMark(entry.evidence)}${isWhoSaid ? `（${entry.department}${entry.reporter.name}，${monthDay(dateOf(entry.submittedAt))}报）` : ''}`,
  );
  const shown = lines.slice(0, 20).map((line, index) => `${index + 1}. ${line}`);
  return [`**${title}**`, ...shown, lines.length > 20 ? `还有${lines.length - 20}条，请缩小时间或科室。` : ''].filter(line => line !== '').join('\n');
}
