import { words } from '../language/segmentation.ts';
import { chooseClause, WordingMatch } from './choose-clause.ts';
import { provisionAt } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import { legalWordsFor } from './lay-words.ts';
import { decides, questionKinds } from './question-kind.ts';
import { contentWords, wordRarity } from './rescore.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import { type ReadQuestion, subjectOf } from './search.ts';
import { sentencesOf } from './sentences.ts';

/** 作答特征 — what tells the article that answers from those that only share its words; each about 0 to 1, worth nothing when 0. */
export interface AnswerFeatures {
  /** The search's own score, as a share of the best. */
  found: number;
  /** How much of the question its best sentence holds, rare words counting more. */
  sentence: number;
  /** Whether the chosen clause is of the kind that is asked for. */
  kind: number;
  /** Wording shared by question and clause. */
  wording: number;
  /** The learned likeness of question and best sentence. */
  likeness: number;
  /** Words of the title that the question says. */
  titleSaid: number;
  /** Words of the title that the question does not say: 矿山, 道路交通, 公司登记. */
  titleForeign: number;
  /** A penalty was asked for, and this stands among the penalties. */
  penalty: number;
  /** It stands among the penalties, and none was asked for. */
  penaltyUnasked: number;
  /** Why the law was made, and from when it applies. */
  frame: number;
  /** Law that the bureau keeps in its own table or ingested itself. */
  own: number;
  /** It defines the term that is asked about. */
  defines: number;
}

const purpose = /^为了|^为[^。]{4,60}，(?:根据|制定)/;
const closing = /^本[一-龥]{1,6}自[^。]{0,30}起(?:施行|实施|执行)/;
const asksBeginning = /施行|生效|开始|实施|废止|目的|为什么制定|立法/;
const titleFrame = /^(?:条例|办法|规定|解释|若干|问题|适用|关于|暂行|实施|细则|管理|国务院|最高人民法院)$/;

function definedTerm(question: string): string | undefined {
  return /什么(?:是|叫)(.{2,14}?)[？?。]?$/.exec(question)?.[1] ?? /^(?:请问)?(.{2,14}?)(?:是|指的是|指)什么(?:意思)?/.exec(question)?.[1];
}

/** `所称中小企业，是指` defines 中小企业; `扶持中小企业` only mentions it. */
function definesTerm(term: string, text: string): boolean {
  const at = text.search(/是指|，为|称为|所称/);
  return (
    at >= 0 &&
    new RegExp(`(?:所称|称)?${term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^。；]{0,14}(?:是指|指|，包括)|为${term}(?:。|，|；)`).test(text)
  );
}

/** 1 when a text holds a word; less when its two characters stand close together (收费: 收取费用). */
function holds(text: string, word: string): number {
  if (text.includes(word)) return 1;
  const [first = '', second = ''] = word;
  if (word.length !== 2) return 0;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    if (text.slice(at + 1, at + 4).includes(second)) return 0.7;
  }
  return 0;
}

function best<T>(list: readonly T[], value: (one: T) => number): number {
  return list.reduce((top, one) => Math.max(top, value(one)), 0);
}

/** Reads the passages for one question; what the question says is looked up once. */
export function answerFeatures(scope: ReadingScope, question: ReadQuestion): (hit: RetrievedPassage) => AnswerFeatures {
  const { view } = scope;
  const kinds = questionKinds(question.text);
  const legal = legalWordsFor(question.text);
  const match = new WordingMatch(askedAbout(question.text), legal);
  const rarities = new Map<string, number>();
  const rarity = (word: string): number => {
    const known = rarities.get(word) ?? wordRarity(view, word);
    rarities.set(word, known);
    return known;
  };
  const asked = contentWords(subjectOf(question));
  const total = Math.max(
    1e-6,
    asked.reduce((sum, word) => sum + rarity(word), 0),
  );
  const share = (text: string): number => asked.reduce((sum, word) => sum + rarity(word) * holds(text, word), 0) / total;
  const likeness = view.ranker?.likeness({ text: subjectOf(question), expansion: legal }) ?? ((): number => 0);
  const term = kinds.includes('definition') ? definedTerm(question.text) : undefined;
  const listed = new Set(scope.bureau.validity.map(fact => fact.title));
  const titles = new Map<string, { said: number; foreign: number }>();
  const judgeTitle = (title: string): { said: number; foreign: number } => {
    const known = titles.get(title);
    if (known) return known;
    const parts = [...new Set(words(title.replace(/（.*）/g, '')).filter(word => word.length > 1 && !titleFrame.test(word)))];
    const worth = parts.reduce((sum, word) => sum + rarity(word), 0);
    const said = parts.reduce((sum, word) => sum + rarity(word) * (legal.includes(word) ? 1 : holds(question.text, word)), 0);
    const judged = { said: said / 10, foreign: (worth - said) / 10 };
    titles.set(title, judged);
    return judged;
  };
  return hit => {
    const { text, path } = provisionAt(hit);
    const { document } = hit.place;
    const { quote } = chooseClause(text, match, kinds);
    const sentences = sentencesOf(text);
    const title = judgeTitle(document.title);
    const isPenalty = path.some(heading => /法律责任|罚则/.test(heading));
    const asksPenalty = kinds.includes('penalty');
    return {
      found: hit.score,
      sentence: best(sentences, share),
      kind: decides(kinds, quote),
      wording: match.in(quote) / 10,
      likeness: best(sentences, sentence => likeness(`${document.title}${sentence}`)),
      titleSaid: title.said,
      titleForeign: title.foreign,
      penalty: isPenalty && asksPenalty ? 1 : 0,
      penaltyUnasked: isPenalty && !asksPenalty ? 1 : 0,
      frame: (closing.test(text) || purpose.test(text)) && !asksBeginning.test(question.text) ? 1 : 0,
      own: listed.has(document.title) || document.bureau !== 'shared' ? 1 : 0,
      defines: term !== undefined && definesTerm(term, text) ? 1 : 0,
    };
  };
}
