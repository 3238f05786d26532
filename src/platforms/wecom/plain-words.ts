import { type AibotCallback, MAX_ID, MAX_TEXT, MAX_URL } from './schema.ts';

type Look = (value: unknown) => boolean;

const textUpTo =
  (most: number): Look =>
  value =>
    typeof value === 'string' && value.length <= most;
const isId: Look = value => typeof value === 'string' && value !== '' && value.length <= MAX_ID;
const isWords = textUpTo(MAX_TEXT);

const fields: ReadonlyMap<string, Look> = new Map([
  ['msgid', isId],
  ['aibotid', isId],
  ['chatid', isId],
  ['chattype', value => value === 'single' || value === 'group'],
  ['from', value => isId((value as { userid?: unknown } | null)?.userid)],
  ['response_url', textUpTo(MAX_URL)],
  ['create_time', Number.isFinite],
  ['msgtype', value => value === 'text'],
  ['text', value => isWords((value as { content?: unknown } | null)?.content)],
]);

/** 纯文字消息 — nearly all that comes; looked at by hand, as strictly as the schema would, because the schema costs as much as decrypting. False: let the schema look. */
export function isPlainWords(value: unknown): value is AibotCallback {
  if (typeof value !== 'object' || value === null || !('msgid' in value && 'msgtype' in value && 'text' in value)) return false;
  for (const name in value) if (!fields.get(name)?.(value[name as keyof typeof value])) return false;
  return true;
}
