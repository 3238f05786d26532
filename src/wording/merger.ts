import { addDays } from '../domain/date.ts';
import type { Merger } from '../domain/merger.ts';
import { dayPeriod, formatPeriod } from '../domain/period.ts';

/** Under an answer about a 科室 that is no more. */
export function mergedLine(name: string, { into, until }: Merger): string {
  return `> ${name}已于${formatPeriod(dayPeriod(addDays(until, 1)))}并入${into}，这里只算它自己到那之前的；之后的、跨过那天的，问“${into}”。`;
}

/** 数字经济科并入信息化科, said in the chat: what the operator writes where. */
export function howToMerge(name: string, { into, until }: Merger): string {
  return [
    `**科室撤并改在配置里**，这句话没有登记。请管理员在 data/bureau/bureau.yaml 的 departments 里，把${name}那一行写成：`,
    `- { name: ${name}, successor: ${into}, until: ${until} }`,
    `until 是${name}独立到哪一天，请按文件核对；那一行原来的 aliases 等照旧留着。改完重新启动生效：`,
    `- ${name}的人、台账、提纲、提醒都转到${into}，不用逐个改`,
    `- 以前的条目不动；合并前的时段分开算，跨过合并日的时段算在${into}`,
  ].join('\n');
}
