import { fill } from './composer.js';
import { byId, el } from './dom.js';
import { chooseConversation, chooseMember, state } from './state.js';

const hasRole = role => member => member.roles.includes(role);
const isPlainStaff = member => member.roles.join() === 'staff' && member.known;
const isItPerson = member => member.roles.includes('admin');

/** Whom to be, what to say (or where to look), and what to watch for. */
const steps = [
  {
    who: isPlainStaff,
    say: '本周走仿企业12家，收集问题5条，当场解决3条；周三组织学习《行政处罚法》，35人参加',
    title: '干部报一句，带错字',
    watch: '一秒内读懂，逐条编号，“条目”一栏随即出现',
  },
  { who: isPlainStaff, say: '第1条改成13家', title: '四个字改一个数', watch: '原数留痕，谁改的、何时改的都在' },
  { who: isPlainStaff, say: '小微企业的货款最晚多久要付', title: '问一条依据', watch: '法名、第几条、原文、是否现行有效' },
  { who: hasRole('leader'), say: '今年以来走访了多少企业', title: '领导问一个累计数', watch: '截至哪天、由哪几条算来，再问“怎么算的”' },
  { who: hasRole('editor'), say: '生成年度报告', title: '编辑要一份初稿', watch: '每个数字都能回到那句话；缺材料的章节照实说' },
  { who: isPlainStaff, say: '第1条改成15家', title: '再改一次数', watch: '“初稿”一栏里用到此数的句子自己标了出来' },
  { who: hasRole('editor'), file: true, title: '发一份老稿', watch: '选 data/corpus 里的上年报告，看今年各科室还空着哪些' },
  { view: 'clock', title: '把时钟拨到周五16:00', watch: '该提醒谁、何时汇总，到点自己发；成员名旁的红点是私聊提醒' },
  { who: isItPerson, panel: 'facts', title: '看数据在哪，拔一次电源', watch: '什么都不离开这台电脑；断电不丢' },
];

function take(step, open) {
  byId('guide').close();
  const member = step.who && state.scene.members.find(step.who);
  if (member) chooseMember(member);
  if (step.view) return open.view(step.view);
  if (step.panel) return open.panel(step.panel);
  open.view('chat');
  chooseConversation(state.scene.groups[0]?.id ?? state.conversation);
  if (step.file) byId('file').click();
  else fill(step.say);
}

export function openGuide() {
  byId('guide').showModal();
}

export function setUpGuide(open) {
  byId('guide-open').addEventListener('click', openGuide);
  const items = steps.map(step =>
    el(
      'li',
      {},
      el('div', {}, el('b', {}, step.title), el('small', {}, step.watch)),
      el('button', { type: 'button', class: 'quiet', 'aria-label': `试一试：${step.title}`, onclick: () => take(step, open) }, '试一试'),
    ),
  );
  byId('guide-steps').replaceChildren(...items);
}
