import { dateOf, dayOf, monthOf, timeOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';

/** 未送达的一条 — what may be told of it: never its words. */
export interface UndeliveredLine {
  code: string;
  at: Instant;
  /** 王磊, 局工作群. */
  to: string;
  kind: 'reply' | 'push' | 'notice';
  isUncertain: boolean;
  reason: string;
}

export const undeliveredKinds: Record<UndeliveredLine['kind'], string> = { reply: '答复', push: '定时推送', notice: '通知' };

const MOST = 15;

function lineOf({ code, at, to, kind, isUncertain, reason }: UndeliveredLine): string {
  const when = `${monthOf(dateOf(at))}月${dayOf(dateOf(at))}日${timeOf(at)}`;
  return `- **${code}**｜${when}发给${to}的${undeliveredKinds[kind]}${isUncertain ? '（可能已到）' : ''}：${reason}`;
}

/** 死信 — the list for an admin, the latest first. */
export function undeliveredList(lines: readonly UndeliveredLine[]): string {
  if (lines.length === 0) return '**没有未送达的消息**｜发出的都已送达，或正在发。';
  const [first] = lines;
  return [
    `**${lines.length}条没有送达**`,
    ...lines.slice(0, MOST).map(lineOf),
    ...(lines.length > MOST ? [`还有${lines.length - MOST}条，见控制台“发件箱”。`] : []),
    `> 原因处理好后，回“重发${first?.code}”重发一条，或回“重发全部”。标“可能已到”的，重发全部不含，要重发请逐条说。`,
  ].join('\n');
}

/** What came of 重发. */
export function resent(count: number): string {
  return count === 0
    ? '没有找到要重发的消息，可能已经发出。回“死信”看现在还有哪些。'
    : `**已重新排队${count}条**｜马上就发；还发不出去的，会再列在“死信”里。`;
}

export const toldPrivately = '已私下发给您。';

/** A conversation that the bureau's files do not name. */
export const unknownGroup = '未登记的群';
export const unknownPerson = '花名册外的人';

/** 额度 — what of the month is used, as far as 小法 itself used it. */
export function quotaList(quotas: readonly { label: string; spent: number; limit: number }[]): string {
  if (quotas.length === 0) return '**没有按月计的额度**｜没有接入钉钉，企业微信不按月计数。';
  const lines = quotas.map(({ label, spent, limit }) => `- ${label}：已用${spent}次，额度${limit}次（${Math.floor((spent / limit) * 100)}%）`);
  return ['**本月额度**', ...lines, '> 只含小法自己用的；全单位用量看钉钉开发者后台“资源管理”。'].join('\n');
}
