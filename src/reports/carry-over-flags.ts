import type { Bureau } from '../bureau/bureau.ts';
import type { CarryOverFlag } from '../domain/carry-over.ts';
import { namesSomebody } from '../language/names-in-text.ts';

/** （2021—2025年） whose last year is over. */
function expiredPlans(text: string, year: number): CarryOverFlag[] {
  const found = [...text.matchAll(/《([^》]{2,60}?)》/g)].flatMap(([, title = '']) => {
    const span = /(20\d{2})\s*年?\s*[-—–－~～至]+\s*(20\d{2})\s*年?/.exec(title);
    return span && Number(span[2]) < year ? [title] : [];
  });
  const fiveYears = [...text.matchAll(/“([一二三四五六七八九十]{1,3})五”(?:时期|规划|普法)/g)].flatMap(([, ordinal = '']) => {
    const end = fiveYearEnd(ordinal);
    return end !== null && end < year ? [`“${ordinal}五”`] : [];
  });
  return [...new Set([...found, ...fiveYears])].map(words => ({ kind: 'expired-plan', words, successor: null }));
}

/** “十四五” ended in 2025, “八五”普法 too: a five-year plan of work is named by tens, one of legal education by ones. */
function fiveYearEnd(ordinal: string): number | null {
  const ones = ' 一二三四五六七八九'.indexOf(ordinal.replace(/^十/, '') || ' ');
  if (ones < 0 || ordinal.length > 2) return null;
  return ordinal.startsWith('十') ? 2025 + 5 * (ones - 4) : 2025 + 5 * (ones - 8);
}

/** Congresses with the year of the next one: whose decisions are named last year may have been followed by others. */
const congresses: readonly (readonly [RegExp, number])[] = [
  [/十八(?:大|届)/, 2017],
  [/十九(?:大|届)/, 2022],
  [/二十(?:大|届)/, 2027],
];

function pastCongresses(text: string, year: number): CarryOverFlag[] {
  return congresses.flatMap(([pattern, next]) => {
    const found = next < year ? pattern.exec(text)?.[0] : undefined;
    return found ? [{ kind: 'past-congress' as const, words: found, successor: null }] : [];
  });
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
  const unquoted = [...text.matchAll(/(?<!“)[百千万]名?(?:干部|人)[挂联助进包帮][百千万]企/g)].map(([name]) => name);
  return [...new Set([...found, ...unquoted])].map(words => ({ kind: 'campaign', words, successor: null }));
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
    ...pastCongresses(text, year),
    ...(isPerson ? [{ kind: 'person' as const, words: '', successor: null }] : []),
    ...(isCompany ? [{ kind: 'company' as const, words: '', successor: null }] : []),
  ];
}
