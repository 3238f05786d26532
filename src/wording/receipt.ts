import { dateOf, dayOf, monthOf, timeOf, yearOf } from '../domain/date.ts';
import { type Entry, type EntryContent, type EntryFlag, isAwaiting, type MetricReading, type NilReport } from '../domain/entry.ts';
import type { Button } from '../domain/message.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Shortfall } from '../domain/shortfall.ts';
import type { Instant } from '../lib/clock.ts';
import { entryLine, figureText, metricText, numbersText } from './entry-line.ts';

/** Where a head confirms. */
const awaitsHead = '科室负责人确认后计入合计。';
const confirmAgain = '改后的数要科室负责人确认后才计入合计。';

export const submittedChange = '填报';
export const withdrawnChange = '撤回';
export const restoredChange = '恢复';
export const distinctChange = '经确认不是重复，各计一次';
export const purgedText = '（已清除）';

/** 回执 — what was understood, what is uncertain, how to mend it. */
export function receipt(
  entries: readonly Entry[],
  { questions = [], shortfalls = [] }: { questions?: readonly string[]; shortfalls?: readonly Shortfall[] } = {},
): string {
  const [first] = entries;
  if (!first) return '这条里没有认出可登记的工作，没有登记。';
  const period = span(entries);
  const lines = entries.map(
    (entry, index) => `${index + 1}. ${entryLine(entry, period)}${entry.department === first.department ? '' : `（${entry.department}）`}`,
  );
  return [
    `**已记${entries.length}条**｜${first.department} ${formatPeriod(period, yearOf(dateOf(first.submittedAt)))}${isDayAssumed(entries) ? '（按发送日记）' : ''}`,
    ...lines,
    ...[...shortfalls.map(shortfallPoint), ...questions, ...openPoints(entries, questions.length > 0)]
      .slice(0, 3)
      .map(question => `> **待补**：${question}`),
    `${howToMend(entries)}编号${numbersText(entries)}。${entries.some(isAwaiting) ? awaitsHead : ''}`,
  ].join('\n');
}

/** 这条要记吗: it may be talk as well as a report. */
export function keepAsked(entries: readonly EntryContent[]): string {
  const lines = entries.map((entry, index) => `${index + 1}. ${entryLine(entry)}`);
  return ['**这条要记吗？**还没有登记。', ...lines, `要记回“${keepButton.label}”；不用记，不必回。`].join('\n');
}

export const keepButton: Button = { label: '记上', action: 'say', value: '记上' };

/** 记上, where nothing was asked. */
export const nothingAsked = '没有等您点头的内容，什么都没有登记。请把要记的再发一次，前面写“记：”，如“记：走访企业3家”。';

/** 一行回执 — in a busy group: how many, whose, when, the numbers; what is uncertain is still asked, the rest is there on request. */
export function shortReceipt(
  entries: readonly Entry[],
  { questions = [], shortfalls = [] }: { questions?: readonly string[]; shortfalls?: readonly Shortfall[] } = {},
): string {
  const [head = '', ...lines] = receipt(entries, { questions, shortfalls }).split('\n');
  if (entries.length === 0) return head;
  const asked = lines.filter(line => line.startsWith('> '));
  return [`${head}，编号${numbersText(entries)}。回“看回执”看明细。`, ...asked].join('\n');
}

/** 看回执, where there is none here yet. */
export const noReceiptHere = '您在这里还没有填报过。回“我本周报了什么”看在别处报的。';

/** 累计55家, where 60家 had been reported of the same days. */
function shortfallPoint({ position, metric, value, before, unit, number }: Shortfall): string {
  return `第${position}条累计${metric}${value}${unit}，比此前已报的${before}${unit}（${number}等）还少，请核对是哪个数不对。`;
}

/** Nobody said when it was, so the day of sending is taken; said in the head line, where a wrong one is seen. */
function isDayAssumed(entries: readonly EntryContent[]): boolean {
  return entries.some(entry => entry.flags.includes('date-inferred'));
}

