import { dateOf } from '../../domain/date.ts';
import { describeUsage, readUsageQuestion } from '../model-usage.ts';
import { privately } from '../privately.ts';
import type { Handler } from '../turn.ts';

/** 模型用量、出境记录 — for the admin and the 保密员, and for them alone. */
export const modelUsage: Handler = async (turn, { modelBook, bureau, models }) => {
  const { at, message } = turn;
  const question = readUsageQuestion(message.text, dateOf(at));
  const { text } = await describeUsage({ store: modelBook, bureau }, { question, budget: models?.budget, at });
  return privately(turn, text);
};
