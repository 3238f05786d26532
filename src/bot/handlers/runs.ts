import { type Handler, say } from '../turn.ts';

/** 上周催报发了吗 — what ran by itself, and what came of it. */
export const runs: Handler = async ({ message }, { describeRuns }) => say(await describeRuns(message.text, message.at));
