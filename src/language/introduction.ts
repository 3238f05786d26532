import { type DepartmentNames, findDepartments } from './departments.ts';

/** 自报家门 — who somebody says they are; null for what was not said. */
export interface Introduction {
  name: string | null;
  department: string | null;
}

const opening = /^(?:(?:大家|你们?|您|各位)好)?[，,！!。\s]*(?:我(?:是|叫)|本人(?:是|叫)?)\s*/u;
/** What is said around a name and is no part of it. */
const around = /(?:的)?(?:联络员|工作人员|干部|科员|同志|新来的|新人|刚来的|(?:我|名字)?叫|姓名|我是|是|来自|在)|[，,、。！!：:\s]的?|的$|^的/gu;
const personalName = /^[\p{Script=Han}]{2,4}$|^\p{Script=Han}{1,6}·\p{Script=Han}{1,6}$/u;
/** Letters that no name is written with, but sentences are. */
const wordsOfSentences = /[的了个问请想有没吗呢么报记撤]/u;

/** `我是企服科王磊`, `我叫王磊，企服科的`; null when somebody does not introduce themselves. */
export function readIntroduction(text: string, departments: readonly DepartmentNames[]): Introduction | null {
  const plain = text.trim();
  const lead = opening.exec(plain);
  if (!lead || plain.length > 40 || /[?？]/.test(plain)) return null;
  const said = plain.slice(lead[0].length);
  const mentions = findDepartments(said, departments);
  const [mention] = mentions;
  const rest = (mention ? `${said.slice(0, mention.start)}，${said.slice(mention.end)}` : said).replace(around, '');
  const isName = mentions.length < 2 && personalName.test(rest) && !wordsOfSentences.test(rest);
  return { name: isName ? rest : null, department: mention?.department ?? null };
}
