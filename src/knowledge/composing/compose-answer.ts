import type { Bureau } from '../../bureau/bureau.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Models } from '../../models/models.ts';
import { askCurrent, asOfPrefix } from '../../wording/law.ts';
import { withoutModel } from '../../wording/model.ts';
import { disguise } from '../../writing/disguise.ts';
import { type Checked, writeChecked } from '../../writing/write-checked.ts';
import type { Answer } from '../answer.ts';
import { pastDayIn, withoutPastDay } from '../as-of.ts';
import type { AskOptions, Corpus } from '../corpus.ts';
import { checkLawSentence, checkLawText, type LawTextContext, lawSentences } from './check-law-text.ts';
import { lawMaterial, materialText, PASSAGES_LOOKED_AT } from './law-material.ts';
import { type ComposedLaw, renderLawText } from './render-law-text.ts';

/** 作答请求 — the rules' own answer to a question, to be put into better words. */
export interface Composition {
  models: Models;
  corpus: Corpus;
  options: AskOptions;
  bureau: Pick<Bureau, 'members' | 'departments'>;
  question: string;
  /** What this person asked before, when the question goes on from it. */
  topic?: string;
  asker: string;
  deadline: Instant;
  /** Checked sentences so far, whenever there is one more. */
  onProgress?: (text: string) => void;
}

/** 依条文作答 — the same answer in a model's words, every sentence checked and every figure quoted; the rules' answer, saying so, when none passes. */
export async function composeAnswer(answer: Answer, composition: Composition): Promise<Answer> {
  const { question, options, onProgress } = composition;
  const past = pastDayIn(question, options.asOf);
  if (past === undefined) return inBetterWords(answer, composition);
  // What was law on that day is quoted, and said to be of that day.
  const dated = (text: string): string => [asOfPrefix(past), text, askCurrent].join('\n');
  const then = { ...composition, question: withoutPastDay(question), options: { ...options, asOf: past } };
  const composed = await inBetterWords(answer, { ...then, ...(onProgress ? { onProgress: (text: string) => onProgress(dated(text)) } : {}) });
  return composed.text.startsWith(answer.text) ? composed : { ...composed, text: dated(composed.text) };
}

async function inBetterWords(answer: Answer, composition: Composition): Promise<Answer> {
  const { models, corpus, options, bureau, asker, deadline, onProgress } = composition;
  const names = [...bureau.members, ...bureau.departments].map(({ name }) => name);
  const question = disguise(composition.question, names);
  if (!answer.answered) return answer;
  const hits = await corpus.searchByMeaning(question.text, { ...options, limit: PASSAGES_LOOKED_AT, asker, deadline });
  const material = lawMaterial(question.text, answer.citations, { corpus, options, hits });
  if (!material) return answer;
  const context: LawTextContext = { material, asked: question.originals, names };
  const rendering = { material, asked: question.originals, corpus, options };
  const check = (text: string, frame: string): Checked<ComposedLaw> => {
    const violations = checkLawText(text, frame, context);
    const rendered = violations.length === 0 ? renderLawText(text, rendering) : null;
    return rendered ? { value: rendered } : { violations: violations.length > 0 ? violations : [{ rule: 'quotation', words: '' }] };
  };
  const shown = onProgress && sentenceBySentence(context, text => onProgress(renderLawText(text, rendering)?.text ?? ''));
  const given = { question: question.text, provisions: materialText(material), asOf: options.asOf, topic: composition.topic ?? '' };
  const written = await writeChecked(models, {
    prompt: 'answer',
    inputs: fault => ({ ...given, fault }),
    asker,
    deadline,
    check,
    ...(shown ? { onText: shown } : {}),
  });
  if (written.outcome !== 'taken') return { ...answer, text: `${answer.text}\n${withoutModel}` };
  return { ...answer, ...written.value };
}

/** Hands on the sentences of a stream that pass, as long as all before them did. */
function sentenceBySentence(context: LawTextContext, show: (text: string) => void): (piece: string, frame: string) => void {
  let text = '';
  let count = 0;
  let isBroken = false;
  return (piece, frame) => {
    text += piece;
    // The last one may still go on.
    const sentences = lawSentences(text).slice(0, -1);
    if (isBroken || sentences.length === count) return;
    isBroken = sentences.slice(count).some(sentence => checkLawSentence(sentence, frame, context).length > 0);
    count = sentences.length;
    if (!isBroken) show(sentences.join('\n'));
  };
}
