import { dateOf } from '../../domain/date.ts';
import { takeTurn, turnOf } from '../../learning/daily-turn.ts';
import { dailyLesson } from '../../learning/lesson.ts';
import { shelfOf } from '../../learning/shelf.ts';
import { dailyLaw as dailyLawText, nothingToLearn } from '../../wording/learning.ts';
import { keepTopic } from '../topic.ts';
import { type Handler, say } from '../turn.ts';

/** 每日一法 — the next law of the study list for this conversation; 看原文 then shows the whole article. */
export const dailyLaw: Handler = async (turn, { bureau, store, corpus, reader }) => {
  const { conversation, at } = turn.message;
  const shelf = shelfOf(corpus, { bureau, reader, asOf: dateOf(at) });
  const count = await store.read({ bureau: bureau.id }, rows => turnOf(rows, conversation.id));
  const lesson = dailyLesson(shelf, bureau.studyList, count);
  if (!lesson) return say(nothingToLearn);
  const { citation, reference, validityLine } = lesson;
  return async tx => {
    await takeTurn(tx, bureau.id, conversation.id);
    await keepTopic(tx, turn, { kind: 'law', question: reference });
    return [{ text: dailyLawText({ quote: citation.quote, reference, validityLine }) }];
  };
};
