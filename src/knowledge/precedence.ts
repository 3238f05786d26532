import type { DocumentLevel, SourceDocument } from '../domain/provision.ts';
import { startOf } from '../domain/validity.ts';
import { words } from '../language/segmentation.ts';
import { bigramKeys } from './terms.ts';

/** 适用顺序 — which of two texts that may differ goes before, and by which rule of 立法法; undefined where none of its rules decides. */
export interface Precedence {
  first: 'one' | 'other';
  rule: 'level' | 'special' | 'newer';
}

/** 立法法第九十八条至第一百条: the same number, no order among them. */
const rank: Partial<Record<DocumentLevel, number>> = {
  constitution: 5,
  law: 4,
  'administrative-regulation': 3,
  'local-regulation': 2,
  'departmental-rule': 1,
  'normative-document': 0,
};

function subjectsOf({ title }: SourceDocument): string[] {
  return words(title).filter(word => word.length > 1 && !/^(?:条例|办法|规定|管理|实施|行政|法律|企业|细则|实施细则|暂行)$/.test(word));
}

function namesSubject(document: SourceDocument, question: string): boolean {
  return subjectsOf(document).some(word => question.includes(word));
}

/** Laws of one title in two versions are no conflict: the newest is the law. */
export function precedenceOf(one: SourceDocument, other: SourceDocument, question: string): Precedence | undefined {
  const [left, right] = [rank[one.level], rank[other.level]];
  if (left === undefined || right === undefined || one.title === other.title) return undefined;
  // 地方性法规 and 部门规章 have no order of their own (立法法第一百零六条).
  if (left !== right) return left + right === 3 && left > 0 && right > 0 ? undefined : { first: left > right ? 'one' : 'other', rule: 'level' };
  if (left === 0) return undefined;
  const [isSpecial, isOtherSpecial] = [namesSubject(one, question), namesSubject(other, question)];
  const isNewer = (startOf(one) ?? '') >= (startOf(other) ?? '');
  // 新的一般规定 against 旧的特别规定 is for the legislator to decide (立法法第一百零五条).
  if (isSpecial !== isOtherSpecial) return isSpecial === isNewer ? { first: isSpecial ? 'one' : 'other', rule: 'special' } : undefined;
  // 立法法第一百零三条 speaks of one and the same organ; laws of different fields are special ones each in its own.
  const isOneField = one.issuer === other.issuer && subjectsOf(one).some(word => other.title.includes(word));
  return isOneField && startOf(one) !== startOf(other) ? { first: isNewer ? 'one' : 'other', rule: 'newer' } : undefined;
}

/** Share of the shorter clause's character pairs that the other holds. */
const SAME_MATTER = 0.4;
const figure = /[\d一二两三四五六七八九十百千万零〇.]+/g;

/** 同一事项 — whether two clauses rule one matter: two figures are no conflict where they are figures of different things. */
export function isSameMatter(one: string, other: string): boolean {
  const [left, right] = [one, other].map(clause => new Set(bigramKeys(clause.replace(figure, ' ')))) as [Set<number>, Set<number>];
  const shared = [...left].filter(pair => right.has(pair)).length;
  return shared >= SAME_MATTER * Math.max(1, Math.min(left.size, right.size));
}
