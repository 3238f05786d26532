import { dateOf, dayOf, monthOf, timeOf, yearOf } from '../domain/date.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Instant } from '../lib/clock.ts';

/** 任务名称 as people say them. */
export const taskNames: Record<Schedule['task'], string> = {
  remind: '催报提醒',
  confirm: '待确认提醒',
  compile: '周汇总',
  digest: '周览',
  'digest-update': '周览更正',
  deadlines: '到期提醒',
  learning: '普法提示',
  'daily-law': '每日一法',
  backup: '备份',
  draft: '报告初稿',
  checkup: '运行体检',
};

/** 运行摘要 — what there is to say about one run. */
export interface RunSummary {
  task: Schedule['task'];
  dueAt: Instant;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  state: 'open' | 'done' | 'dead' | 'uncertain';
  caughtUp: boolean;
  outcome: string;
  sent: number;
  delivered: number;
  /** Refused for good by the platform. */
  failed: number;
  /** Names of people and groups, one a message. */
  to: readonly string[];
}

function when(instant: Instant, now: Instant): string {
  const date = dateOf(instant);
  const year = yearOf(date) === yearOf(dateOf(now)) ? '' : `${yearOf(date)}年`;
  return `${year}${monthOf(date)}月${dayOf(date)}日${timeOf(instant)}`;
}

function deliveryOf(run: RunSummary, isPrivate: boolean): string {
  if (run.sent === 0) return '';
  const failed = run.failed > 0 ? `，${run.failed}条发不出去` : '';
  const to = isPrivate && run.to.length > 0 ? `（${run.to.join('、')}）` : '';
  return run.delivered === run.sent ? `，${run.sent}条均已送达${to}` : `，${run.sent}条中${run.delivered}条已送达${failed}${to}`;
}

function stateOf(run: RunSummary, { now, isPrivate }: Asked): string {
  if (run.state === 'dead') return `没有完成：${run.outcome}`;
  if (run.state !== 'done') return run.outcome || '正在办理';
  if (run.startedAt === null) return run.outcome;
  const late = run.caughtUp ? `程序停机，${when(run.startedAt, now)}补办；` : '';
  return `${late}${run.outcome}${deliveryOf(run, isPrivate)}`;
}

function tookText({ startedAt, finishedAt }: RunSummary | { startedAt: null; finishedAt: null } = { startedAt: null, finishedAt: null }): string {
  return startedAt === null || finishedAt === null ? '' : `；${timeOf(startedAt)}开始，${timeOf(finishedAt)}办完`;
}

/** Each backup has a file of its own, which makes it no other news. */
function sameNews(text: string): string {
  return text.replace(/已备份到\S+/, '已备份');
}

/** What a task did every day in the same words is one line, at its first time and with its last words. */
function alike(lines: readonly { dueAt: Instant; text: string }[]): { dueAt: Instant; times: number; text: string }[] {
  const counted = new Map<string, { dueAt: Instant; times: number; text: string }>();
  for (const line of lines) {
    const known = counted.get(sameNews(line.text));
    counted.set(sameNews(line.text), { dueAt: known?.dueAt ?? line.dueAt, times: (known?.times ?? 0) + 1, text: line.text });
  }
  return [...counted.values()];
}

/** What was asked of the runs, and where the answer is read: in a group nobody is named. */
interface Asked {
  what: string;
  now: Instant;
  isPrivate: boolean;
  /** Nobody works in the time asked about. */
  isDayOff: boolean;
}

/** The answer to 上周催报发了吗: each run of the time asked about, the latest last. */
export function describeRuns(runs: readonly RunSummary[], asked: Asked): string {
  if (runs.length === 0 && asked.isDayOff) return `**${asked.what}没有安排**｜那几天放假。`;
  if (runs.length === 0) return `**${asked.what}没有运行记录**｜那段时间没有安排，或者程序还没有启用。`;
  const done = runs.filter(run => run.state === 'done' && run.startedAt !== null).length;
  const isUnderWay = runs.some(run => run.state === 'open');
  const only = done === 1 ? '已办' : isUnderWay ? '正在办' : '没有办成';
  const head = runs.length === 1 ? only : `安排${runs.length}次，办了${done}次`;
  const took = runs.length === 1 && asked.isPrivate ? tookText(runs[0]) : '';
  const lines = alike(runs.map(run => ({ dueAt: run.dueAt, text: `${taskNames[run.task]}：${stateOf(run, asked)}${took}` }))).map(
    ({ dueAt, times, text }) => `- ${when(dueAt, asked.now)}${times > 1 ? `起${times}次` : ''} ${text}`,
  );
  return [`**${asked.what}${head}**`, ...lines].join('\n');
}

