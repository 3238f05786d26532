import type { Bureau } from '../../bureau/bureau.ts';
import { findDepartments, matchDepartment } from '../../language/departments.ts';
import { allMatches } from '../../lib/all-matches.ts';

/** 归属 — whose work the words are about, and who else took part. */
export interface Responsibility {
  department: string;
  supporting: string[];
  partners: string[];
}

const together = /联合|会同|配合|协同|协助|邀请|联手|携手|牵头|共同|与|和|跟|同|、|@/;
const outsideBody =
  /(?:省|市|区|县|镇|乡|街道|经开区|高新区)?(?:委)?(?:司法局|市场监管局|市场监督管理局|市监局|自规局|自然资源局|自然资源和规划局|住建局|住建|人社局|人社|税务局|税务|财政局|应急局|应急管理局|生态环境局|环保局|公安局|公安|交警|法院|检察院|发改局|发改委|科技局|商务局|商务|教育局|卫健局|卫健委|农业农村局|文旅局|城管局|交通局|水利局|统计局|审计局|信访局|总工会|工商联|妇联|团委|团区委|消防(?:大队|救援)?|供电公司|律师事务所|律所|律师协会|行业协会|商会|银保监|人民银行|金融办|数据局|大数据局|行政审批局|政务服务中心|街道办|司法所|派出所|社区居委会)/g;

/** 法规科配合: said behind a 科室 that had a part in it. */
const supports = /^(?:同志)?(?:们)?(?:也|都)?(?:配合|协助|协办|协同|参与|参加)/;
/** 企服科牵头. */
const leads = /^(?:同志)?(?:是)?(?:牵头|主办|主责|主抓)/;
/** 配合企服科: whoever says it only helped. */
const helps = /(?:配合|协助|协同|支持)(?:着|了|好)?$/;

/** 赵航那边…, 法规科：…, 企服科本周…: the work is that 科室's, whoever types. */
export function onBehalfOf(text: string, bureau: Bureau): { department: string; end: number } | null {
  const head = text.slice(0, 16);
  const lead = /^(?:\[[^\]]*\]|【)?(?:代|帮|替)?/.exec(head)?.[0].length ?? 0;
  for (const member of bureau.members) {
    const match = head.startsWith(member.name, lead)
      ? /^(?:那边|他们|科长|主任|那儿|那里|这边|同志)?(?:补?报)?\s*[：:，,\s]?/.exec(head.slice(lead + member.name.length))
      : null;
    if (match !== null) return { department: member.department, end: lead + member.name.length + match[0].length };
  }
  const named = findDepartments(head.slice(lead), bureau.departments)[0];
  if (named === undefined || named.start !== 0 || supports.test(text.slice(lead + named.end))) return null;
  const after = /^(?:那边|他们|这边|的|反馈|报来?|报送|说)?\s*[：:，,\s]?/.exec(text.slice(lead + named.end))?.[0].length ?? 0;
  return { department: named.department, end: lead + named.end + after };
}

/** Who did it and with whom: 牵头 leads, else the first 科室 named or whoever says it; those behind 联合, 会同, 、 or @ and before 配合 support. */
export function responsibilityIn(text: string, department: string, bureau: Bureau): Responsibility {
  const supporting = new Set<string>();
  const mentions = findDepartments(text, bureau.departments).map(({ department: name, start, end }) => ({
    name,
    before: text.slice(Math.max(0, start - 4), start),
    after: text.slice(end, end + 8),
  }));
  const lead = mentions.find(({ before, after }) => leads.test(after) || helps.test(before))?.name ?? department;
  if (lead !== department) supporting.add(department);
  for (const { name, before, after } of mentions) {
    if (name !== lead && (together.test(before) || supports.test(after))) supporting.add(name);
  }
  const partners = new Set<string>();
  const joint = /联合|会同|配合|协同|邀请|联手|携手|一起|共同|答应|协调/.test(text);
  if (joint) for (const match of allMatches(text, outsideBody)) partners.add(match[0]);
  return { department: lead, supporting: [...supporting], partners: [...partners] };
}

/** The 科室 of a person or 科室 that is named, or null. */
export function departmentOf(words: string, bureau: Bureau): string | null {
  return bureau.members.find(member => member.name === words)?.department ?? matchDepartment(words, bureau.departments);
}
