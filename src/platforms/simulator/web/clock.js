import { byId, el } from './dom.js';
import { withButton } from './notices.js';
import { onChange, state } from './state.js';
import { day, time, wallText } from './words.js';

function render(move) {
  byId('now-day').textContent = day(state.now);
  byId('now-time').textContent = time(state.now);
  byId('clock-day').textContent = day(state.now);
  byId('clock-time').textContent = time(state.now);
  byId('clock-input').min = wallText(state.now + 60_000);
  // The wish of a person who is choosing is left alone.
  if (byId('clock-input').value === '' || byId('clock-input').value <= wallText(state.now))
    byId('clock-input').value = wallText(state.now + 3_600_000);
  const key = state.targets.map(target => target.at).join();
  if (byId('targets').dataset.key === key) return;
  byId('targets').dataset.key = key;
  const buttons = state.targets.map(target =>
    el(
      'button',
      { type: 'button', 'data-target': target.id, onclick: event => withButton(event.currentTarget, () => move(target.id)) },
      el('b', {}, target.label),
      el('small', {}, day(target.at)),
    ),
  );
  byId('targets').replaceChildren(...buttons);
}

export function setUpClock({ move }) {
  onChange(() => render(move));
  byId('clock-form').addEventListener('submit', async event => {
    event.preventDefault();
    const button = event.target.querySelector('button');
    await withButton(button, () => move(byId('clock-input').value));
  });
}
