import { dateOf, dayOf, monthOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';
import { stateNames } from './drafting.ts';

type State = keyof typeof stateNames;
type Desk = 'departments' | 'deputy' | 'principal' | 'submitted';

/** 经办环节, as the record of its way has them. */
const deskNames: Record<Desk, string> = {
  departments: '征求科室意见',
  deputy: '送分管领导审核',
  principal: '送局长审定',
  submitted: '报送',
};

interface StepSaid {
  name: string;
  at: Instant;
}

export interface PointSaid {
  heading: string;
  kind: 'missing' | 'stale' | 'unmatched' | 'offer' | 'carried' | 'blank';
  detail: string;
}

function on(at: Instant): string {
  const date = dateOf(at);
  return `${monthOf(date)}月${dayOf(date)}日`;
}

const kinds: Record<PointSaid['kind'], string> = {
  missing: '待补',
  stale: '待核',
  unmatched: '出处待核',
  offer: '新材料待取舍',
  carried: '老稿原话未采纳（句）',
  blank: '数字待补',
};

/** What is still open, one line each. */
export function pointLines(points: readonly PointSaid[]): string[] {
  const lines = points.slice(0, 8).map(({ heading, kind, detail }) => {
    const short = detail.length > 40 ? `${detail.slice(0, 40)}……` : detail;
    return `- ${kinds[kind]}：${heading}${short === '' ? '' : `（${short}）`}`;
  });
  return [...lines, ...(points.length > 8 ? [`- 还有${points.length - 8}处，见稿中标记`] : [])];
}

export function alreadyThere(title: string, state: State, step: StepSaid | undefined): string {
  return `《${title}》已经是${stateNames[state]}${step ? `（${step.name}，${on(step.at)}）` : ''}，不用再办。`;
}

export function reviewFirst(title: string): string {
  return `《${title}》还是初稿，要先送审再定稿。回“送审”。`;
}

export function onlyFinalsGoUp(title: string): string {
  return `《${title}》还没有定稿，不能登记报送。定稿后再回“年度报告已报送”。`;
}

export function reopenNeedsReason(title: string): string {
  return `《${title}》已经定稿。要退回修改，请写明原因：“退回修改，原因：……”，原因会记在流转记录里。`;
}

export function finalNeedsReason(title: string, open: readonly PointSaid[]): string {
  return [
    `**还不能定稿**｜《${title}》有${open.length}处未了：`,
    ...pointLines(open),
    '办妥后再回“定稿”；确需带着这些定稿，请写明原因：“定稿，原因：……”，姓名和原因会记在流转记录里。',
  ].join('\n');
}

/** What came of a step. */
export interface AdvancedSaid {
  title: string;
  state: State;
  desk?: Desk | null;
  revision: number;
  by: string;
  at: Instant;
  reason: string | null;
  open: readonly PointSaid[];
}

/** 已送审, 已定稿, 已退回修改. */
export function advancedText({ title, state, desk, revision, by, at, reason, open }: AdvancedSaid): string {
  const who = `${by}，${on(at)}`;
  if (desk === 'submitted') return `**已登记报送**｜《${title}》第${revision}版（${who}）`;
  if (state === 'draft') return `**已退回修改**｜《${title}》第${revision}版（${who}${reason ? `；原因：${reason}` : ''}），恢复每周更新。`;
  if (state === 'final')
    return [
      `**已定稿**｜《${title}》第${revision}版（${who}）`,
      '文字和数字已冻结，不再自动更新；以后记录有更正，会告知哪一版、发给过谁。',
      ...(open.length > 0 ? [`> 带着${open.length}处未了定稿，原因：${reason ?? ''}`] : []),
    ].join('\n');
  return [
    `**${desk ? `已${deskNames[desk]}` : '已送审'}**｜《${title}》第${revision}版（${who}）`,
    '送审期间不自动更新；用到的记录如有更正，会在稿中标出并告知编辑。',
    ...(open.length > 0 ? [`定稿前还有${open.length}处要办：`, ...pointLines(open)] : []),
  ].join('\n');
}

/** Its way so far. */
export function stepsText(title: string, state: State, steps: readonly (StepSaid & { to: State; desk?: Desk; reason: string | null })[]): string {
  const lines = steps.map(
    ({ name, at, to, desk, reason }) =>
      `- ${on(at)}　${name}　${desk ? deskNames[desk] : to === 'draft' ? '退回修改' : stateNames[to]}${reason ? `（${reason}）` : ''}`,
  );
  return [`**${title}**｜现在是${stateNames[state]}`, ...(lines.length > 0 ? lines : ['还没有送审过。'])].join('\n');
}
