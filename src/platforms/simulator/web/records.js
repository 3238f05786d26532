import { byId, el } from './dom.js';
import { factsPanel } from './facts.js';
import { onChange, state } from './state.js';
import { dateInWords, dayAndTime, draftStates, flagNames, runStates, statusNames, taskNames } from './words.js';

let panel = 'entries';
let goToSource = () => undefined;
/** Numbers of entries that are unfolded; kept when the list is drawn again. */
const unfolded = new Set();

function empty(title, text) {
  return el('div', { class: 'empty' }, el('p', { class: 'empty-title' }, title), el('p', {}, text));
}

function figures(entry) {
  if (entry.figures.length === 0) return null;
  return el(
    'ul',
    { class: 'figures' },
    entry.figures.map(figure => el('li', {}, figure.name, el('b', {}, figure.text), figure.isInferred && el('small', {}, '推定'))),
  );
}

function entryDetails(entry) {
  const changes = entry.history.map(change => el('li', {}, el('time', {}, dayAndTime(change.at)), ` ${change.by}：${change.what}`));
  const details = el(
    'details',
    { open: unfolded.has(entry.number) },
    el(
      'summary',
      {},
      `${entry.reporter} · ${dayAndTime(entry.submittedAt)}`,
      entry.history.length > 1 && el('span', { class: 'changed' }, `改过${entry.history.length - 1}次`),
    ),
    el('p', { class: 'label' }, '来源原话'),
    el('blockquote', {}, entry.source.text),
    el('button', { type: 'button', class: 'quiet small', onclick: () => goToSource(entry.source) }, '在聊天里看'),
    el('p', { class: 'label' }, '留痕'),
    el('ul', { class: 'history' }, changes),
  );
  details.addEventListener('toggle', () => (details.open ? unfolded.add(entry.number) : unfolded.delete(entry.number)));
  return details;
}

function entryCard(entry) {
  return el(
    'article',
    { class: `card entry entry-${entry.status}` },
    el(
      'header',
      {},
      el('span', { class: 'number' }, entry.number),
      el('span', { class: `status status-${entry.status}` }, statusNames[entry.status]),
      el('span', { class: 'where' }, entry.section),
    ),
    el('p', { class: 'summary' }, entry.summary),
    figures(entry),
    el('p', { class: 'note' }, [entry.department, entry.when, ...entry.flags.map(flag => flagNames[flag] ?? flag)].join(' · ')),
    entryDetails(entry),
  );
}

function entriesPanel({ entries, nilReports, total }) {
  if (entries.length + nilReports.length === 0) return [empty('还没有记录', '在聊天里报一句“本周走访企业12家”，这里就会出现编号、数字和出处。')];
  const nils = nilReports.map(nil =>
    el('p', { class: 'nil' }, `${nil.department} ${nil.when}：零报告（${nil.reporter}，${dayAndTime(nil.submittedAt)}）`),
  );
  return [...nils, ...entries.map(entryCard), total > entries.length && el('p', { class: 'note' }, `只显示最近${entries.length}条，共${total}条。`)];
}

function staleSentences(draft) {
  if (draft.stale.length === 0) return null;
  const sentences = draft.stale.map(sentence =>
    el('li', {}, el('small', {}, sentence.heading), el('mark', {}, sentence.text), el('span', { class: 'why' }, sentence.why)),
  );
  return el('div', { class: 'stale' }, el('p', {}, `有${draft.stale.length}句要核对：所用条目后来改过`), el('ul', {}, sentences));
}

function draftCard(draft) {
  const blanks = draft.sections.filter(section => section.isEmpty).length;
  const sections = draft.sections.map(section =>
    el(
      'li',
      { class: `level-${section.level}` },
      section.heading,
      el('small', {}, section.isEmpty ? '缺材料' : section.sentences > 0 ? `${section.sentences}句` : ''),
    ),
  );
  return el(
    'article',
    { class: 'card draft' },
    el(
      'header',
      {},
      el('span', { class: 'status' }, draftStates[draft.state]),
      el('span', { class: 'where' }, `第${draft.revision}稿 · 截至${dateInWords(draft.asOf)}`),
    ),
    el('p', { class: 'summary' }, draft.title),
    staleSentences(draft),
    el('p', {}, el('a', { class: 'primary button', href: draft.file.href, download: draft.file.name }, '下载 Word')),
    el(
      'details',
      {},
      el('summary', {}, `${draft.sections.length}个章节${blanks > 0 ? `，${blanks}个缺材料` : ''}`),
      el('ul', { class: 'outline' }, sections),
    ),
  );
}

function draftsPanel({ drafts }) {
  if (drafts.length === 0) return [empty('还没有初稿', '换成编辑或领导，说“生成年度报告”；或者把时钟拨到年底，到点自动汇编。')];
  return drafts.map(draftCard);
}

function runCard(run) {
  return el(
    'article',
    { class: 'card run' },
    el(
      'header',
      {},
      el('span', { class: 'number' }, dayAndTime(run.dueAt)),
      el('span', { class: `status status-${run.state}` }, runStates[run.state]),
      run.caughtUp && el('span', { class: 'status' }, '补跑'),
    ),
    el('p', { class: 'summary', title: run.schedule }, taskNames[run.task] ?? run.schedule),
    el('p', { class: 'note' }, [run.outcome, run.sent > 0 && `发出${run.sent}条`].filter(Boolean).join(' · ')),
  );
}

function runsPanel({ runs, undelivered }) {
  const waiting = [
    undelivered.open > 0 && `${undelivered.open}条待发`,
    undelivered.uncertain > 0 && `${undelivered.uncertain}条结果待核`,
    undelivered.dead > 0 && `${undelivered.dead}条没有发出`,
  ].filter(Boolean);
  const box = el(
    'p',
    { class: waiting.length > 0 ? 'nil warn' : 'nil' },
    waiting.length > 0 ? `发件箱：${waiting.join('，')}` : '发件箱已清空，没有积压。',
  );
  if (runs.length === 0) return [box, empty('还没有到点的任务', '把时钟拨到周五16:00，看提醒和汇总怎样发出。')];
  return [box, ...runs.map(runCard)];
}

const panels = { entries: entriesPanel, drafts: draftsPanel, runs: runsPanel, facts: () => factsPanel(state.scene.facts, state.crash) };

let shown = null;

function render() {
  if (state.records === null) return;
  // Drawing again what has not changed would close what someone is reading.
  const key = JSON.stringify([panel, state.records, panel === 'facts' && [state.scene.facts, state.crash]]);
  if (key === shown) return;
  shown = key;
  const count = (id, number) => (byId(id).textContent = number > 0 ? String(number) : '');
  count('count-entries', state.records.total);
  count('count-drafts', state.records.drafts.length);
  byId('tab-drafts').classList.toggle(
    'attention',
    state.records.drafts.some(draft => draft.stale.length > 0),
  );
  byId('clock-runs').replaceChildren(...state.records.runs.slice(0, 5).map(runCard));
  byId('panel').replaceChildren(...panels[panel](state.records).filter(Boolean));
}

function choose(tab) {
  panel = tab.dataset.panel;
  for (const one of document.querySelectorAll('[role=tab]')) {
    one.setAttribute('aria-selected', String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
  }
  byId('panel').setAttribute('aria-labelledby', tab.id);
  byId('panel').scrollTop = 0;
  render();
}

/** Opens a panel from elsewhere on the page. */
export function openPanel(name) {
  choose(byId(`tab-${name}`));
}

export function setUpRecords(options) {
  goToSource = options.goToSource;
  const tabs = [...document.querySelectorAll('[role=tab]')];
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  }
  onChange(render);
}
