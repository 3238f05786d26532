import { surerReading } from '../ledgers/model-reading/surer-reading.ts';
import type { Route } from './route.ts';
import { answerBy, type Services, type Turn } from './turn.ts';

/** A turn with where it goes; `isInVain`: a model was asked and gave nothing that could be used. */
export interface Directed {
  turn: Turn;
  way: Route;
  isInVain: boolean;
}

/** The ways that a model may open. */
const opened: Partial<Record<Turn['reading']['intent'], Route>> = { question: 'question', help: 'help', report: 'report' };

/** 再看一眼 — a message without an order in it, as a model reads it where the rules doubt. */
export async function surerTurn(turn: Turn, way: Route, services: Services): Promise<Directed> {
  const { models, bureau } = services;
  const { message, member, reading } = turn;
  if (!models || (way !== 'silence' && way !== 'report')) return { turn, way, isInVain: false };
  const said = { text: message.text, quote: message.quote?.text ?? '', at: message.at, department: member.department };
  const surer = await surerReading(reading, { models, bureau, ...said, asker: member.id, deadline: answerBy(turn, services) });
  return { turn: { ...turn, reading: surer.reading }, way: opened[surer.reading.intent] ?? way, isInVain: surer.isInVain };
}
