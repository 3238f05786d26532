import { byId, el } from './dom.js';

/** Says something in passing. */
export function toast(text, kind = 'plain') {
  const note = el('p', { class: `toast toast-${kind}` }, text);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), kind === 'bad' ? 9000 : 5000);
}

/** Runs what a press asked for, with the button out of reach meanwhile; a failure is said in the program's own words. */
export async function withButton(button, work) {
  if (button.disabled) return;
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    toast(error.message, 'bad');
  } finally {
    button.disabled = false;
  }
}

/** Asks before something that cannot be undone. */
export function confirm({ title, text, yes }) {
  const dialog = byId('confirm');
  byId('confirm-title').textContent = title;
  byId('confirm-text').textContent = text;
  byId('confirm-yes').textContent = yes;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}
