import { type Case, type CaseDue, type CaseStep, mayFollow, stateOf } from '../domain/case.ts';
import type { CaseDueRule, CaseKind, CaseState } from '../domain/case-kind.ts';
import { type LocalDate, yearOf } from '../domain/date.ts';
import { dayPeriod, formatPeriod } from '../domain/period.ts';

/** A case with its kind, as everything here needs it. */
export interface KnownCase {
  case: Case;
  kind: CaseKind;
}

/** To whom it is said: a kind that names companies shows its content only to those who may see it, and never to a group. */
export interface CaseAudience {
  today: LocalDate;
  maySee: (found: Case) => boolean;
}

export const openedStep = '建立事项';
export const withdrawnStep = (isBack: boolean): string => (isBack ? '原条目恢复' : '原条目撤回');
export const cancelledStep = '撤销';

function stateName(kind: CaseKind, id: string): string {
  return stateOf(kind, id)?.name ?? id;
}

function day(date: LocalDate, today: LocalDate): string {
  return formatPeriod(dayPeriod(date), yearOf(today));
}

function titleText({ case: found, kind }: KnownCase, { maySee }: CaseAudience): string {
  return kind.private && !maySee(found) ? '' : `：${found.title}`;
}

function dueText(due: CaseDue | undefined, { today }: CaseAudience): string {
  if (!due) return '';
  return due.dueOn < today
    ? `，${due.rule.name}应于${day(due.dueOn, today)}前，已过期`
    : `，${due.rule.name}${/期$/.test(due.rule.name) ? '至' : '期限'}${day(due.dueOn, today)}（${due.rule.basis}）`;
}

/** How a case is named where it is due: its number, what of it, the same for many eyes, and the word that moves it on. */
export function wordsOfCase({ case: found, kind }: KnownCase, rule: CaseDueRule): { name: string; what: string; whatInGroup: string; done: string } {
  const name = `事项${found.number}`;
  const what = `${kind.name}（${rule.name}）`;
  const next = rule.until.find(state => mayFollow(kind, found.state, state)) ?? rule.until[0] ?? '';
  return {
    name,
    what: `${what}：${found.title}`,
    whatInGroup: kind.private ? what : `${what}：${found.title}`,
    done: `${name}已${stateName(kind, next)}`,
  };
}

/** Under the receipt of the entry that began it. */
export function caseOpened({ case: found, kind }: KnownCase): string {
  return `> 已建**事项${found.number}**（${kind.name}·${stateName(kind, found.state)}），有进展回“事项${found.number}已${nextName(found, kind)}”。`;
}

function nextName(found: Case, kind: CaseKind): string {
  const next = stateOf(kind, found.state)?.next.at(-1);
  return next ? stateName(kind, next) : '办结';
}

/** The answer to 新事项. */
export function newCase(known: KnownCase, due: CaseDue | undefined, audience: CaseAudience): string {
  const { case: found, kind } = known;
  return [
    `**已建事项${found.number}**｜${kind.name} ${found.department}${found.handler ? `，${found.handler}承办` : ''}`,
    `${stateName(kind, found.state)}${dueText(due, audience)}`,
    `有进展回“事项${found.number}已${nextName(found, kind)}”；经过留痕可查，回“事项${found.number}”看。`,
  ].join('\n');
}

/** 事项进了一步. */
export function caseMoved(before: Case, known: KnownCase, { due, audience }: { due: CaseDue | undefined; audience: CaseAudience }): string {
  const { case: found, kind } = known;
  const isSame = before.state === found.state;
  const what = isSame ? `${stateName(kind, found.state)}，已记进展` : `${stateName(kind, before.state)} → **${stateName(kind, found.state)}**`;
  const done = found.status === 'closed' ? '（已办完）' : '';
  const handler = found.handler && found.handler !== before.handler ? `，由${found.handler}承办` : '';
  const step = found.steps.at(-1);
  const extended = found.isExtended && !before.isExtended ? '\n期限已按延长后的计。' : '';
  return [
    `**事项${found.number}**｜${kind.name} ${what}${done}${handler}${dueText(due, audience)}`,
    `${step?.by.name ?? ''}，${day(step?.on ?? found.steps[0]?.on ?? '', audience.today)}，经过留痕可查。${extended}`,
  ].join('\n');
}

