import type { Entry } from '../domain/entry.ts';
import { entryLine, numbersText } from './entry-line.ts';

export const confirmedChange = '负责人确认';

export function returnedChange(reason: string | null): string {
  return reason ? `负责人退回：${reason}` : '负责人退回';
}

/** What the button 确认 says. */
export function confirmWords(entries: readonly Entry[]): string {
  return `确认${numbersText(entries)}`;
}

const MOST_LISTED = 8;

function listed(entries: readonly Entry[], { isDepartmentSaid }: { isDepartmentSaid: boolean }): string[] {
  const lines = entries
    .slice(0, MOST_LISTED)
    .map(entry => `- ${entry.number} ${entryLine(entry)}（${isDepartmentSaid ? entry.department : ''}${entry.reporter.name}）`);
  return entries.length > MOST_LISTED ? [...lines, `- 还有${entries.length - MOST_LISTED}条〔${numbersText(entries.slice(MOST_LISTED))}〕`] : lines;
}

function howTo([first]: readonly Entry[]): string {
  return `没问题回“全部确认”；单独办的回“确认${first?.number ?? ''}”“退回${first?.number ?? ''}，原因：……”。`;
}

/** To a head, privately and after the greeting. */
export function confirmReminder(entries: readonly Entry[]): string {
  const departments = [...new Set(entries.map(({ department }) => department))];
  return [
    `${departments.join('、')}有${entries.length}条待您确认，确认后才计入合计、周览和初稿。`,
    ...listed(entries, { isDepartmentSaid: departments.length > 1 }),
    howTo(entries),
  ].join('\n');
}

/** 待确认. */
export function awaitingList(entries: readonly Entry[], { mine }: { mine: readonly Entry[] }): string {
  if (entries.length === 0) return '没有待确认的条目。';
  const head = `**待科室负责人确认${entries.length}条**，确认前不计入合计。`;
  return [head, ...listed(entries, { isDepartmentSaid: true }), ...(mine.length > 0 ? [howTo(mine)] : [])].join('\n');
}

interface Decision {
  done: readonly Entry[];
  foreign: readonly Entry[];
  settled: readonly Entry[];
  closed: readonly Entry[];
}

function leftLines({ foreign, settled, closed }: Decision): string[] {
  return [
    ...(foreign.length > 0
      ? [`${numbersText(foreign)}由${[...new Set(foreign.map(entry => entry.department))].join('、')}负责人确认，没有动。`]
      : []),
    ...(settled.length > 0 ? [`${numbersText(settled)}不在待确认里，没有动。`] : []),
    ...(closed.length > 0
      ? [`${numbersText(closed)}所在的月份已封账，没有动；确要计入，请写明原因，如“确认${closed[0]?.number ?? ''}，原因：……”。`]
      : []),
  ];
}

/** 已确认. `left` are those that still wait for the same head. */
export function confirmed(decision: Decision, left: readonly Entry[]): string {
  const { done } = decision;
  const head = done.length > 0 ? [`**已确认${done.length}条**〔${numbersText(done)}〕，计入合计。`] : [];
  const rest = left.length > 0 ? [`> 还有${left.length}条待您确认〔${numbersText(left)}〕，回“待确认”看。`] : [];
  return [...head, ...leftLines(decision), ...rest].join('\n') || nothingAwaits;
}

/** 已退回. */
export function returned(decision: Decision): string {
  const { done } = decision;
  const head = done.length > 0 ? [`**已退回${done.length}条**〔${numbersText(done)}〕，不计入合计，已私下告诉填报人。`] : [];
  return [...head, ...leftLines(decision)].join('\n') || nothingAwaits;
}

/** To whoever reported it, privately. */
export function returnedNotice(entry: Entry, { by, reason }: { by: string; reason: string | null }): string {
  return [
    `**请核对**｜${entry.number} ${entryLine(entry)}`,
    `${by}退回了这条${reason ? `，原因：${reason}` : ''}，先不计入合计。`,
    `改好回“${entry.number}改成……”，会再送负责人确认；本来就不该报的回“撤回${entry.number}”。`,
  ].join('\n');
}

const nothingAwaits = '没有待您确认的条目。';

/** Where nobody has to confirm. */
export const notWanted = '本单位没有要求负责人确认，填报后直接计入，不用再确认。';

/** Beside an answer: what it leaves out. */
export function awaitingNote(entries: readonly Pick<Entry, 'number'>[]): string {
  return entries.length === 0 ? '' : `待科室负责人确认${entries.length}条〔${shortNumbers(entries)}〕，未计入。`;
}

function shortNumbers(entries: readonly Pick<Entry, 'number'>[]): string {
  return `${numbersText(entries.slice(0, MOST_LISTED))}${entries.length > MOST_LISTED ? '等' : ''}`;
}
