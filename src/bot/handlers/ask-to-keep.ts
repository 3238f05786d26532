import { keepAsked, keepButton, nothingAsked } from '../../wording/receipt.ts';
import { readBesideNames } from '../read-beside-names.ts';
import { forgetTopic, keepTopic, topicOf } from '../topic.ts';
import { type Handler, say } from '../turn.ts';
import { report } from './report.ts';

/** An answer that comes later than this is about something else. */
const ASKED_WITHIN_MS = 3 * 86_400_000;

/** 这条要记吗 — what may be talk is kept only when whoever said it says so. */
export const askToKeep: Handler = async turn => {
  const { conversation, id } = turn.message;
  return async tx => {
    await keepTopic(tx, turn, { kind: 'unsure', question: `${conversation.platform}:${id}` });
    return [{ text: keepAsked(turn.reading.entries), buttons: [keepButton] }];
  };
};

/** 记上 — keeps the message that was asked about, as of the day on which it was said. */
export const keepAfterAll: Handler = async (turn, services) => {
  const topic = await topicOf(turn, services);
  if (topic?.kind !== 'unsure' || turn.message.at - topic.at > ASKED_WITHIN_MS) return say(nothingAsked);
  const claim = await services.store.read({ bureau: services.bureau.id }, reader => reader.get('claim', topic.question));
  if (!claim || claim.message.text === '') return say(nothingAsked);
  const { message } = claim;
  const { member } = turn;
  const context = { bureau: services.bureau, reporter: { name: member.name, department: member.department }, at: message.at };
  const reading = await readBesideNames(`记：${message.text}`, context, services);
  const kept = await report({ ...turn, message, reading }, services);
  return async tx => {
    // Asked once, kept once: 记上 said twice keeps nothing more.
    await forgetTopic(tx, turn);
    return kept(tx);
  };
};