/** 事项12 — one case with its whole way. */
export function caseStory(known: KnownCase, due: CaseDue | undefined, audience: CaseAudience): string {
  const { case: found, kind } = known;
  const shows = !kind.private || audience.maySee(found);
  const handler = found.handler ? `，${found.handler}承办` : '';
  const steps = found.steps.map((step, index) => stepLine(step, kind, { before: found.steps[index - 1], shows, audience }));
  const hidden = shows ? [] : ['> 内容可能涉及企业，群里不显示；登记、承办科室和材料员可单聊查看。'];
  const withdrawn = found.status === 'withdrawn' ? '（已撤销）' : '';
  return [
    `**事项${found.number}**｜${kind.name}${titleText(known, audience)}${withdrawn}`,
    `${found.department}登记${handler}，现在：${stateName(kind, found.state)}${dueText(due, audience)}`,
    ...steps.map(line => `- ${line}`),
    ...hidden,
  ].join('\n');
}

function stepLine(
  step: CaseStep,
  kind: CaseKind,
  { before, shows, audience }: { before: CaseStep | undefined; shows: boolean; audience: CaseAudience },
): string {
  const where = before?.state === step.state ? '进展' : stateName(kind, step.state);
  return `${day(step.on, audience.today)} ${where}（${step.by.name}）${shows ? `：${step.note}` : ''}`;
}

/** One case in a list. */
export function caseLine(known: KnownCase, due: CaseDue | undefined, audience: CaseAudience): string {
  const { case: found, kind } = known;
  const handler = found.handler ? `→${found.handler}` : '';
  return `事项${found.number} ${kind.name}（${found.department}${handler}，${day(found.steps[0]?.on ?? '', audience.today)}起）现在${stateName(kind, found.state)}${dueText(due, audience)}${titleText(known, audience)}`;
}

/** 还没办完的事项, under what the ledgers say. */
export function openCasesText(lines: readonly string[], { isHidden }: { isHidden: boolean }): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, 30);
  const more = lines.length > shown.length ? [`- 还有${lines.length - shown.length}件，回“某科室还没办完的事”分开看`] : [];
  const hidden = isHidden ? ['> 涉及企业的只列编号，有权限的可单聊看内容。'] : [];
  return [`**跟踪的事项还有${lines.length}件没办完**`, ...shown.map(line => `- ${line}`), ...more, ...hidden, '有进展回“事项＋编号＋已…”。'].join(
    '\n',
  );
}

export const noOpenCases = '**没有跟踪着的事项**\n报来的诉求、隐患、提案会自动建成事项；也可以回“新事项：企业诉求，……”。';

export function whichCase(lines: readonly string[]): string {
  const [first = '事项1'] = lines;
  return [
    '**您说的是哪一件？**还没有改动。',
    ...lines.slice(0, 6).map(line => `- ${line}`),
    ...(lines.length > 6 ? [`- 还有${lines.length - 6}件`] : []),
    `请带上编号再说一次，如“${/^事项\d+/.exec(first)?.[0] ?? '事项1'}已办结”。`,
  ].join('\n');
}

export function noSuchCase(number: number): string {
  return `没有事项${number}，什么都没有改。回“还没办完的事”看编号。`;
}

export function caseCancelled(number: number): string {
  return `**已撤销**｜事项${number}不再跟踪，经过留痕可查。报过的数字不受影响。`;
}

export function caseWithdrawn(number: number): string {
  return `事项${number}已经撤销，没有改动。要继续办，请恢复原来那一条，或新建一件。`;
}

export function mayNotMove(found: Case, kind: CaseKind): string {
  const handler = found.handler ? `、${found.handler}` : '';
  return `事项${found.number}（${kind.name}）由${found.department}${handler}办理，您不能改，什么都没有动。请由他们或材料员来报进展。`;
}

export function moveNotAllowed(found: Case, kind: CaseKind, to: CaseState): string {
  const next = (stateOf(kind, found.state)?.next ?? []).map(id => stateName(kind, id));
  const choices = next.length > 0 ? `现在可以到：${next.join('、')}` : '已经是最后一步';
  return `事项${found.number}（${kind.name}）现在是“${stateName(kind, found.state)}”，不能直接到“${to.name}”，什么都没有动。${choices}。`;
}

export function whichKind(kinds: readonly CaseKind[]): string {
  return `没看出是哪一种事项，没有建。请写明种类，如“新事项：${kinds[0]?.name ?? '企业诉求'}，……”。现有：${kinds.map(kind => kind.name).join('、')}。`;
}
