import { chooseClause, WordingMatch } from './choose-clause.ts';
import { provisionAt } from './corpus-view.ts';
import { legalWordsFor } from './lay-words.ts';
import { decides, type QuestionKind, questionKinds } from './question-kind.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import type { ReadQuestion } from './search.ts';

/** Scores from here on belong to articles that were named by number; nothing reorders them. */
export const DIRECT = 900;

/** The articles that say why a law was made and from when it applies match much and decide nothing. */
const purpose = /^为了|^为[^。]{4,60}，(?:根据|制定)/;
const closing = /^本[一-龥]{1,6}自[^。]{0,30}起(?:施行|实施|执行)/;
const asksBeginning = /施行|生效|开始|实施|废止|目的|为什么制定|立法/;
/** Kinds of question that only a clause of that kind answers. */
const strict: ReadonlySet<QuestionKind> = new Set(['period', 'amount', 'count', 'penalty']);

function definedTerm(question: string): string | undefined {
  return /什么(?:是|叫)(.{2,14}?)[？?。]?$/.exec(question)?.[1] ?? /^(?:请问)?(.{2,14}?)(?:是|指的是|指)什么(?:意思)?/.exec(question)?.[1];
}

/** `所称中小企业，是指` defines 中小企业; `扶持中小企业` only mentions it. */
function defines(term: string, text: string): boolean {
  const at = text.search(/是指|，为|称为|所称/);
  return (
    at >= 0 &&
    new RegExp(`(?:所称|称)?${term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^。；]{0,14}(?:是指|指|，包括)|为${term}(?:。|，|；)`).test(text)
  );
}

function factor(question: string, kinds: readonly QuestionKind[], passage: { text: string; quote: string; path: readonly string[] }): number {
  const { text, quote, path } = passage;
  if ((closing.test(text) || purpose.test(text)) && !asksBeginning.test(question)) return 0.4;
  const [first] = kinds;
  const fits = 1 + (first !== undefined && strict.has(first) ? 0.25 : 0.15) * decides(kinds, quote);
  const penalties = path.some(heading => /法律责任|罚则/.test(heading));
  const placed = penalties ? (kinds.includes('penalty') ? 1.15 : 0.92) : 1;
  const term = kinds.includes('definition') ? definedTerm(question) : undefined;
  return fits * placed * (term !== undefined && defines(term, text) ? 1.4 : 1);
}

/** 择优 — reads the best candidates once more: does one paragraph hold the wording, and a clause of the kind that is asked for? */
export function rankByFit(question: ReadQuestion, hits: readonly RetrievedPassage[]): RetrievedPassage[] {
  const kinds = questionKinds(question.text);
  const match = new WordingMatch(askedAbout(question.text), legalWordsFor(question.text));
  const fitted = hits.map(hit => {
    if (hit.score >= DIRECT) return hit;
    const { text, path } = provisionAt(hit);
    const { quote } = chooseClause(text, match, kinds);
    return { ...hit, score: hit.score * factor(question.text, kinds, { text, quote, path }) + 0.15 * match.in(quote) };
  });
  return fitted.sort((a, b) => b.score - a.score);
}
