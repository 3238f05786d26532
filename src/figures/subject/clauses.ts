import type { Ledger } from '../../domain/ledger.ts';
import { MIN_LENGTH } from './said-name.ts';
import { inClause } from './subject-of-clause.ts';

/** A question's clauses, each of which may name something of its own. */
export function clausesOf(text: string, ledgers: readonly Ledger[]): string[] {
  return text
    .split(/[，,、；;。？?！!\s]|以及|还有(?=.{0,6}(?:多少|几))/)
    .filter(clause => clause.trim() !== '')
    .flatMap(askedApart)
    .flatMap(clause => joined(clause, ledgers) ?? namedTogether(clause, ledgers) ?? [clause]);
}

const asker = /(?:多少|(?<![好十])几)(家次|人次|户次|场次|万元|亿元|[家户条个件项份场次期回人名位笔起宗篇块本册张元]?)/g;
/** What is counted, behind its unit: 几场培训, and 多少家企业, 几个问题. */
const takesPlace = /^(?:活动|培训|检查|宣传|会议?|讲座)/;
const thing =
  /^(?:企业|问题|人员?|群众|资料|单子|传单|册子|手册|小?本子|口袋书|横幅|展板|推文|文章|钱|资金|隐患|文件|合同|意见书?|提案|建议|园区|社区|银行|干部|案件|线索|项目)/;

/** 罚了几起罚了多少钱, 培训办了几场多少人: as many clauses as amounts are asked for. */
function askedApart(clause: string): string[] {
  const [first, second] = [...clause.matchAll(asker)];
  if (first === undefined || second === undefined || /[那这]几|几(?:[月号点倍成]|分之)|比|每|平均(?!分)/.test(clause)) return [clause];
  const end = first.index + first[0].length;
  const object = (/[场次期回]/.test(first[1] ?? '') ? takesPlace : thing).exec(clause.slice(end, second.index))?.[0] ?? '';
  const cut = end + object.length;
  return [clause.slice(0, cut), ...askedApart(clause.slice(cut))];
}

/** 走访和解决问题各多少, 政协提案比代表建议多几件: two figures in one clause, where each side names its own outright; null for one. */
function joined(clause: string, ledgers: readonly Ledger[]): [string, string] | null {
  for (const { index } of clause.matchAll(/[和与跟占比]/g)) {
    const sides: [string, string] = [clause.slice(0, index), clause.slice(index + 1)];
    const [one, other] = sides.map(side => namedOutright(side, ledgers));
    if (one !== undefined && other !== undefined && one !== other) return sides;
  }
  return null;
}

function namedOutright(side: string, ledgers: readonly Ledger[]): string | undefined {
  const [metric, ...more] = inClause(side, ledgers, side).metrics;
  const defined = ledgers.flatMap(ledger => ledger.metrics).filter(({ name }) => name === metric);
  const isSaid = defined.some(({ name, aliases }) => [name, ...aliases].some(word => word.length >= MIN_LENGTH && side.includes(word)));
  return more.length === 0 && isSaid ? metric : undefined;
}

/** 走访问题解决各多少: names one behind the other and nothing between them; null for one name. */
function namedTogether(clause: string, ledgers: readonly Ledger[]): string[] | null {
  const [, names = ''] = /^(?:.*[的做])?(\p{Script=Han}{4,}?)(?:各|分别)(?:是|有|为)?(?:多少|几[个家条件场次起]?)$/u.exec(clause) ?? [];
  if (names === '') return null;
  const metrics = ledgers.flatMap(ledger => ledger.metrics);
  const short = metrics.flatMap(({ name, aliases }) => [name, ...aliases.filter(({ length }) => length === MIN_LENGTH)]);
  // 审查审核: the last letters of what a ledger mainly counts.
  const tails = ledgers.flatMap(({ metrics: [main] }) => (main ? [main.name.slice(-MIN_LENGTH)] : []));
  const said = cutInto(names, new Set([...short, ...tails]));
  return said !== null && said.length > 1 ? said : null;
}

/** These letters as a row of known words, longest first; null where they are none. `inVain` keeps how many letters were left where no way led on. */
function cutInto(letters: string, words: ReadonlySet<string>, inVain = new Set<number>()): string[] | null {
  if (letters === '') return [];
  if (inVain.has(letters.length)) return null;
  for (let length = letters.length; length >= MIN_LENGTH; length--) {
    const rest = words.has(letters.slice(0, length)) ? cutInto(letters.slice(length), words, inVain) : null;
    if (rest !== null) return [letters.slice(0, length), ...rest];
  }
  inVain.add(letters.length);
  return null;
}
