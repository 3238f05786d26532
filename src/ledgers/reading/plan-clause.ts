import type { LocalDate } from '../../domain/date.ts';
import type { Clause } from './clauses.ts';
import { onlyDone } from './figure-window.ts';
import { tellsOfNow } from './left-over.ts';

/** Words of what is still to be done. */
export const planWords =
  /下周|下个?月|(?<!结转到?)下季度|下半年(?!以来)|明天|明日|后天|下一?步|(?<!(?:印发|制定|出台|编制|起草|下发|发布|完成|修订|报送|年度)[^，。；]{0,10}|\d[项个份]|[”」]|采购)(?<!雨露|星火|科技|占(?:年度|全年|总)?)计划(?!总投资|投资|用水|生育|单列|项目(?!\s?\d))|打算|准备(?!金|工作)|(?<![模虚草比])拟(?!废止|修[改订《]|定|制|稿|处罚|罚款?(?:合计|共计?|总计)?\s?\d[\d.]*\s?[万亿元]|开放|控制|销?毁|录|聘|任命|命名|认定)|将(?:于|在|组织|开展|召开|继续)|预计(?!总?投资|产值|年产|产能|达产|可|节约|收益|用地|[^，。；]{0,4}(?:产值|产能|税收))|力争|目标(?:是|为)|(?:今年|明年|年内|下半年)[^，。；]{0,3}要(?!点|求|件)|争取(?=在|于|尽快|早日|年底|月底|本月|下)/;

/** Words of something that took place. */
export const doneWords =
  /了|已|完成|开展|组织|召开|举办|起草|印发|参加|制定|出台|办结|上报|报送|检查|走访|学习|调整|联合|配合|公开|公布|发放|答复|反映|提出|研究|通过|落实|修订|梳理|签订|受理|说/;

export function isPlanClause(clause: Clause, today: LocalDate): boolean {
  if (clause.quantities.length > 0 && tellsOfNow(clause.text)) return false;
  const future = clause.dates.some(date => !date.isDeadline && date.period.from > today);
  // 11月30日前完成检查10家 is a target; 限11月30日前整改 in a report is none of ours.
  const target = clause.quantities.length > 0 && clause.dates.some(date => date.isDeadline && date.start <= 2 && date.period.to > today);
  return future || (target && !/已|了/.test(clause.text)) || (planWords.test(clause.text) && !/已(?:经)?|了(?:$|[，。；])/.test(clause.text));
}

/** 任务600批, 目标是走访300家: how much is to be done. 任务12项 counts tasks, and 完成任务412批 what was done. */
const target =
  /(?<!(?:完成|开展|执行|实施|落实|办理|组织)[^，。；\d]{0,10})(?:(?:任务|指标)(?:任务|[数量值])?(?:[是为：][^，。；\d]{0,8})?\s?\d+(?:\.\d+)?(?![\d.项件个条])|目标(?:(?!完成|考核)[^，。；\d]){0,6}\d)/;

export function isTargetClause(clause: Clause, next: Clause | undefined): boolean {
  const isOfYear = /^\s*(?:[^，。；\d]{0,6}(?:全年|年度|今年|本年|年初|年内)|任务|目标)/.test(clause.text);
  return target.test(clause.text) && !/已|了/.test(clause.text) && (isOfYear || (next !== undefined && isAchieved(next, clause)));
}

/** 已完成412批 after 计划抽检600批: so much of the plan is done, and it says no more than that. */
export function isAchieved(clause: Clause, plan: Clause): boolean {
  const [first] = clause.quantities;
  const units = plan.quantities.map(({ quantity }) => quantity.unit);
  return first !== undefined && units.includes(first.quantity.unit) && onlyDone.test(clause.text.slice(0, first.start));
}
