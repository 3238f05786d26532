/** 出路 — how a message can leave: into the bubble of the message that it answers, over the long connection, to the one-shot reply address, through the group's robot, from the app to one person. */
export type Way = 'stream' | 'long-connection' | 'reply-address' | 'group-robot' | 'app';

/** What works for this message at this moment. */
export interface Situation {
  isReply: boolean;
  isGroup: boolean;
  /** Only the robot can mention somebody. */
  wantsMentions: boolean;
  works: Readonly<Record<Way, boolean>>;
}

/**
 * 投递阶梯 — the one place that decides in which order ways are tried.
 * An answer stays where the question stood for as long as it can; a push takes the way that really notifies.
 */
export function waysFor({ isReply, isGroup, wantsMentions, works }: Situation): Way[] {
  return order(isReply, isGroup, wantsMentions).filter(way => works[way]);
}

function order(isReply: boolean, isGroup: boolean, wantsMentions: boolean): Way[] {
  // A group's answer that nothing else can carry goes to the one who asked.
  if (isReply) return ['stream', 'long-connection', 'reply-address', ...(isGroup ? (['group-robot'] as const) : []), 'app'];
  if (!isGroup) return ['app', 'long-connection'];
  return wantsMentions ? ['group-robot', 'long-connection'] : ['long-connection', 'group-robot'];
}
