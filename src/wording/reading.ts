/** What 小法 asks back when a report leaves something open. */
export const uncertainQuestions = {
  sumMismatch: (position: number, sum: string): string => `第${position}条的数对不上（${sum}），请核对后回“第${position}条改成……”。`,
  exactFigure: (position: number, metric: string, said: string): string =>
    `第${position}条${metric}“${said}”是几？回“第${position}条”加数字；确认前不计入合计。`,
  oneAtATime: (rest: string): string => `一次改一条，后面的“${rest.slice(0, 30)}”请再单独回一句。`,
  scope: (position: number, said: string): string => `第${position}条的${said}是全部合计，还是只指其中一项？`,
  followUp: (position: number): string => `第${position}条的准确数字有了，请回“第${position}条”加数字。`,
};
