// What the page knows. One object, changed in one place, with whoever shows it told afterwards.

export const state = {
  scene: null,
  epoch: null,
  /** False until the first feed: what stands in that one is not news. */
  hasFeed: false,
  now: 0,
  targets: [],
  lines: [],
  last: 0,
  /** Conversation → the last sequence number that was on screen. */
  read: new Map(),
  member: null,
  conversation: 'work',
  records: null,
  quote: null,
  /** What the last 模拟断电 gave. */
  crash: null,
};

const listeners = new Set();

export function onChange(listener) {
  listeners.add(listener);
}

export function changed() {
  for (const listener of listeners) listener(state);
}

export function directOf(member) {
  return `direct:${member.account}`;
}

/** Starts over with a fresh scene; whoever was chosen stays chosen when they still exist. */
export function enter(scene) {
  const previous = state.member?.id;
  Object.assign(state, { scene, epoch: scene.epoch, hasFeed: false, lines: [], last: 0, read: new Map(), records: null, quote: null });
  state.member =
    scene.members.find(member => member.id === previous) ?? scene.members.find(member => member.roles.join() === 'staff') ?? scene.members[0];
  const mayStay = scene.groups.some(group => group.id === state.conversation);
  if (!mayStay) state.conversation = scene.groups[0]?.id ?? directOf(state.member);
}

/** Takes in what the program has to tell; true when there was something new in the chats. */
export function absorb(feed) {
  const isFirst = !state.hasFeed;
  Object.assign(state, { now: feed.now, targets: feed.targets, hasFeed: true });
  const fresh = feed.lines.filter(line => line.sequence > state.last);
  state.lines = [...state.lines, ...fresh].slice(-3000);
  state.last = fresh.at(-1)?.sequence ?? state.last;
  if (isFirst) for (const line of fresh) state.read.set(line.conversation, line.sequence);
  return fresh;
}

export function markRead(conversation) {
  state.read.set(conversation, state.last);
}

export function unread(conversation) {
  const seen = state.read.get(conversation) ?? 0;
  return state.lines.filter(line => line.conversation === conversation && line.sequence > seen).length;
}

export function chooseMember(member) {
  const wasDirect = state.conversation.startsWith('direct:');
  state.member = member;
  state.quote = null;
  if (wasDirect) state.conversation = directOf(member);
  changed();
}

export function chooseConversation(conversation) {
  state.conversation = conversation;
  state.quote = null;
  changed();
}

/** The conversations that the chosen member sees. */
export function conversations() {
  const groups = state.scene.groups.map(group => ({ id: group.id, name: group.name, note: group.kind === 'leaders' ? '领导群' : '工作群' }));
  return [...groups, { id: directOf(state.member), name: `${state.scene.bot}（单聊）`, note: '只有自己看得见' }];
}

/** The group's id as the program wants it. */
export function groupId() {
  return state.conversation.startsWith('direct:') ? 'direct' : state.conversation;
}

export function allNames() {
  // Longest first, so that a name is never taken for another that begins like it.
  return [state.scene.bot, ...state.scene.members.map(member => member.name)].sort((a, b) => b.length - a.length);
}
