import { dateOf, type LocalDate, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { NameDecision, NameStep } from '../domain/name-decision.ts';
import { dayPeriod, formatPeriod } from '../domain/period.ts';
import type { MetricKind } from '../domain/quantity.ts';
import type { Total } from '../domain/total.ts';
import type { Instant } from '../lib/clock.ts';
import { numbersText } from './entry-line.ts';
import { formatTotal } from './total-phrase.ts';

interface NameText {
  name: string;
  units: readonly string[];
  kind: MetricKind;
}

export const kindWords: Record<MetricKind, string> = { increment: '增量', cumulative: '累计', level: '存量', rate: '比率' };

function day(at: Instant, now: Instant): string {
  return formatPeriod(dayPeriod(dateOf(at)), yearOf(dateOf(now)));
}

function quoted(names: readonly string[]): string {
  return names.map(name => `“${name}”`).join('、');
}

function some(entries: readonly Pick<Entry, 'number'>[]): string {
  return `${entries.length}条〔${numbersText(entries.slice(-3))}${entries.length > 3 ? '等' : ''}〕`;
}

/** 巡河 is counted as 河道巡查 from now on: what that changes, and how to take it back. */
export function nameJoined({
  name,
  into,
  root,
  entries,
  before,
  after,
  otherUnits,
  twins,
}: {
  name: string;
  into: string;
  root: string;
  entries: readonly Pick<Entry, 'number'>[];
  before: Total;
  after: Total;
  otherUnits: readonly string[];
  twins: readonly (readonly Pick<Entry, 'number'>[])[];
}): string {
  const chain = root === into ? '' : `（“${into}”早已并入“${root}”）`;
  const moved =
    before.quantity && after.quantity && formatTotal(before) !== formatTotal(after)
      ? `今年${root}由${formatTotal(before)}变为${formatTotal(after)}。`
      : after.quantity
        ? `今年${root}共${formatTotal(after)}。`
        : '';
  return [
    `**已并入**｜“${name}”计在“${root}”里${chain}`,
    `${entries.length > 0 ? `以前报的${some(entries)}一并计入，原记录不改；` : ''}以后报“${name}”的直接记作“${root}”。${moved}`,
    ...(after.conflicts.length > before.conflicts.length
      ? [`> 时段交叉或前后说法不同，没有相加：〔${numbersText(after.conflicts.slice(0, 4))}〕，请核对，回“怎么算的”看。`]
      : []),
    ...twins.slice(0, 3).map(pair => `> ${pair.map(({ number }) => number).join('和')}日期、数目都一样，要是同一件事，撤回其中一条。`),
    ...(otherUnits.length > 0 ? [`> 按${otherUnits.map(unit => `“${unit}”`).join('、')}报的单位不同，仍单独计。`] : []),
    `> 再有人问起报过的数，会说明是并入的原因。不对就回“${name}单独计”。`,
  ].join('\n');
}

/** 巡河 stands by itself again, or is held apart from what it never counted as. */
export function nameParted({ name, from, root, apart }: { name: string; from: string | null; root: string; apart: readonly string[] }): string {
  const stands = root === name ? '单独计' : `仍计在“${root}”里`;
  return [
    `**已分开**｜${from === null ? `“${name}”${stands}` : `“${name}”从“${from}”里分出来，单独计`}`,
    ...(from === null ? [] : ['并入期间报的也按原来的叫法算；并过的记录留痕可查。']),
    ...(apart.length > 0 ? [`> 以后不会再把它和${quoted(apart)}当成一回事。`] : []),
  ].join('\n');
}

/** 巡河 is a metric of its ledger. */
export function nameAdopted(
  { name, units, kind }: NameText,
  { ledger, entries }: { ledger: string; entries: readonly Pick<Entry, 'number'>[] },
): string {
  return [
    `**已列为指标**｜${ledger}：${name}（${units.join('、')}，${kindWords[kind]}）`,
    `${entries.length > 0 ? `以前报的${some(entries)}一并计入；` : ''}以后同台账里别的指标一样认、一样列表、缺报、进初稿。`,
    `> 换种说法报的，回“……算${name}”。不要了回“取消${name}这个指标”。`,
  ].join('\n');
}

export function nameDropped(name: string): string {
  return `**已取消**｜“${name}”不再列为指标，报的数仍按原话记下、单独计。`;
}

/** 巡河列为指标, where its reports do not tell in which ledger. */
export function whichLedger(name: string, ledgers: readonly string[]): string {
  return `“${name}”列入哪个台账？还没有动。\n回“${name}列入${ledgers[0] ?? '××'}台账”；相近的台账：${fewOf(ledgers)}。`;
}

export function noSuchLedger(said: string, ledgers: readonly string[]): string {
  return `没有叫“${said}”的台账，什么都没有动。相近的台账：${fewOf(ledgers)}。`;
}

/** A screen's worth of ledgers. */
function fewOf(ledgers: readonly string[]): string {
  return `${ledgers.slice(0, 8).join('、')}${ledgers.length > 8 ? `等${ledgers.length}个` : ''}`;
}

export function listedAlready(name: string, ledger: string): string {
  return `“${name}”已经是“${ledger}”台账的指标，不用再列。`;
}

export function adoptRoot(name: string, root: string): string {
  return `“${name}”已并入“${root}”，计在一起。要列为指标，回“${root}列为指标”；要单独列，先回“${name}单独计”。`;
}

export function notAdopted(name: string, isListed: boolean): string {
  return isListed ? `“${name}”是台账文件里列的指标，在群里取消不了，请管理员改台账文件。` : `“${name}”没有列为指标，不用取消。`;
}

/** A metric of the files cannot be counted as another. */
export function listedStays(name: string, into: string, mayTurn: boolean): string {
  const turn = mayTurn ? `反过来可以：回“${into}并到${name}”。` : '两个都是台账里的指标，要合成一个，请管理员改台账文件。';
  return `“${name}”是台账里列的指标，不能并进别的叫法，什么都没有动。${turn}`;
}

/** A → B → A. */
export function joinedRound(name: string, into: string): string {
  return name === into
    ? `“${name}”和它自己不用并。`
    : `“${into}”已经并在“${name}”里，再反过来并就绕回去了，什么都没有动。要都计在“${into}”里，先回“${into}单独计”，再回“${name}并到${into}”。`;
}

export function joinedAlready(name: string, root: string): string {
  return `“${name}”已经计在“${root}”里，不用再并。`;
}

export function otherUnit(name: NameText, into: NameText): string {
  return `并不了，什么都没有动：“${name.name}”报的是${quoted(name.units)}，“${into.name}”报的是${quoted(into.units)}，单位不同，加在一起就不是一个数了。确是一回事的，请先把记录里的单位改成一样，如“第1条改成3${into.units[0] ?? ''}”。`;
}

/** 其中规上6家 of 走访企业12家, or two works of one report. */
export function toldTogether(name: string, into: string, both: readonly Pick<Entry, 'number'>[]): string {
  return `并不了，什么都没有动：${some(both)}里“${name}”和“${into}”是分开报的两个数，多半一个含在另一个里，加在一起就重了。确是两笔的，请先撤回那条，分两条重报。`;
}

export function otherKind(name: NameText, into: NameText): string {
  return `并不了，什么都没有动：“${name.name}”是${kindWords[name.kind]}，“${into.name}”是${kindWords[into.kind]}，一个要逐次相加，一个只看最近的数，不能算成一个。`;
}

/** A name that nobody reported and no ledger lists. */
export function unknownName(name: string, alike: readonly string[]): string {
  const near = alike.length > 0 ? `像的有${quoted(alike)}。` : '';
  return `没有人报过、台账里也没有“${name}”，什么都没有动。${near}回“新指标”看按原话记下的叫法。`;
}

/** 新指标7, where the list had five, or none was shown. */
export function noSuchNumber(number: number, isShown: boolean): string {
  return isShown ? `刚才的清单里没有第${number}个，什么都没有动。` : '先看一眼清单再定，编号以您看到的为准：';
}

const acts: Record<NameStep['action'], string> = { join: '并入', part: '分开', adopt: '列为指标', drop: '取消指标' };

/** What a name counts as, and who decided it. */
export function nameStanding(
  name: string,
  decision: NameDecision | undefined,
  { root, under, ledger, now }: { root: string; under: readonly string[]; ledger: string | null; now: Instant },
): string {
  const last = decision?.history.at(-1);
  const who = last ? `（${last.by.name}${day(last.at, now)}${acts[last.action]}）` : '';
  const own = ledger === null ? '单独计' : `列在“${ledger}”台账里`;
  return [
    root === name ? `“${name}”现在${own}${who}。` : `“${name}”计在“${root}”里${who}。`,
    ...(under.length > 0 ? [`计在它里面的有：${quoted(under)}。`] : []),
    ...(decision && decision.apart.length > 0 ? [`和${quoted(decision.apart)}分开，不当成一回事。`] : []),
  ].join('\n');
}

const MOST_LISTED = 12;

/** 巡河：计在“河道巡查”里（梁慧11月20日并入）. */
export function decisionLine(decision: NameDecision, now: Instant): string {
  const steps = decision.history.map(({ action, by, at, reason }) => {
    return `${by.name}${day(at, now)}${acts[action]}${reason === null ? '' : `，原因：${reason}`}`;
  });
  return `${decision.id}：${standingText(decision)}（${steps.join('；')}）`;
}

/** 指标并入情况 — the newest first. */
export function nameDecisions(decisions: readonly NameDecision[], now: Instant): string {
  const newest = [...decisions].sort((a, b) => (b.history.at(-1)?.at ?? 0) - (a.history.at(-1)?.at ?? 0));
  if (newest.length === 0) return '还没有定过叫法。编辑回“新指标”，能看到按原话记下的叫法。';
  const lines = newest.slice(0, MOST_LISTED).map(decision => `- ${decisionLine(decision, now)}`);
  const more = newest.length - MOST_LISTED;
  return ['**定过的叫法**', ...lines, ...(more > 0 ? [`- 还有${more}个，编辑在控制台“指标叫法”里看全部`] : [])].join('\n');
}

function standingText({ joined, adopted, apart }: NameDecision): string {
  if (joined) return `计在“${joined.into}”里`;
  if (adopted) return `列在“${adopted.ledger.name}”台账`;
  return apart.length > 0 ? `单独计，和${quoted(apart)}分开` : '单独计';
}

/** Under 怎么算的: which of the figures were said under another name, and whose word made them one. */
export function joinedLine(
  name: string,
  said: readonly { number: string }[],
  step: Pick<NameStep, 'by' | 'at'> | undefined,
  today: LocalDate,
): string {
  const who = step ? `，${step.by.name}${formatPeriod(dayPeriod(dateOf(step.at)), yearOf(today))}并入` : '';
  return `· ${numbersText(said.slice(0, 6))}${said.length > 6 ? '等' : ''}报的是“${name}”${who}`;
}

/** What a draft is looked through for, after a join or when one was lifted. */
export function joinedIn(name: string, root: string): string {
  return `“${name}”并入“${root}”`;
}

export function partedFrom(name: string, from: string): string {
  return `“${name}”从“${from}”里分出`;
}

/** Between what was told before and now an editor joined a name, or lifted a join: by whom, when, and the records that it moved. */
export interface Renamed {
  name: string;
  by: string;
  at: Instant;
  isJoined: boolean;
  entries: readonly Pick<Entry, 'number'>[];
}

/** 梁慧11月20日并入“巡河”3条. */
export function renamedReason({ name, by, at, isJoined, entries }: Renamed, year: number): string {
  return `${by}${formatPeriod(dayPeriod(dateOf(at)), year)}${isJoined ? '并入' : '分出'}“${name}”${some(entries)}`;
}
