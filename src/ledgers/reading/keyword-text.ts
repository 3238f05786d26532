import { foldConfusable } from '../../language/confusable.ts';
import { blank } from './figure-window.ts';

/** Folded like the keywords of the lexicon, with titles of laws left out: what is studied is not what was done. */
export function keywordText(text: string): string {
  return foldConfusable(
    text
      .replace(/《[^》]*》|(?:虚假|违法|夸大|误导性?)宣传/g, blank)
      .replace(/单位/g, blank)
      .replace(studiedLaw, blank),
  );
}

/** 学习行政处罚法 names the law without marks: the study is the work, not a 行政处罚. */
const studiedLaw = /(?<=(?:学习|学了|宣讲|解读|宣传)(?:贯彻|新修订的?|宣传)?)(?:中华人民共和国)?[一-龥]{1,12}?(?:法(?!治|规|制|律)|条例|办法|细则)/g;
