import type { Bureau } from '../bureau/bureau.ts';
import { dateOf, formatInstant } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { Instant } from '../lib/clock.ts';
import { secrecyNotice, secrecyRefusal } from '../wording/bot.ts';
import type { ScreeningHit } from './middleware/screen.ts';
import type { Action } from './turn.ts';

/** 保密拦截 — the same line for every hit, a record of time, sender and rule without content, and a private word to the 保密员 when it is certain. */
export function refusal(
  message: IncomingMessage,
  { bureau, member, hit, at }: { bureau: Bureau; member: Member; hit: ScreeningHit; at: Instant },
): Action {
  const officers = hit.certain ? bureau.members.filter(one => one.roles.includes('secrecy') && isActive(one, dateOf(at))) : [];
  const group = bureau.groups.find(one => one.platform === message.conversation.platform && one.conversation === message.conversation.id);
  const when = formatInstant(message.at).slice(0, 16).replace('T', ' ');
  const notice = secrecyNotice({ name: member.name, when, where: group?.name ?? null });
  return async tx => {
    const id = `screened:${message.conversation.platform}:${message.id}`;
    await tx.insert('audit', { bureau: message.bureau, id, version: 1, at, actor: member.id, action: 'screened', subject: hit.rule });
    return [{ text: secrecyRefusal }, ...officers.map(to => ({ text: notice, to }))];
  };
}
