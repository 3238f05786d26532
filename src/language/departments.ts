import { allMatches } from '../lib/all-matches.ts';

/** What is needed of a 科室 to recognise it; the bureau's own type has more. */
export interface DepartmentNames {
  name: string;
  aliases: string[];
}

/** 科室提及 — a 科室 named in a text. */
export interface DepartmentMention {
  department: string;
  start: number;
  end: number;
}

const endings = '科|股|室|处|中心|队|所|站|办|部|组|局';
const anyEnding = new RegExp(endings, 'g');
const lastEnding = new RegExp(`(?:${endings})$`);

/** True when the letters of `short` occur in `full` in order, with the same first one: 企服科 in 企业服务科. */
function abbreviates(short: string, full: string): boolean {
  if (short.length < 2 || short.length >= full.length || short[0] !== full[0]) return false;
  let at = 0;
  for (const character of full) if (character === short[at]) at++;
  return at === short.length && short.at(-1) === full.at(-1);
}

/** 法规科 for 政策法规科, 审批科 for 投资审批科: the last words of the name. */
function isEnding(short: string, full: string): boolean {
  return short.length >= 3 && short.length < full.length && full.endsWith(short);
}

/** The full name of the 科室 that these words mean, or null. An ambiguous short name means none. */
export function matchDepartment(words: string, departments: readonly DepartmentNames[]): string | null {
  const said = words.trim().replace(/^(?:我们|咱们?|本|我|局)/, match => (match === '局' ? match : ''));
  const exact = departments.find(department => department.name === said || department.aliases.includes(said));
  if (exact !== undefined) return exact.name;
  const like = departments.filter(({ name }) => isEnding(said, name) || abbreviates(said, name) || shortens(said, name));
  return like.length === 1 ? (like[0]?.name ?? null) : null;
}

/** 中小中心, 安全科: letters in order anywhere, with the same kind of office at the end. */
function shortens(short: string, full: string): boolean {
  const ending = lastEnding.exec(short)?.[0];
  if (ending === undefined || !full.endsWith(ending) || short.length < 3) return false;
  const stem = short.slice(0, -ending.length);
  let at = 0;
  for (const character of full.slice(0, -ending.length)) if (character === stem[at]) at++;
  return stem.length >= 2 && at === stem.length;
}

interface WordFor {
  word: string;
  name: string;
}

const known = new WeakMap<readonly DepartmentNames[], readonly WordFor[]>();

/** All that the 科室 are called, the longest first; sorted once for each list of them. */
function wordsFor(departments: readonly DepartmentNames[]): readonly WordFor[] {
  let words = known.get(departments);
  if (words === undefined) {
    words = departments
      .flatMap(({ name, aliases }) => [name, ...aliases].map(word => ({ word, name })))
      .sort((a, b) => b.word.length - a.word.length);
    known.set(departments, words);
  }
  return words;
}

/** Every 科室 that is named in a text, by full name, alias or abbreviation, in order. */
export function findDepartments(text: string, departments: readonly DepartmentNames[]): DepartmentMention[] {
  const found: DepartmentMention[] = [];
  for (const { word, name } of wordsFor(departments)) {
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length)) {
      if (!found.some(mention => mention.start < start + word.length && start < mention.end))
        found.push({ department: name, start, end: start + word.length });
    }
  }
  for (const match of allMatches(text, anyEnding)) {
    const end = match.index + match[0].length;
    if (found.some(mention => mention.start < end && match.index < mention.end)) continue;
    const mention = abbreviationEndingAt(text, end, departments);
    if (mention !== null) found.push(mention);
  }
  return found.sort((a, b) => a.start - b.start);
}

function abbreviationEndingAt(text: string, end: number, departments: readonly DepartmentNames[]): DepartmentMention | null {
  for (let length = 6; length >= 3; length--) {
    const start = end - length;
    if (start < 0) continue;
    const department = matchDepartment(text.slice(start, end), departments);
    if (department !== null) return { department, start, end };
  }
  return null;
}
