import { safeIntent, surerReport } from '../ledgers/model-reading/surer-reading.ts';
import type { Route } from './router.ts';
import { answerBy, type Services, type Turn } from './turn.ts';

/** Below this a person, or a model, should look. */
const DOUBTFUL = 0.5;
/** 同上, 咋办呀: too little to ask anybody about. */
const SHORTEST = 5;

/** A turn with where it goes; `isInVain`: a model was asked and gave nothing that could be used. */
export interface Directed {
  turn: Turn;
  way: Route;
  isInVain: boolean;
}

/** 再看一眼 — what the rules read with doubt is looked at by a model, where there is one. It may find a question, a report or a cry for help; it gives no orders. */
export async function surerTurn(turn: Turn, way: Route, services: Services): Promise<Directed> {
  const { models, bureau } = services;
  const { message, member, reading } = turn;
  const same: Directed = { turn, way, isInVain: false };
  if (!models || (way !== 'silence' && way !== 'report') || reading.confidence >= DOUBTFUL || reading.intent === 'notice') return same;
  if (message.text.length < SHORTEST) return same;
  const { at } = message;
  const asked = { models, bureau, text: message.text, quote: message.quote?.text ?? '', at, asker: member.id, deadline: answerBy(turn, services) };
  const doubt = { ...asked, department: member.department };
  if (way === 'silence') {
    const intent = await safeIntent(doubt);
    if (intent.outcome === 'not-taken' || intent.value === undefined || intent.value === 'chitchat') return same;
    if (intent.value !== 'report') return { ...same, way: intent.value };
  }
  const surer = await surerReport(reading, doubt);
  // What holds nothing that can be kept stays talk.
  if (surer.reading.entries.length === 0) return { ...same, isInVain: surer.isInVain && way === 'report' };
  return { turn: { ...turn, reading: { ...surer.reading, intent: 'report' } }, way: 'report', isInVain: surer.isInVain };
}
