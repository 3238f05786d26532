// Times and words that several parts of the page show.

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

function wall(instant) {
  return new Date(instant + SHANGHAI_OFFSET_MS);
}

export function day(instant) {
  const at = wall(instant);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${weekdays[at.getUTCDay()]}`;
}

export function year(instant) {
  return `${wall(instant).getUTCFullYear()}年`;
}

export function time(instant) {
  return wall(instant).toISOString().slice(11, 16);
}

export function dayAndTime(instant) {
  return `${day(instant)} ${time(instant)}`;
}

/** 2026-11-18 → 2026年11月18日 */
export function dateInWords(date) {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** For `<input type="datetime-local">`. */
export function wallText(instant) {
  return wall(instant).toISOString().slice(0, 16);
}

const roleNames = { staff: '干部', liaison: '联络员', editor: '编辑', leader: '领导', admin: '管理员', secrecy: '保密员' };

/** What a member is in one or two words; 干部 goes without saying when there is more. */
export function roleLabel(roles) {
  const special = roles.filter(role => role !== 'staff');
  return (special.length === 0 ? roles : special).map(role => roleNames[role] ?? role).join('·');
}

export const statusNames = { submitted: '已填报', accepted: '已采纳', returned: '已退回', withdrawn: '已撤回' };

export const draftStates = { draft: '初稿', review: '送审稿', final: '定稿' };

export const runStates = { open: '待运行', done: '已完成', dead: '没有完成', uncertain: '结果待核' };

/** What a schedule does. */
export const taskNames = {
  remind: '催报提醒',
  compile: '汇编小结',
  digest: '领导周览',
  'digest-update': '周览更正',
  'daily-law': '每日一法',
  draft: '报告初稿',
  deadlines: '期限提示',
  learning: '普法提示',
  backup: '备份',
};

export const flagNames = {
  'date-inferred': '日期为推定',
  'period-not-finished': '时段未满',
  'needs-confirmation': '待确认',
  'sum-mismatch': '合计对不上',
  'scope-ambiguous': '口径待核',
  'suspected-duplicate': '疑似重复',
  'company-named': '点了企业名',
  'personal-data-masked': '已遮个人信息',
  'to-follow-up': '待跟进',
  'new-metric': '新指标',
  'masked-figure': '数字被遮盖',
};
