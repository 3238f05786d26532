const leading =
  /^(?:\[[^\]]{1,6}\]\s*|图说[：:]|转[：:]|补报?[：:]|报一下[：:，]?|汇报一下[：:，]?|嗯+|那个|呃+|今[天日]又?的?|昨[天日](?![和、])的?|本周|我们?科室(?!\d)|我科(?!室)|我们科?(?!室)|本科室|[：:，、\s])+/;
const trailing = /[吧哈呢啊呀哦嘛啦咯~！。，；\s]+$/u;

/** One line that says what was done, as the reporter put it, without chat words and emoji. */
export function summaryOf(text: string): string {
  const plain = text
    .replace(/\p{Extended_Pictographic}|\ufe0f|\[[一-龥]{1,4}\]/gu, '')
    .replace(/@[^\s，。；]{1,12}/g, '')
    .replace(leading, '')
    .replace(trailing, '')
    .trim();
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
