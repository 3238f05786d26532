import type { Provision, SourceDocument } from '../domain/provision.ts';
import type { Quotation } from '../knowledge/corpus.ts';
import { inTurn, seededOrder } from './seeded-order.ts';
import { type Shelf, studyTexts } from './shelf.ts';

const SHORTEST = 24;
const LONGEST = 200;
const BRIEF = 110;

/** Articles about the law itself: its purpose, scope, definitions, entry into force, what it repeals. */
const aboutItself = /制定本|自[^。]{0,24}起(?:施行|实施)|所称|适用本|参照本|依照本|负责解释|同时废止|有效期/;
const saysSomething = /应当|不得|有权|必须|禁止|可以|不予|责任|处[^。]{0,12}罚款/;
/** Words that only make sense beside another article. */
const leansOnOthers = /前款|前条|本条第|上述/;

/** Whether a passage is worth reading aloud by itself. */
function isTeachable(provision: Provision): boolean {
  const { article, path, text } = provision;
  if (article === null || !article.startsWith('第') || path.some(heading => heading.includes('附则'))) return false;
  return saysSomething.test(text) && !aboutItself.test(text);
}

/** The words to read of a passage: all of a short article, else its first 款 that is short enough; null when none is. */
function wordsToRead({ text }: Provision): string | null {
  const fits = (words: string): boolean => words.length >= SHORTEST && words.length <= LONGEST && !/[：:]$/.test(words);
  if (fits(text) && !leansOnOthers.test(text)) return text;
  return text.split('\n').find(line => fits(line) && !/^（/.test(line) && saysSomething.test(line) && !leansOnOthers.test(line)) ?? null;
}

/** Read at a glance on a phone. */
function isBrief(provision: Provision): boolean {
  const words = wordsToRead(provision) ?? '';
  return words.length <= BRIEF && !words.includes('\n');
}

/** The passages of a document that are worth reading, the brief ones first, in an order of their own. */
function teachableProvisions({ corpus }: Shelf, document: SourceDocument, seed: string): Provision[] {
  const passages = corpus.provisions(document.id).filter(passage => isTeachable(passage) && wordsToRead(passage) !== null);
  const ordered = seededOrder(passages, seed, ({ id }) => id);
  return [...ordered.filter(isBrief), ...ordered.filter(passage => !isBrief(passage))];
}

function read({ corpus, options }: Shelf, provision: Provision): Quotation | null {
  const words = wordsToRead(provision);
  const quotation = words === null ? undefined : corpus.quote(provision.id, words, options);
  // The citation is checked once more by what it says of itself: law in force, and somebody has looked.
  return quotation && quotation.citation.validity === 'in-force' && quotation.citation.checkedTo !== null ? quotation : null;
}

/** 学一条 — a passage of the texts, chosen by the seed; null when none of them has one. */
export function lessonFrom(shelf: Shelf, documents: readonly SourceDocument[], seed: string): Quotation | null {
  for (const document of documents) {
    for (const provision of teachableProvisions(shelf, document, seed)) {
      const lesson = read(shelf, provision);
      if (lesson) return lesson;
    }
  }
  return null;
}

/** 每日一法 — the passages of the study list one after the other, each law in turn; after the last one the first again. Null when there is none. */
export function dailyLesson(shelf: Shelf, studyList: readonly string[], turn: number): Quotation | null {
  const passages = inTurn(studyTexts(shelf, studyList).map(document => teachableProvisions(shelf, document, 'daily')));
  for (let step = 0; step < passages.length; step++) {
    const provision = passages[(turn + step) % passages.length];
    const lesson = provision ? read(shelf, provision) : null;
    if (lesson) return lesson;
  }
  return null;
}