function span(entries: readonly EntryContent[]): Period {
  const from = entries.reduce((least, entry) => (entry.period.from < least ? entry.period.from : least), '9999-12-31');
  const to = entries.reduce((most, entry) => (entry.period.to > most ? entry.period.to : most), '');
  return { from, to };
}

function howToMend(entries: readonly Entry[]): string {
  const figure = entries.flatMap((entry, index) =>
    entry.metrics.filter(metric => metric.value !== null && !metric.inferred).map(metric => ({ metric, index })),
  )[0];
  const example = figure ? `“第${figure.index + 1}条改成${(figure.metric.value ?? 0) + 1}${figure.metric.unit}”` : '';
  return `有误回${example}“撤回第${entries.length}条”。`;
}

/** 更正 was pressed: how a figure is told. `numbers` as the receipt gave them. */
export function pressedMend(numbers: string): string {
  return `要改${numbers}，直接回改成多少，如“第1条改成13家”；整条不要的，回“撤回第1条”。`;
}

/** What a person should still say or check, one sentence each; what the reading asks itself is not asked twice. */
function openPoints(entries: readonly Entry[], isAsked = false): string[] {
  return entries.flatMap((entry, index) => pointsOf(entry, { which: `第${index + 1}条`, isAsked }));
}

const flagPoints: Partial<Record<EntryFlag, (entry: Entry, which: string) => string>> = {
  'suspected-duplicate': duplicatePoint,
  'sum-mismatch': sumPoint,
};

function pointsOf(entry: Entry, { which, isAsked }: { which: string; isAsked: boolean }): string[] {
  const flags = entry.flags.filter(flag => !isAsked || flag === 'suspected-duplicate');
  const points = flags.flatMap(flag => flagPoints[flag]?.(entry, which) ?? []);
  if (isAsked) return points;
  const open = entry.metrics.filter(metric => metric.value === null).map(metric => unsettledPoint(metric, which));
  const rough = entry.flags.includes('to-follow-up') ? entry.metrics.filter(metric => metric.value !== null && metric.approximate !== null) : [];
  return [...points, ...open, ...rough.map(metric => followUpPoint(metric, which))];
}

function duplicatePoint(_entry: Entry, which: string): string {
  return `${which}与已登记的一条疑似同一件事，先只计一次。确属重复回“撤回${which}”；不是回“${which}不重复”。`;
}

function sumPoint(entry: Entry, which: string): string {
  const wrong = entry.checks.filter(check => !check.holds).map(check => check.text);
  return `${which}分项与合计对不上${wrong.length > 0 ? `（${wrong.join('；')}）` : ''}，请核对后改正。`;
}

function unsettledPoint(metric: MetricReading, which: string): string {
  return `${which}${metric.name}“${metric.raw}”没有确数，确认前不计入合计。回“${which}${metric.name}X${metric.unit}”。`;
}

function followUpPoint(metric: MetricReading, which: string): string {
  return `${which}${metric.name}实数多少？回“${which}${metric.name}X${metric.unit}”；不补按“${figureText(metric)}”记。`;
}

/** 已更正. */
export function corrected(entry: Entry, { which, drafts = [] }: { which: string; drafts?: readonly string[] }): string {
  const change = entry.history.at(-1);
  const staleLines = drafts.map(line => `> ${line}`);
  const again = isAwaiting(entry) ? [confirmAgain] : [];
  return [`**已更正**｜${which} ${emphasised(change?.what ?? '')}`, trace(change), ...again, ...staleLines].join('\n');
}

function emphasised(what: string): string {
  return what.replace(/ → ([^；]+)/g, ' → **$1**');
}

function trace(change: Entry['history'][number] | undefined): string {
  return change ? `${change.by.name}，${moment(change.at)}，原记录留痕可查。` : '原记录留痕可查。';
}

function moment(at: Instant): string {
  const day = dateOf(at);
  return `${monthOf(day)}月${dayOf(day)}日${timeOf(at)}`;
}

