import { dateOf } from '../../domain/date.ts';
import { howToMerge } from '../../wording/merger.ts';
import { mergerWords } from '../merger-words.ts';
import { type Handler, say } from '../turn.ts';

/** 科室撤并 — is written into a file, where it is checked; said in the chat, it is told how. */
export const mergeDepartments: Handler = async ({ message }, { bureau }) => {
  const merger = mergerWords(message.text, bureau, dateOf(message.at));
  return merger ? say(howToMerge(merger.name, merger)) : say();
};
