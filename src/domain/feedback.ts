import { hash } from 'node:crypto';
import type { BureauId } from './member.ts';
import type { Button, PlatformId } from './message.ts';

/** 评价结果 — 采纳, 不采纳, or taken back. */
export type Verdict = 'accepted' | 'rejected' | 'withdrawn';

/** 评价 — what one person thinks of the answer to one message; the last word counts. Id: `code|member`. */
export interface Feedback {
  bureau: BureauId;
  id: string;
  version: number;
  /** Of the message that was answered. */
  code: string;
  by: { id: string; name: string };
  verdict: Verdict;
  /** The platform's own numbers of reasons, where it asks for them. */
  reasons: number[];
  at: number;
}

const CODE_BYTES = 12;
/** Hexadecimal digits as letters: g to p for 0 to 9. */
const letters = Buffer.from('ghijklmnopabcdef');
const code = Buffer.alloc(2 * CODE_BYTES);

/** 答复代号 — a short name for the answer to one message, of letters alone: digits might be taken for somebody's number and masked. */
export function answerCode(platform: PlatformId, messageId: string): string {
  const digest = hash('sha256', `${platform}:${messageId}`, 'buffer');
  for (let at = 0; at < CODE_BYTES; at++) {
    const byte = digest[at] as number;
    code[2 * at] = letters[byte >> 4] as number;
    code[2 * at + 1] = letters[byte & 15] as number;
  }
  return code.toString('latin1');
}

/** What a pressed verdict carries: `rejected:abcdef` or, with reasons, `rejected:abcdef:2,3`. */
export function formatVerdict({ verdict, code, reasons = [] }: { verdict: Verdict; code: string; reasons?: readonly number[] }): string {
  return [verdict, code, ...(reasons.length > 0 ? [reasons.join(',')] : [])].join(':');
}

/** Undefined for what is none of ours. */
export function parseVerdict(value: string): { verdict: Verdict; code: string; reasons: number[] } | undefined {
  const parts = /^(accepted|rejected|withdrawn):([a-p]{24})(?::(\d{1,2}(?:,\d{1,2})*))?$/.exec(value);
  if (!parts?.[1] || !parts[2]) return undefined;
  return { verdict: parts[1] as Verdict, code: parts[2], reasons: parts[3]?.split(',').map(Number) ?? [] };
}

/** 采纳、不采纳 under an answer. */
export function verdictButton(label: string, said: { verdict: Verdict; code: string }): Button {
  return { label, action: 'judge', value: formatVerdict(said) };
}
