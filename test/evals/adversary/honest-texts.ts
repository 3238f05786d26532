import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rewritingViolations } from '../../../src/bot/standalone-question.ts';
import { formatArticle } from '../../../src/knowledge/article-number.ts';
import { checkLawText } from '../../../src/knowledge/composing/check-law-text.ts';
import { type LawMaterial, lawMaterial } from '../../../src/knowledge/composing/law-material.ts';
import type { Violation } from '../../../src/language/grounding/violation.ts';
import { otherWork } from '../../../src/ledgers/other-work.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { checkFactProse, type FactProse } from '../../../src/writing/fact-prose.ts';
import type { Honesty, LawGround } from './law-trials.ts';

interface HonestFile {
  law: { document: string; texts: { ask: string; says: string }[] }[];
  sections: { heading: string; facts: string[][]; texts: string[] }[];
  digests: { facts: string[]; texts: string[] }[];
  rewritings: { before: string; now: string; says: string }[];
}

/** One honest text with what the gates have against it. */
interface Judged {
  use: string;
  text: string;
  violations: Violation[];
}

/** `{c5}`, `{q5b}`. */
const place = /\{([cq])(\d+)([b-z]?)\}/g;
const labelOf = (article: string): string => formatArticle({ article: Number(article), branch: 0 });

/** The slots of the material in the place of the articles that an honest answer names. */
function slotted(answer: string, document: string, { provisions }: LawMaterial): string {
  return answer.replace(place, (whole, kind: string, article: string, order: string) => {
    const provision = provisions.find(one => one.article === labelOf(article) && one.title.includes(document));
    const slot = kind === 'c' ? provision?.slot : provision?.sentences[order === '' ? 0 : order.charCodeAt(0) - 97]?.slot;
    if (!slot) throw new Error(`not in the material: ${whole} of ${document}`);
    return `{{${slot}}}`;
  });
}

/** What the question finds; where that is not what the answer speaks of, what its article by name finds: the gates are tried here, not the search. */
function materialFor({ ask, says }: { ask: string; says: string }, document: string, { corpus, bureau, asOf }: LawGround): LawMaterial {
  const options = { bureau, asOf };
  const articles = [...says.matchAll(place)].map(([, , article = '']) => labelOf(article));
  const asked = [ask, `${document}${articles[0]}`].map(question => lawMaterial(ask, corpus.ask(question, options).citations, { corpus, options }));
  const found = asked.find(material =>
    articles.every(article => material?.provisions.some(one => one.article === article && one.title.includes(document))),
  );
  if (!found) throw new Error(`nothing found: ${ask}`);
  return found;
}

function judgeLaw({ law }: HonestFile, ground: LawGround, names: readonly string[]): Judged[] {
  return law.flatMap(({ document, texts }) =>
    texts.map(one => {
      const material = materialFor(one, document, ground);
      const violations = checkLawText(slotted(one.says, document, material), '', { material, asked: new Map(), names });
      return { use: '法规答复', text: `${one.ask} → ${one.says}`, violations };
    }),
  );
}

function judgeProse({ sections, digests }: HonestFile, { bureau }: LawGround, names: readonly string[]): Judged[] {
  const judge = (use: string, facts: readonly (readonly string[])[], { heading, isComplete }: Pick<FactProse, 'heading' | 'isComplete'>) => {
    const flat = facts.flatMap((group, at) => group.map(text => ({ text, group: at }))).map((fact, at) => ({ slot: `m${at + 1}`, ...fact }));
    const prose: FactProse = { facts: flat, isComplete, heading, names, foreign: (words, text) => otherWork(words, text, bureau) };
    return (text: string): Judged => ({ use, text, violations: checkFactProse(text, '', prose) });
  };
  return [
    ...sections.flatMap(({ heading, facts, texts }) => texts.map(judge('报告章节', facts, { heading, isComplete: true }))),
    ...digests.flatMap(({ facts, texts }) =>
      texts.map(
        judge(
          '周览',
          facts.map(fact => [fact]),
          { heading: '', isComplete: false },
        ),
      ),
    ),
  ];
}

function judgeRewritings({ rewritings }: HonestFile): Judged[] {
  return rewritings.map(({ before, now, says }) => ({
    use: '补全问话',
    text: `${before}｜${now} → ${says}`,
    violations: rewritingViolations(says, `${before}\n${now}`),
  }));
}

/** Honest texts in free wording, of every use, from one half of those that were written beforehand. */
export function honestTexts(half: 'open' | 'held', ground: LawGround): Honesty {
  const file = parse(readFileSync(join(projectRoot, 'test', 'evals', 'data', `honest-${half}.yaml`), 'utf8')) as HonestFile;
  const { bureau } = ground;
  const names = [...bureau.members, ...bureau.departments].map(({ name }) => name);
  const judged = [...judgeLaw(file, ground, names), ...judgeProse(file, ground, names), ...judgeRewritings(file)];
  const refused = judged.filter(({ violations }) => violations.length > 0);
  return {
    taken: judged.length - refused.length,
    of: judged.length,
    wrong: [],
    refused: refused.map(({ use, text, violations }) => `${use}：${text}｜${violations.map(({ rule, words }) => `${rule} ${words}`).join('；')}`),
  };
}
