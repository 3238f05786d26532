import type { Violation, ViolationRule } from '../language/grounding/violation.ts';
import { maskPersonalData } from '../language/personal-data.ts';

/** Said under an answer for which a model was asked in vain. */
export const withoutModel = '（未用模型作答）';

/** Said under an answer that a model put into words. */
export const byModel = '以上由模型组织语言，引文逐字核对过，以条文为准。';

/** Said above an answer to a few words that went on from the question before. */
export function understoodAs(question: string): string {
  return `您问的是“${question.replace(/[。？?]+$/, '')}”。`;
}

const faults: Record<ViolationRule, string> = {
  characters: '用了汉字和常用标点以外的符号',
  number: '自己写了数字、数量或日期',
  title: '自己写了文件名称',
  name: '写了材料里没有的人名、单位名',
  quotation: '用引号引了材料里没有的话',
  claim: '下了材料没有的断语',
  stranger: '说了材料没有说的事',
  uncited: '有的句子没有注明出处',
  'unknown-slot': '用了没有给出的编号',
  'missing-slot': '漏了必须写进去的编号',
  'repeated-slot': '同一个编号用了两次',
  'moved-slot': '打乱了编号的次序或把不同句的编号放进了一句',
  frame: '说出了任务要求本身',
  form: '格式不符合要求',
};

const WORDS_SHOWN = 12;
const FAULTS_SHOWN = 4;

/** What the model is told before its second try: which rules it broke, with a few of its own words. */
export function correctionNote(violations: readonly Violation[]): string {
  const lines = [...new Map(violations.map(violation => [violation.rule, violation])).values()].slice(0, FAULTS_SHOWN).map(({ rule, words }) => {
    // A name that the model guessed is not confirmed to it, nor is anybody's number sent back.
    const shown = rule === 'name' ? '' : maskPersonalData(words.replace(/[^\u4e00-\u9fff0-9]/g, '')).text.slice(0, WORDS_SHOWN);
    return `- ${faults[rule]}${shown === '' ? '' : `（“${shown}”）`}`;
  });
  return lines.join('\n');
}
