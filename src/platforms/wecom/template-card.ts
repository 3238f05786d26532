import type { Button } from '../../domain/message.ts';
import { cardDone, cardTitle } from './words.ts';

const MAX_BUTTONS = 6;
const DONE = 'xiaofa-done';

/** A card as it goes over the wire. */
export type TemplateCard = Readonly<Record<string, unknown>>;

/** The key of a button holds what it does; the platform hands it back as it is. */
export function buttonKey({ action, value }: Pick<Button, 'action' | 'value'>): string {
  return `${action}:${value}`;
}

/** Undefined for a key that is none of ours, or of a button that was pressed already. */
export function parseButtonKey(key: string): { action: string; value: string } | undefined {
  const at = key.indexOf(':');
  return at <= 0 ? undefined : { action: key.slice(0, at), value: key.slice(at + 1) };
}

/** A card of buttons under a receipt or an answer. `taskId`: letters, digits, `_-@`, up to 128 bytes, unique for the bot. */
export function buttonCard(buttons: readonly Button[], taskId: string): TemplateCard {
  return {
    card_type: 'button_interaction',
    main_title: { title: cardTitle },
    task_id: taskId,
    button_list: buttons
      .slice(0, MAX_BUTTONS)
      .map((button, at) => ({ text: button.label.slice(0, 10), style: at === 0 ? 1 : 2, key: buttonKey(button) })),
  };
}

/** What stands in its place once somebody has pressed. */
export function pressedCard(taskId: string): TemplateCard {
  return {
    card_type: 'button_interaction',
    main_title: { title: cardTitle },
    task_id: taskId,
    button_list: [{ text: cardDone, style: 2, key: DONE }],
  };
}