/** 已撤回. */
export function withdrawn(entry: Entry): string {
  return `**已撤回**｜${entry.number} ${entryLine(entry)}\n不再计入合计，原记录留痕可查。回“恢复${entry.number}”可恢复。`;
}

/** 已清除; never repeats what it was. */
export function purged(number: string): string {
  return `**已清除**｜${number}的内容及由它得出的数据、初稿句子都已删除，只留下一条不含内容的处理记录。\n群里的原消息请自行撤回；自动备份在下次备份时更新，另存到别处的备份请管理员删除。`;
}

/** To editors and 保密员: that something was purged, never what. */
export function purgeNotice({ number, by }: { number: string; by: string }): string {
  return `**清除记录**｜${by}清除了${number}，内容和由它得出的数据都已删除；用到它的初稿句子也删了，请重新汇编后核对。`;
}

/** 已恢复. */
export function restored(entry: Entry): string {
  return `**已恢复**｜${entry.number} ${entryLine(entry)}\n重新计入合计。`;
}

/** 进展已更新. */
export function progressUpdated(entry: Entry): string {
  return `**已更新**｜${entry.number} ${entry.summary}\n${entry.history.at(-1)?.what ?? ''}。`;
}

/** 不是重复. */
export function distinctConfirmed(entry: Entry): string {
  return `**已确认**｜${entry.number}不是重复，今后各计一次。`;
}

/** 零报告的回执. */
export function nilReceipt(reports: readonly NilReport[]): string {
  const [first] = reports;
  if (!first) return '没有认出是哪个科室，没有登记。请说“某某科本周没有”。';
  const departments = reports.map(report => report.department).join('、');
  return [
    `**已记**｜${departments}${formatPeriod(first.period, yearOf(dateOf(first.submittedAt)))}无新增事项，本周不再提醒。`,
    '以后想起来的，直接补一句即可，按实际发生的日期计入。',
  ].join('\n');
}

/** 零报告已撤回. */
export function nilWithdrawn(reports: readonly NilReport[]): string {
  const [first] = reports;
  const departments = reports.map(report => report.department).join('、');
  return first ? `**已撤回**｜${departments}${formatPeriod(first.period, yearOf(dateOf(first.submittedAt)))}的“无”不算了，有事直接报。` : noTarget;
}

/** 我报了什么. */
export function myReport(entries: readonly Entry[], { name, period }: { name: string; period: Period }): string {
  const when = formatPeriod(period, yearOf(period.to));
  if (entries.length === 0) return `${name}，${when}您还没有记录。\n有事直接报一句，没有回“本周没有”。`;
  const lines = entries.map(entry => `${entry.number} ${entryLine(entry, period)}${statusText(entry)}`);
  return [`**${name} ${when}共${entries.length}条**`, ...lines.map(line => `- ${line}`), '要改回“编号＋改成…”，如“1120-3改成13家”。'].join('\n');
}

function statusText(entry: Entry): string {
  if (entry.status === 'withdrawn') return '（已撤回）';
  if (entry.status === 'returned') return '（已退回）';
  if (isAwaiting(entry)) return '（待确认）';
  const changes = entry.history.filter(change => change.action === 'correct').length;
  return changes > 0 ? `（更正过${changes}次）` : '';
}

/** Several entries fit: the sender chooses by number. */
export function ambiguousTarget(candidates: readonly Entry[]): string {
  const [first] = candidates;
  const lines = candidates.slice(0, 6).map(entry => `- ${entry.number} ${entryLine(entry)}（${entry.reporter.name}）`);
  const more = candidates.length > 6 ? [`- 还有${candidates.length - 6}条`] : [];
  return [
    '**您说的是哪一条？**还没有改动。',
    ...lines,
    ...more,
    `请带上编号再说一次，如“${first?.number ?? '1120-1'}改成13家”“撤回${first?.number ?? '1120-1'}”。`,
  ].join('\n');
}

