import { dateOf, dayOf, monthOf, timeOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';

function moment(at: Instant): string {
  return `${monthOf(dateOf(at))}月${dayOf(dateOf(at))}日${timeOf(at)}`;
}

export function gapAnnounced(from: Instant, to: Instant): string {
  const until = dateOf(from) === dateOf(to) ? timeOf(to) : moment(to);
  return `小法${moment(from)}至${until}断线，这段时间@小法的消息可能没有收到。没有得到回复的，请重发一次。`;
}

const kinds: Record<string, string> = { api: '接口调用', webhook: '收发消息' };

export function quotaWarned({ kind, month, level, limit }: { kind: string; month: string; level: 70 | 90 | 'exhausted'; limit: number }): string {
  const what = `钉钉${Number(month.slice(5))}月的${kinds[kind] ?? kind}额度（${limit}次）`;
  if (level === 'exhausted')
    return `**额度用完**｜${what}已用完，本月推送暂停，回复仍会尽量发。要恢复，请在钉钉管理后台升级套餐，或调整 .env 里的额度设置。`;
  return `**额度提醒**｜${what}已用${level}%。用完后本月推送会暂停。`;
}
