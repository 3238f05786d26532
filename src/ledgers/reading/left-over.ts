/** 剩3户下周拆, 未封的3个明天再去, 在建的5个预计年底投用: what is left, and when it is to be done. */
const leftOver =
  /^\s*(?:(?:还|尚|仍)有(?=\s?[\d一二两三四五六七八九十])|(?:还|尚|仍)?有?(?:剩|余|其余|未|没|尚未|还没|在建|正在))[^，。；\d]{0,8}(?:\d|[一二两三四五六七八九十])/;

/** 不及格的54人下周补考, 积压的19份明天能清完: the figure stands before the day to come. */
const stillToDo = /^[^，。；\d]{1,12}的\s?\d+[一-龥]{1,2}(?:[明后]天|下[周月]|月底|年底|准备|打算)/;

/** 去了三家让他们下周改: the figure is of what was done. */
const doneBefore = /了\s?(?:近|约|超)?[\d一二两俩三四五六七八九十百千]/;

/** Whether the figure of a clause is of now or before, though the clause names a day to come. */
export function tellsOfNow(clause: string): boolean {
  return leftOver.test(clause) || stillToDo.test(clause.trim()) || doneBefore.test(clause);
}