/** Nothing fits. */
export const noTarget = '没有找到您说的那一条，什么都没有改。\n请带上编号，如“1120-3改成13家”；回“我本周报了什么”看编号。';

/** What differs between two states of an entry, in plain words, one piece for each change. */
export function changeOf(before: EntryContent, after: EntryContent): string[] {
  return [
    ...metricChanges(before.metrics, after.metrics),
    ...(before.period.from === after.period.from && before.period.to === after.period.to
      ? []
      : [`日期：${formatPeriod(before.period, yearOf(after.period.to))} → ${formatPeriod(after.period, yearOf(after.period.to))}`]),
    ...(before.department === after.department ? [] : [`科室：${before.department} → ${after.department}`]),
    ...(before.progress === after.progress ? [] : [progressChange(before.progress, after.progress)]),
  ];
}

function metricChanges(before: readonly MetricReading[], after: readonly MetricReading[]): string[] {
  return after.flatMap((metric, index) => {
    const old = before[index];
    if (!old) return [`补报${metricText(metric)}`];
    return figureText(old) === figureText(metric) && old.kind === metric.kind ? [] : [`${metric.name}：${figureText(old)} → ${figureText(metric)}`];
  });
}

export function progressChange(before: string | null, after: string | null): string {
  return before === null ? `进展：${after ?? '未填'}` : `进展：${before} → ${after ?? '未填'}`;
}

export function refusedReport(name: string): string {
  return `${name}，您的角色不能填报，这条没有登记。请由科室同事或联络员来报。`;
}

export function refusedChange(entry: Pick<Entry, 'number' | 'reporter' | 'department'>): string {
  return `${entry.number}是${entry.department}${entry.reporter.name}报的，您不能改，什么都没有动。请由本人、${entry.department}联络员或编辑来改。`;
}

export function refusedPurge(entry: Pick<Entry, 'number' | 'reporter'>): string {
  return `${entry.number}是${entry.reporter.name}报的，只有本人和保密员能清除，什么都没有动。内容有误可以撤回。`;
}

export function withdrawnCannotChange(number: string): string {
  return `${number}已经撤回，不能再改。要继续用它，先回“恢复${number}”。`;
}

export function alreadyWithdrawn(number: string): string {
  return `${number}之前已经撤回了，不用再撤。`;
}

export function notWithdrawn(number: string): string {
  return `${number}没有被撤回，不用恢复。`;
}

export function nothingToCorrect(entry: Entry): string {
  return `${entry.number}本来就是“${entryLine(entry)}”，没有改动。`;
}

/** 多报了5家, where only 3家 stand; 少报了2人 of 若干人. */
export function cannotShift({ number }: Pick<Entry, 'number'>, metric: MetricReading, sign: '加' | '减'): string {
  return `${number}里是${metricText(metric)}，没法再${sign}，什么都没有动。请直接说改成多少，如“${number}${metric.name}改成13${metric.unit}”。`;
}

/** 改成3000 of 2万元: 元 or 万元? */
export function unclearMoney({ number }: Pick<Entry, 'number'>, metric: MetricReading, now: { value: number | null }): string {
  const other = metric.unit === '元' ? '万元' : '元';
  return `${number}里是${metricText(metric)}，${now.value}没有说单位，和原来差得远，什么都没有动。请带上单位，如“${number}${metric.name}改成${now.value}${other}”。`;
}

export function unclearMetric(entry: Pick<Entry, 'number' | 'metrics'>): string {
  const [first] = entry.metrics;
  if (!first) return `${entry.number}里没有数字可改，什么都没有动。要补一个数，请带上指标名，如“${entry.number}走访企业13家”。`;
  const names = entry.metrics.map(metric => metricText(metric)).join('、');
  return `${entry.number}里有${names}，没看出要改哪一个，什么都没有动。请带上名称，如“${entry.number}${first.name}改成${(first.value ?? 0) + 1}${first.unit}”。`;
}
