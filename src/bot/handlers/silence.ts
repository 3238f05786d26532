import { type Handler, say } from '../turn.ts';

/** 闲聊、通知 — nothing is recorded and, in a busy group, nothing is said. */
export const silence: Handler = async () => say();
