import { byId, el } from './dom.js';
import { changed, chooseConversation, chooseMember, conversations, directOf, onChange, state, unread } from './state.js';
import { roleLabel } from './words.js';

const palette = 6;

/** A round with the first character of a name; the same person has the same colour everywhere. */
export function avatar(name) {
  const hue = [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % palette;
  return el('span', { class: `avatar avatar-${hue}`, 'aria-hidden': 'true' }, [...name][0] ?? '');
}

function badge(count) {
  return count > 0 && el('span', { class: 'badge', 'aria-label': `${count}条未读` }, count > 99 ? '99+' : String(count));
}

function conversationRow({ id, name, note }) {
  const current = id === state.conversation;
  const press = el(
    'button',
    { type: 'button', class: 'row', 'aria-current': current && 'true', onclick: () => chooseConversation(id) },
    el('span', { class: 'row-text' }, el('b', {}, name), el('small', {}, note)),
    badge(current ? 0 : unread(id)),
  );
  return el('li', {}, press);
}

function memberRow(member) {
  const current = member.id === state.member.id;
  const waiting = state.conversation === directOf(member) ? 0 : unread(directOf(member));
  const press = el(
    'button',
    { type: 'button', class: 'row', 'aria-current': current && 'true', onclick: () => chooseMember(member) },
    avatar(member.name),
    el('span', { class: 'row-text' }, el('b', {}, member.name)),
    el('span', { class: `role role-${member.roles.at(-1)}` }, member.known ? roleLabel(member.roles) : '名册外'),
    badge(waiting),
  );
  return el('li', {}, press);
}

function byDepartment() {
  const groups = new Map();
  for (const member of state.scene.members) {
    const key = member.department || '其他';
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return groups;
}

function option(value, label, selected) {
  return el('option', { value, selected }, label);
}

function renderSelects(groups) {
  const dot = id => (id !== state.conversation && unread(id) > 0 ? '● ' : '');
  byId('conversation-select').replaceChildren(...conversations().map(({ id, name }) => option(id, `${dot(id)}${name}`, id === state.conversation)));
  const choices = [...groups].map(([department, members]) =>
    el(
      'optgroup',
      { label: department },
      members.map(member => option(member.id, `${dot(directOf(member))}${member.name} ${roleLabel(member.roles)}`, member.id === state.member.id)),
    ),
  );
  byId('member-select').replaceChildren(...choices);
}

/** Draws a list again without losing the keyboard's place in it. */
function redraw(list, children) {
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...children);
  if (hadFocus) list.querySelector('[aria-current]')?.focus();
}

let shown = '';

function render() {
  const members = state.scene.members.map(member => [member.id, unread(directOf(member))]);
  const key = JSON.stringify([state.epoch, state.conversation, state.member.id, members, conversations().map(({ id }) => unread(id))]);
  // A list that is drawn again under a finger loses the press, and an open choice closes.
  if (key === shown) return;
  shown = key;
  redraw(byId('conversations'), conversations().map(conversationRow));
  const groups = byDepartment();
  redraw(
    byId('members'),
    [...groups].flatMap(([department, people]) => [el('h3', {}, department), el('ul', { class: 'rows' }, people.map(memberRow))]),
  );
  renderSelects(groups);
}

export function setUpPeople() {
  onChange(render);
  byId('conversation-select').addEventListener('change', event => chooseConversation(event.target.value));
  byId('member-select').addEventListener('change', event => chooseMember(state.scene.members.find(member => member.id === event.target.value)));
  byId('stranger').addEventListener('submit', event => {
    event.preventDefault();
    const form = event.target;
    const name = form.elements.name.value.trim();
    const member = {
      id: `guest:${name}`,
      account: `guest:${name}`,
      name,
      department: form.elements.department.value.trim(),
      roles: ['staff'],
      known: false,
    };
    state.scene.members = [...state.scene.members.filter(one => one.id !== member.id), member];
    form.reset();
    form.querySelector('details').open = false;
    chooseMember(member);
    changed();
  });
}
