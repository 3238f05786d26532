import { byId, el } from './dom.js';
import { toast } from './notices.js';
import { changed, onChange, state } from './state.js';

const REPORT = '本周走仿企业12家，收集问题5条，当场解决3条；周三组织学习《行政处罚法》，35人参加';

const sayings = {
  staff: [REPORT, '第1条改成13家', '撤回第2条', '我本周报了什么', '本周没有', '小微企业的货款最晚多久要付', '帮助'],
  liaison: ['谁还没报', REPORT, '第1条改成13家', '本周没有', '小微企业的货款最晚多久要付', '今年以来走访了多少企业', '帮助'],
  editor: ['生成年度报告', '谁还没报', '今年以来走访了多少企业', '怎么算的', '第1条改成13家', '帮助'],
  leader: ['今年以来走访了多少企业', '怎么算的', '谁还没报', '生成年度报告', '小微企业的货款最晚多久要付', '帮助'],
  admin: ['帮助', '谁还没报', '今年以来走访了多少企业'],
  secrecy: ['帮助', '小微企业的货款最晚多久要付'],
};

const strangerSayings = ['小微企业的货款最晚多久要付', '本周走访企业3家', '帮助'];

/** Longest first: who may more is shown more. */
const order = ['leader', 'editor', 'liaison', 'admin', 'secrecy', 'staff'];

/** Puts words into the box, to be looked at before they are sent. */
export function fill(text) {
  const box = byId('text');
  box.value = text;
  grow();
  box.focus();
}

/** As high as its words, up to a third of a screen. */
function grow() {
  const box = byId('text');
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, 150)}px`;
}

function render() {
  const role = order.find(one => state.member.roles.includes(one)) ?? 'staff';
  const texts = state.member.known ? (sayings[role] ?? sayings.staff) : strangerSayings;
  byId('chips').replaceChildren(...texts.map(text => el('button', { type: 'button', class: 'chip', onclick: () => fill(text) }, text)));
  const isGroup = !state.conversation.startsWith('direct:');
  byId('text').placeholder = isGroup ? `以${state.member.name}的身份 @${state.scene.bot}…` : `以${state.member.name}的身份说…`;
  byId('quote').hidden = state.quote === null;
  byId('quote-text').textContent = state.quote === null ? '' : `${state.quote.name}：${state.quote.text}`;
}

function takeFile(file, sendFile) {
  if (!file) return;
  if (/\.(txt|md|docx)$/i.test(file.name)) sendFile(file);
  else toast(`“${file.name}”这种格式暂时读不了，请发 .txt、.md 或 .docx。`, 'bad');
}

function acceptDrops(sendFile) {
  const chat = byId('view-chat');
  const mark = isOver => chat.classList.toggle('drop', isOver);
  chat.addEventListener('dragover', event => {
    event.preventDefault();
    mark(true);
  });
  chat.addEventListener('dragleave', () => mark(false));
  chat.addEventListener('drop', event => {
    event.preventDefault();
    mark(false);
    takeFile(event.dataTransfer.files[0], sendFile);
  });
}

export function setUpComposer({ send, sendFile }) {
  const box = byId('text');
  let last = '';
  onChange(() => {
    // The chips are drawn again only when someone else speaks, so that a press never misses.
    const key = `${state.member.id}|${state.conversation}|${state.quote?.text ?? ''}`;
    if (key !== last) render();
    last = key;
  });
  byId('composer').addEventListener('submit', async event => {
    event.preventDefault();
    const text = box.value.trim();
    if (text === '' || byId('send').disabled) return;
    box.value = '';
    grow();
    if (!(await send(text)) && box.value === '') fill(text);
  });
  box.addEventListener('input', grow);
  box.addEventListener('keydown', event => {
    // While a word is being composed, Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    byId('composer').requestSubmit();
  });
  byId('quote-cancel').addEventListener('click', () => {
    state.quote = null;
    changed();
  });
  byId('file').addEventListener('change', event => {
    takeFile(event.target.files[0], sendFile);
    event.target.value = '';
  });
  acceptDrops(sendFile);
}
