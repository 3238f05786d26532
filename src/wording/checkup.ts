const NAMES_SHOWN = 12;

function named(names: readonly string[]): string {
  return `${names.slice(0, NAMES_SHOWN).join('、')}${names.length > NAMES_SHOWN ? '等' : ''}`;
}

/** 每月体检 — what an admin should see to, in a line each. */
export interface Findings {
  /** People who have not written to 小法 alone yet. */
  neverSpoken: readonly string[];
  /** Years that begin soon and whose days off are not known. */
  unknownYears: readonly number[];
  /** Messages that could not be delivered since the last time. */
  undelivered: number;
}

/** Lines to see to; none when all is well. */
export function checkupLines({ neverSpoken, unknownYears, undelivered }: Findings): string[] {
  return [
    ...(neverSpoken.length > 0 ? [neverSpokenText(neverSpoken)] : []),
    ...(unknownYears.length > 0
      ? [`${unknownYears.join('、')}年的放假安排还没有填，先按周一至周五、扣除法定节假日当天推算；通知公布后请补进 calendar.yaml 的 holidays。`]
      : []),
    ...(undelivered > 0 ? [`有${undelivered}条消息没有发出，请核对平台配置和收件人账号。`] : []),
  ];
}

/** Told to the admins privately, after the greeting. */
export function checkupNotice(lines: readonly string[]): string {
  return [
    `每月体检，有${lines.length}处请看：`,
    ...lines.map((line, index) => `${index + 1}. ${line}`),
    '> 全部检查在服务器上运行“npm run xiaofa -- doctor”。',
  ].join('\n');
}

export function neverSpokenText(names: readonly string[]): string {
  return `${names.length}人还没和小法单独说过话，平台不让私下发给他们：${named(names)}。请他们给小法发一句“你好”。`;
}

export const everybodyReachable = '花名册里的人都收得到私下提醒。';

export function checkedUp(findings: number): string {
  return findings === 0 ? '没有要处理的' : `${findings}处要处理，已告诉管理员`;
}
