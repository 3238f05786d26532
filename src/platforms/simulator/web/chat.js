import { byId, el } from './dom.js';
import { avatar } from './people.js';
import { renderMarkdown, renderText } from './render-markdown.js';
import { allNames, changed, conversations, markRead, onChange, state } from './state.js';
import { day, time, year } from './words.js';

/** Sequence numbers of what is drawn, so that only news is added. */
let drawn = { conversation: null, epoch: null, member: null, last: 0, day: '' };
let pressButton = () => undefined;
let openGuide = () => undefined;

function fileCard(file, href) {
  const kind = file.name.includes('.') ? file.name.split('.').at(-1).slice(0, 4).toUpperCase() : '文件';
  const inside = [el('span', { class: 'file-kind', 'aria-hidden': 'true' }, kind), el('span', { class: 'file-name' }, file.name)];
  return href
    ? el('a', { class: 'file', href, download: file.name }, inside, el('span', { class: 'file-action' }, '下载'))
    : el('span', { class: 'file' }, inside);
}

/** It grows when it comes: whoever reads at the end stays there. */
function stayAtEnd({ target }) {
  const log = byId('log');
  if (log.scrollHeight - log.scrollTop - log.clientHeight < target.offsetHeight + 160) log.scrollTop = log.scrollHeight;
}

/** A chart as people see it; in letters where it cannot be drawn here. */
function picture(file) {
  const letters = () => el('pre', { class: 'letters' }, file.letters);
  const drawn = { onload: stayAtEnd, onerror: event => event.target.replaceWith(letters()) };
  return el('img', { class: 'picture', src: file.href, alt: file.letters, ...drawn });
}

function withoutLetters(line) {
  return line.files.reduce((text, { letters }) => (letters ? text.replace(`${letters}\n`, '').replace(letters, '') : text), line.text);
}

function buttons(line) {
  if (line.buttons.length === 0) return null;
  const presses = line.buttons.map(button => el('button', { type: 'button', onclick: event => pressButton(button, event.target) }, button.label));
  return el('div', { class: 'bubble-buttons' }, presses);
}

function content(line, isGroup) {
  const names = allNames();
  if (line.account === null) {
    const mentions =
      line.mentions.length > 0 &&
      el(
        'p',
        { class: 'mentions' },
        line.mentions.map(name => el('span', { class: 'mention' }, `@${name}`)),
      );
    const files = line.files.map(file => (file.letters ? picture(file) : fileCard(file, file.href)));
    return [mentions, renderMarkdown(withoutLetters(line), names), ...files, buttons(line)];
  }
  const mention = isGroup && line.text !== '' ? `@${state.scene.bot} ` : '';
  return [
    line.quote && el('p', { class: 'bubble-quote' }, line.quote),
    line.text !== '' && el('p', { class: 'plain' }, renderText(mention + line.text, names)),
    ...line.attachments.map(file => fileCard(file, null)),
  ];
}

function quoteButton(line) {
  const text = line.text || line.attachments.map(file => file.name).join('、');
  const take = () => {
    state.quote = { text: text.slice(0, 2000), ...(line.messageId ? { messageId: line.messageId } : {}), name: line.name };
    changed();
    byId('text').focus();
  };
  return el('button', { type: 'button', class: 'quote-button', 'aria-label': `引用${line.name}的这条消息`, onclick: take }, '引用');
}

function bubble(line) {
  const isBot = line.account === null;
  const isMine = line.account === state.member.account;
  const isGroup = !line.conversation.startsWith('direct:');
  const face = isBot ? el('img', { class: 'avatar', src: '/simulator/web/seal.svg', alt: '' }) : avatar(line.name);
  const sender = state.scene.members.find(member => member.account === line.account);
  const meta = el(
    'p',
    { class: 'meta' },
    el('b', {}, line.name),
    sender?.department && el('span', {}, sender.department),
    isBot && line.replyTo === null && el('span', { class: 'push' }, '主动推送'),
    el('time', {}, time(line.at)),
    quoteButton(line),
  );
  const classes = ['message', isBot ? 'from-bot' : 'from-person', isMine && 'mine'].filter(Boolean).join(' ');
  return el(
    'article',
    { class: classes, 'data-message': line.messageId },
    face,
    el('div', { class: 'message-body' }, meta, el('div', { class: 'bubble' }, content(line, isGroup))),
  );
}

function greeting() {
  return el(
    'div',
    { class: 'greeting' },
    el('img', { src: '/simulator/web/seal.svg', alt: '', width: 56, height: 56 }),
    el('p', { class: 'greeting-title' }, '像在工作群里一样说就行'),
    el('p', {}, '报一件做过的事，问一条法律依据，或问一个累计数。有错字、说半句都可以，下面有现成的话可点。'),
    el('button', { type: 'button', class: 'primary', onclick: () => openGuide() }, '十分钟体验'),
  );
}

function drawNews(log) {
  const news = state.lines.filter(line => line.conversation === state.conversation && line.sequence > drawn.last);
  if (news.length === 0) return;
  log.querySelector('.greeting')?.remove();
  const nearEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 160;
  for (const line of news) {
    if (day(line.at) !== drawn.day) log.append(el('p', { class: 'day' }, el('span', {}, `${year(line.at)}${day(line.at)}`)));
    drawn.day = day(line.at);
    log.append(bubble(line));
  }
  const isOwn = news.some(line => line.account === state.member.account);
  drawn.last = news.at(-1).sequence;
  if (nearEnd || isOwn) log.scrollTop = log.scrollHeight;
}

function render() {
  const log = byId('log');
  const { conversation, epoch, member } = state;
  // On a phone another view may hide the chat: what comes meanwhile is drawn, and counts as read, when it is looked at.
  if (log.offsetParent === null) return;
  if (drawn.conversation !== conversation || drawn.epoch !== epoch || drawn.member !== member.id) {
    drawn = { conversation, epoch, member: member.id, last: 0, day: '' };
    log.replaceChildren(greeting());
  }
  drawNews(log);
  markRead(conversation);
  const here = conversations().find(one => one.id === conversation);
  byId('chat-title').textContent = here?.name ?? '';
  byId('chat-note').textContent = conversation.startsWith('direct:') ? `${member.name}与小法` : (here?.note ?? '');
}

/** Scrolls to the message that something was read from. */
export function showMessage(messageId) {
  const found = [...byId('log').querySelectorAll('[data-message]')].find(element => element.dataset.message === messageId);
  found?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  found?.classList.add('found');
  setTimeout(() => found?.classList.remove('found'), 2500);
  return found !== undefined;
}

/** A word that 小法 is at work, until its answer is drawn. */
export function showTyping(isTyping) {
  byId('log').querySelector('.typing')?.remove();
  if (!isTyping) return;
  const dots = [1, 2, 3].map(() => el('i'));
  byId('log').append(el('p', { class: 'typing' }, '小法正在看', el('span', { 'aria-hidden': 'true' }, dots)));
  byId('log').scrollTop = byId('log').scrollHeight;
}

export function setUpChat(options) {
  ({ pressButton, openGuide } = options);
  onChange(render);
}