/** A run that downtime swallowed and a later one replaced. */
export const droppedRun = '到时间时程序没有运行，已由后一次代替';

/** A run whose schedule or task is no longer there. */
export const cancelledRun = '这项定时任务已取消，没有执行';

export function failedRun(reason: string, attempts: number, retryAt: Instant | null): string {
  return retryAt === null ? `试了${attempts}次都没有成功：${reason}` : `第${attempts}次没有成功：${reason}；${timeOf(retryAt)}再试`;
}

/** Told to the admins privately, after the greeting, when a run gives up. */
export function failedForGood(run: { task: Schedule['task']; dueAt: Instant; attempts: number; reason: string; now: Instant }): string {
  return `${when(run.dueAt, run.now)}的${taskNames[run.task]}试了${run.attempts}次都没有成功：${run.reason}。\n> 处理好后，可在服务器上用“npm run xiaofa -- job ${run.task}”补做一次。`;
}

/** Said when a failure has no words for people; the log has the rest. */
export const unexplainedFailure = '程序内部出错，请管理员查看运行日志';

export function remindedRun(counts: { missing: number; people: number; alreadyNudged: number; noLiaison: number; called: number }): string {
  if (counts.missing === 0) return '各科室都已填报，不用提醒';
  const notes = [
    counts.alreadyNudged > 0 ? `${counts.alreadyNudged}人本周已提醒过，不再打扰` : '',
    counts.called > 0 ? `另有${counts.called}人不能单独发消息，在群里@了他们` : '',
    counts.noLiaison > 0 ? `${counts.noLiaison}个科室没有可联系的人（没有联络员，或都不在岗）` : '',
  ].filter(note => note !== '');
  return [`${counts.missing}个科室没有记录，私下提醒${counts.people}人`, ...notes].join('；');
}

export function compiledRun(title: string, missing: number): string {
  return missing === 0 ? `已汇编《${title}》初稿` : `已汇编《${title}》初稿，${missing}处缺材料`;
}

export function digestedRun(entries: number, groups: readonly string[]): string {
  return groups.length > 0 ? `已发${groups.join('、')}，含${entries}条记录` : '没有发出';
}

export const noLeadersGroup = '没有配置领导群，未发送';

/** 周览更正 — what became of the look for late entries. */
export const digestUpdates = {
  none: '上周没有发过周览，不用更正',
  unchanged: '补报没有改变上周的数字，未重发',
  sent: '上周的数字有变，已重发',
  notSent: '上周的数字有变，没有重发',
} as const;

/** What of a run's pushes waits, and what was not sent and why. */
export function pushNotes(pushes: { waits: readonly Instant[]; unreachable: number; weekFull: number; tooLate: number }, now: Instant): string[] {
  const latest = Math.max(...pushes.waits);
  return [
    pushes.waits.length > 0 ? `其中${pushes.waits.length}条等到${when(latest, now)}（避开免打扰时段、休息日，或当天已发过一条）` : '',
    pushes.unreachable > 0 ? `${pushes.unreachable}人没有平台账号，或还没和小法单独说过话，发不到` : '',
    pushes.weekFull > 0 ? `${pushes.weekFull}条群推送因本周次数已用完未发` : '',
    pushes.tooLate > 0 ? `${pushes.tooLate}人当天已收过一条，等到下一条时已过期，未发` : '',
  ].filter(note => note !== '');
}

/** A week without entries sends nothing. */
export const nothingToDigest = '这一周没有新增记录，没有发';

export function backedUpRun(file: string, bytes: number): string {
  return `已备份到${file}（${Math.max(1, Math.round(bytes / 1024))}KB）`;
}

/** `job <name>` for a task that this program does not have. */
export function unknownTask(name: string, known: readonly string[]): string {
  return `没有叫“${name}”的任务，可用：${known.join('、')}。`;
}

/** 待确认提醒. */
export function confirmRun({ entries, people, withoutHead }: { entries: number; people: number; withoutHead: number }): string {
  if (entries === 0) return '没有待确认的条目';
  return [`待确认${entries}条，提醒${people}位负责人`, ...(withoutHead > 0 ? [`${withoutHead}条所在科室没有在岗的负责人`] : [])].join('；');
}
