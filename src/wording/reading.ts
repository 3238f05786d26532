/** What 小法 asks back when a report leaves something open. */
export const uncertainQuestions = {
  sumMismatch: (position: number, sum: string): string => `第${position}条的数对不上（${sum}），请核对后回“第${position}条改成……”。`,
  exactFigure: (position: number, metric: string, said: string): string =>
    `第${position}条${metric}“${said.length > 20 ? `${said.slice(0, 20)}…` : said}”是几？回“第${position}条”加数字；确认前不计入合计。`,
  oneAtATime: (rest: string): string => `一次改一条，后面的“${rest.slice(0, 30)}”请再单独回一句。`,
  scope: (position: number, said: string): string => `第${position}条的${said}是全部合计，还是只指其中一项？`,
  runningTotal: (position: number, said: string): string =>
    `第${position}条的“累计${said}”按这段时间的合计记的；要是今年以来的累计，请撤回这条，写明“今年累计”重报。`,
  noSuchDay: (position: number, said: string): string =>
    `第${position}条的“${said}”没有这一天，是哪天？回“第${position}条日期是……”；确认前不计入合计。`,
  lastYear: (position: number, year: number): string => `第${position}条是${year}年的数，已按${year}年记；不对请撤回。`,
  cut: (kept: number): string => `一次最多读${kept}项，后面的没有读，请分几次发。`,
  followUp: (position: number): string => `第${position}条的准确数字有了，请回“第${position}条”加数字。`,
};

/** Said where a model decided what the rules left open, so that a person can take it back. */
export const modelReadingQuestions = {
  ledger: (position: number, ledger: string): string => `第${position}条按“${ledger}”记的，不对请撤回后换个说法。`,
  section: (position: number, section: string): string => `第${position}条放在“${section}”，不对请撤回后说明是哪方面的工作。`,
};
