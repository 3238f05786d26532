import { pressedMend } from '../../wording/receipt.ts';
import { type Handler, say } from '../turn.ts';

/** 更正 — a button cannot take a figure, so it says how one is told. */
export const mend: Handler = async ({ message }) => say(pressedMend(message.button?.value ?? ''));
