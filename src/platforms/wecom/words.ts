/** 正在处理 — shown until the answer is there. */
export const placeholder = '正在处理，请稍候…';
/** Nothing is to be said, but the bubble has to end with visible words. */
export const heard = '收到。';
/** A stream that this run of the program does not know: it was restarted in between. */
export const lostStream = '小法刚才重新启动，这条的答复可能没有显示。您发的内容若已收到就已保存，请回“我本周报了什么”核对；没有的，请再发一次。';
/** The window closes before the answer is there. */
export const slowAnswer = '还在处理，完成后另发一条给您。';
/** The answer went another way. */
export const answeredElsewhere = '答复见另一条消息。';
/** Over a set of buttons. */
export const cardTitle = '请点选';
export const cardDone = '已收到';
/** Where no way leads a file into this conversation. */
export const filesElsewhere = (names: readonly string[]): string =>
  `> 文件${names.map(name => `《${name}》`).join('')}发不到这里，请联系管理员领取。`;

export const welcome = (bot: string): string =>
  [
    `您好，我是${bot}。`,
    '**登记工作**：直接说，如“今天走访企业3家，收集问题2条”。',
    '**问法规政策**：直接问，答复附条文原文和时效。',
    '**改错**：回“第1条改成4家”“撤回第2条”；没有要报的回“无”。',
    '回“帮助”看全部用法。涉密内容请勿发送。',
  ].join('\n');

/** Why a message did not arrive: shown among the dead letters. */
export const noWay = {
  group: '这个群没有可用的发送方式：答复期限已过，也没有为它配置群机器人（bureau.yaml 的 robotKeyEnv）。',
  person: '没有办法给这个人单独发消息：没有配置自建应用，他也没有可用的长连接会话。',
  reply: '答复期限已过，又没有群机器人或自建应用可用，这条答复没有送出。',
};
/** What the error numbers mean that an operator can do something about (page 90313). */
export const meanings: Readonly<Record<number, string>> = {
  40058: '内容的格式或长度不合要求',
  45009: '发得太快，稍后再发',
  48002: '应用没有这项接口权限',
  60020: '本机出口 IP 不在应用的企业可信 IP 里',
  81013: '收件人不在应用的可见范围里，或账号不对',
  93000: '群机器人已被移出这个群，或 key 不对',
  93006: '这个会话里还没有人和机器人说过话，或群编号不对',
};
export const uncertainPush = '企业微信没有及时回执，可能已经送达。';
