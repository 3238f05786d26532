import type { Provision } from '../../domain/provision.ts';

const SHORTEST = 16;
const LONGEST = 110;

/** A sentence that needs what stood before it, or another article, to be understood. */
const leansOnOthers =
  /^(?:其|该|此|但|并|同时|前|上述|有下列|逾期|拒不|情节|其中|对前|违反前|（)|前款|前条|前两款|第[一二三四五六七八九十百零]+[条款项]|本条|下列|以下简称|上述|除外/;
/** What follows takes back part of it: asked alone, the rule would be told without its exception. */
const exception = /^[^。]*(?:但是|另有规定|除外|不受|不适用|例外|可以不)/;
const aboutItself = /所称|制定本|起施行|废止|有效期/;

/** Sentences of a passage that can be judged by themselves: the first of each 款, short, and about no other article. */
export function quizSentences({ article, path, text }: Provision): string[] {
  if (article === null || !article.startsWith('第') || path.some(heading => heading.includes('附则'))) return [];
  return text.split('\n').flatMap(paragraph => {
    const sentence = /^[^。；：]+。/.exec(paragraph)?.[0] ?? '';
    const isWhole = !exception.test(paragraph.slice(sentence.length));
    const isFit =
      isWhole && sentence.length >= SHORTEST && sentence.length <= LONGEST && !leansOnOthers.test(sentence) && !aboutItself.test(sentence);
    return isFit ? [sentence] : [];
  });
}
