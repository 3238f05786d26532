// The page of the simulator: sets the parts up, keeps them fed, and carries out what is pressed.

import { api } from './api.js';
import { setUpChat, showMessage, showTyping } from './chat.js';
import { setUpClock } from './clock.js';
import { setUpComposer } from './composer.js';
import { byId } from './dom.js';
import { setUpFacts } from './facts.js';
import { openGuide, setUpGuide } from './guide.js';
import { confirm, toast, withButton } from './notices.js';
import { setUpPeople } from './people.js';
import { openPanel, setUpRecords } from './records.js';
import { absorb, changed, chooseConversation, enter, groupId, onChange, state, unread } from './state.js';
import { dayAndTime } from './words.js';

const POLL_MS = 1500;

/** One look at a time; whoever asks while one is under way gets a fresh one after it. */
let looking = Promise.resolve([]);

function look({ withRecords = false } = {}) {
  looking = looking.catch(() => []).then(() => lookOnce(withRecords));
  return looking;
}

async function lookOnce(withRecords) {
  let feed = await api.feed(state.last);
  if (feed.epoch !== state.epoch) {
    enter(await api.scene());
    feed = await api.feed(0);
  }
  const fresh = absorb(feed);
  if (withRecords || fresh.length > 0 || state.records === null) state.records = await api.records();
  changed();
  return fresh;
}

async function keepLooking() {
  if (!document.hidden) {
    try {
      await look();
      byId('offline').hidden = true;
    } catch (error) {
      byId('offline').textContent = error.message;
      byId('offline').hidden = false;
    }
  }
  setTimeout(keepLooking, POLL_MS);
}

/** The chosen person, as the program wants it; nobody vouches for a stranger, so the bureau's own rule for them applies. */
function speaker() {
  const { id, name, department, known } = state.member;
  return known ? id : { name, roles: [], ...(department === '' ? {} : { department }) };
}

async function talk(work) {
  byId('send').disabled = true;
  const waiting = setTimeout(() => showTyping(true), 250);
  try {
    await work();
    return true;
  } catch (error) {
    toast(error.message, 'bad');
    return false;
  } finally {
    clearTimeout(waiting);
    showTyping(false);
    await look({ withRecords: true }).catch(() => undefined);
    byId('send').disabled = false;
  }
}

function send(text) {
  const quote = state.quote && { text: state.quote.text, ...(state.quote.messageId ? { messageId: state.quote.messageId } : {}) };
  state.quote = null;
  return talk(() => api.say({ from: speaker(), group: groupId(), text, ...(quote ? { quote } : {}) }));
}

function sendFile(file) {
  return talk(() => api.sendFile({ from: state.member.id, group: groupId(), file }));
}

function pressButton(button, element) {
  return withButton(element, () =>
    talk(() => api.say({ from: speaker(), group: groupId(), text: button.label, button: { action: button.action, value: button.value } })),
  );
}

async function moveClock(to) {
  await api.moveClock(to);
  const fresh = await look({ withRecords: true });
  const pushes = fresh.filter(line => line.account === null && line.replyTo === null);
  const direct = pushes.filter(line => line.conversation.startsWith('direct:')).length;
  const sent = pushes.length === 0 ? '其间没有要发的消息' : `其间发出${pushes.length}条消息${direct > 0 ? `，${direct}条是私聊` : ''}`;
  toast(`已到${dayAndTime(state.now)}，${sent}`, 'good');
}

async function crash() {
  state.crash = await api.crash();
  await look({ withRecords: true });
}

async function reset() {
  const isSure = await confirm({ title: '清空重来？', text: '演示里的聊天、条目和初稿都会清空，时钟回到开头。正式数据不受影响。', yes: '清空' });
  if (!isSure) return;
  await api.reset();
  state.crash = null;
  await look({ withRecords: true });
  openPanel('entries');
  toast('已清空，从头开始', 'good');
}

function openView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll('.tabs [data-view]')) {
    if (button.dataset.view === view) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  }
  changed();
  if (view === 'clock') byId('view-clock').querySelector('button')?.focus();
}

function goToSource(source) {
  openView('chat');
  const account = source.conversation.startsWith('direct:') ? source.conversation.slice('direct:'.length) : null;
  const member = account && state.scene.members.find(one => one.account === account);
  if (member) state.member = member;
  chooseConversation(source.conversation);
  if (!showMessage(source.messageId)) toast('聊天里已经翻不到这条消息了，原话见记录。');
}

setUpPeople();
setUpChat({ pressButton, openGuide });
setUpComposer({ send, sendFile });
setUpRecords({ goToSource });
setUpFacts({ crash: button => withButton(button, crash), reset: button => withButton(button, reset) });
setUpClock({ move: moveClock });
setUpGuide({
  view: openView,
  panel(name) {
    openView('records');
    openPanel(name);
  },
});
onChange(() => {
  byId('bureau').textContent = state.scene.bureau;
  const spokenIn = new Set(state.lines.map(line => line.conversation));
  byId('dot-chat').hidden = ![...spokenIn].some(conversation => unread(conversation) > 0);
});
for (const button of document.querySelectorAll('.tabs [data-view]')) button.addEventListener('click', () => openView(button.dataset.view));
await keepLooking();
