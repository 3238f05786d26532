import type { Bureau, Duty } from '../bureau/bureau.ts';

/** 办结的是什么 — an entry by its number or place, or a duty by its name. */
export type Done = { of: 'entry' } | { of: 'duty'; duty: Duty };

const byNumber =
  /^(?:第\s*\d{1,2}\s*条|(?:20\d{2})?\d{4}-\d{1,3})\s*(?:已经?|都)?(?:办|办结|办完|办好|办复|完成)了?$|^(?:已办|办结)\s*(?:第\s*\d{1,2}\s*条|(?:20\d{2})?\d{4}-\d{1,3})$/;
const byName = /^(?:(?<after>.{2,20}?)\s*(?:已经?办(?:结|完|好)?|办结|办完|已完成)了?|(?:已办|办结)\s*(?<before>.{2,20}))$/;

/** 1120-3已办结、信息公开年报已办; null when the words say something else. */
export function doneWords(text: string, { duties }: Pick<Bureau, 'duties'>): Done | null {
  const plain = text.trim().replace(/[。！!~～\s]+$/u, '');
  if (byNumber.test(plain)) return { of: 'entry' };
  const groups = byName.exec(plain)?.groups;
  const name = groups?.['after'] ?? groups?.['before'];
  const duty = duties.find(one => one.name === name?.replace(/^[《“"]|[》”"]$/g, ''));
  return duty ? { of: 'duty', duty } : null;
}
