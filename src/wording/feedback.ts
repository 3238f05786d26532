import type { Verdict } from '../domain/feedback.ts';

/** Said to whoever pressed. */
export const judged: Record<Verdict, string> = {
  accepted: '已记下，谢谢。',
  rejected: '已记下，材料员会核对。哪里不对，直接回一句更好。',
  withdrawn: '已取消刚才的评价。',
};

export const verdictNames: Record<Verdict, string> = { accepted: '采纳', rejected: '不采纳', withdrawn: '已取消' };

/** Labels of buttons: ten characters at most. */
export const buttonLabels = {
  accept: '采纳',
  reject: '不采纳',
  confirm: '确认',
  mend: '更正',
  withdraw: '撤回',
  withdrawOne: (at: number): string => `撤回第${at}条`,
};
