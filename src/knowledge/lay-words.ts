import { vocabulary } from './lay-vocabulary.ts';

/** Said in all kinds of questions, so they do not show that one is about law. */
const loose: readonly (readonly [RegExp, string])[] = [
  [/什么是|什么叫|是什么意思|指什么|怎么界定/, '是指 所称'],
  [/(?:老板|单位|公司).*(?:工资|加班|辞|社保|工伤|试用)|(?:工资|加班|辞|社保|工伤|试用).*(?:老板|单位|公司)/, '用人单位'],
  [/几天|多少天|多久|多长时间|最晚|期限|什么时候/, '日内 期限'],
];

/** The legal words for what a question says in everyday words, separated by spaces; empty when there are none. */
export function legalWordsFor(question: string): string {
  return [...vocabulary, ...loose]
    .filter(([said]) => said.test(question))
    .map(([, legal]) => legal)
    .join(' ');
}

/** How many everyday words for legal matters a question uses. */
export function layWordsIn(question: string): number {
  return vocabulary.filter(([said]) => said.test(question)).length;
}
