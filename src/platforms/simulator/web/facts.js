import { el } from './dom.js';

let actions = { crash: () => undefined, reset: () => undefined };

function fact(term, ...description) {
  return el('div', { class: 'fact' }, el('dt', {}, term), el('dd', {}, description));
}

function leaving(addresses) {
  if (addresses.length === 0) return el('strong', { class: 'good' }, '什么都不离开');
  return el(
    'ul',
    {},
    addresses.map(address => el('li', {}, address)),
  );
}

function crashResult(crash) {
  if (crash === null) return null;
  const isWhole = crash.counts.every(count => count.before === count.after);
  const rows = crash.counts.map(count =>
    el('tr', {}, el('th', { scope: 'row' }, count.label), el('td', {}, String(count.before)), el('td', {}, String(count.after))),
  );
  return el(
    'div',
    { class: 'crash', id: 'crash-result' },
    el(
      'p',
      { class: isWhole ? 'good' : 'bad' },
      `${isWhole ? '一条不少' : '数量有变化，请把日志交给管理员'} · ${(crash.restartMs / 1000).toFixed(1)}秒后恢复`,
    ),
    el('table', {}, el('thead', {}, el('tr', {}, el('th', {}, ''), el('th', {}, '断电前'), el('th', {}, '恢复后'))), el('tbody', {}, rows)),
  );
}

/** 数据在哪里: what the IT person asks first, and the two things that he wants to try. */
export function factsPanel(facts, crash) {
  return [
    el(
      'dl',
      { class: 'card facts' },
      fact('数据存放', el('code', {}, facts.stateFolder)),
      fact('存储方式', facts.store),
      fact('大模型', facts.model ?? '没有配置，也不需要'),
      fact('离开这台电脑的', leaving(facts.leavesMachine)),
      fact('涉密标志', '命中即不登记、不留存，只记时间、发送人和规则编号'),
      fact('个人信息', '身份证号、手机号、银行卡号在写盘之前遮盖'),
    ),
    el(
      'article',
      { class: 'card' },
      el('p', { class: 'summary' }, '模拟断电'),
      el('p', { class: 'note' }, '不打招呼就停掉程序，再从磁盘恢复，看已登记的少没少。'),
      el('button', { type: 'button', class: 'quiet', onclick: event => actions.crash(event.target) }, '拔掉电源'),
      crashResult(crash),
    ),
    el(
      'article',
      { class: 'card' },
      el('p', { class: 'summary' }, '清空重来'),
      el('p', { class: 'note' }, '清空演示数据，时钟回到开头。只影响模拟环境，不影响正式数据。'),
      el('button', { type: 'button', class: 'quiet', onclick: event => actions.reset(event.target) }, '清空重来'),
    ),
  ];
}

export function setUpFacts(options) {
  actions = options;
}
