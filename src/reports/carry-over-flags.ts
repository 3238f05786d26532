import type { Bureau } from '../bureau/bureau.ts';
import { namesSomebody } from '../language/names-in-text.ts';

/** 不沿用 — what of an old sentence may not be taken over without a look. */
export interface CarryOverFlag {
  kind: 'expired-plan' | 'changed-law' | 'campaign' | 'person' | 'company';
  /** The words meant; never a person's name. */
  words: string;
  /** What replaced a changed law, when it is known. */
  successor: string | null;
}

/** （2021—2025年） whose last year is over. */
function expiredPlans(text: string, year: number): CarryOverFlag[] {
  const found = [...text.matchAll(/《([^》]{2,60}?)》/g)].flatMap(([, title = '']) => {
    const span = /(20\d{2})\s*年?\s*[-—–－~～至]+\s*(20\d{2})\s*年?/.exec(title);
    return span && Number(span[2]) < year ? [title] : [];
  });
  return found.map(words => ({ kind: 'expired-plan', words, successor: null }));
}

const changed = new Set(['repealed', 'superseded', 'amended', 'expired', 'changed-text-missing']);

/** Titles that the bureau's validity data says are no longer the law. */
function changedLaws(text: string, bureau: Pick<Bureau, 'validity'>): CarryOverFlag[] {
  return [...text.matchAll(/《([^》]{2,40})》/g)].flatMap(([, title = '']) => {
    const fact = bureau.validity.find(one => one.title === title.replace(/^中华人民共和国/, '') && changed.has(one.status));
    return fact ? [{ kind: 'changed-law' as const, words: title, successor: fact.successor }] : [];
  });
}

/** Names in quotation marks of a past campaign: whether it still runs, only a person knows. */
function campaigns(text: string): CarryOverFlag[] {
  const found = [...text.matchAll(/“([^”]{2,14})”[^，。；“]{0,8}?(?:活动|行动|专项|竞赛|考试|创建|整治|企业)/g)].map(([, name = '']) => name);
  return [...new Set(found)].map(words => ({ kind: 'campaign', words, successor: null }));
}

const officeAndName =
  /(?:书记|局长|主任|科长|处长|组长|区长|市长|县长)(?:、(?:局长|主任|书记))?[一-龥]{2,3}(?:同志|任|亲任|担任|积极|认真|主持|带头|带队)/;

/** What may not be carried from an old sentence into this year's draft. */
export function carryOverFlags(text: string, { bureau, year }: { bureau: Pick<Bureau, 'validity' | 'members'>; year: number }): CarryOverFlag[] {
  const names = bureau.members.map(member => member.name);
  const isPerson = officeAndName.test(text) || names.some(name => text.includes(name));
  const isCompany = !isPerson && namesSomebody(text, []);
  return [
    ...expiredPlans(text, year),
    ...changedLaws(text, bureau),
    ...campaigns(text),
    ...(isPerson ? [{ kind: 'person' as const, words: '', successor: null }] : []),
    ...(isCompany ? [{ kind: 'company' as const, words: '', successor: null }] : []),
  ];
}
