import type { Attachment, Button, OutgoingFile } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';

/** 聊天记录的一行 — one message as people see it. */
export interface Line {
  /** Grows by one with each line. */
  sequence: number;
  /** Group id, or `direct:<account>`. */
  conversation: string;
  at: Instant;
  /** The account, or null for 小法. */
  account: string | null;
  name: string;
  /** Of an incoming message, its id. */
  messageId: string | null;
  /** Of 小法's answer, the id that it answers; null for a push. */
  replyTo: string | null;
  text: string;
  quote: string | null;
  attachments: Pick<Attachment, 'kind' | 'name'>[];
  files: OutgoingFile[];
  buttons: Button[];
  /** Names of those who are mentioned. */
  mentions: string[];
}

/** 聊天记录 — what stands on people's screens, in order of arrival; kept in memory only. */
export interface Transcript {
  add(line: Omit<Line, 'sequence'>): void;
  /** Lines after this sequence number. */
  since(sequence: number): Line[];
  knows(messageId: string): boolean;
  repliesTo(messageId: string): Line[];
  clear(): void;
}

/** A year of a busy bureau; older lines are forgotten, so that a simulator left running does not grow. */
const CAPACITY = 20_000;

export function createTranscript(): Transcript {
  let lines: Line[] = [];
  let last = 0;
  return {
    add(line) {
      last += 1;
      lines.push({ ...line, sequence: last });
      if (lines.length > CAPACITY * 1.1) lines = lines.slice(-CAPACITY);
    },
    since(sequence) {
      const first = lines[0]?.sequence ?? 1;
      return lines.slice(Math.max(0, sequence - first + 1));
    },
    knows: messageId => lines.some(line => line.messageId === messageId),
    repliesTo(messageId) {
      // Answers stand at the end, so the search runs backwards and stops at the question.
      const replies: Line[] = [];
      for (let index = lines.length - 1; index >= 0; index--) {
        const line = lines[index];
        if (line?.replyTo === messageId) replies.unshift(line);
        if (line?.messageId === messageId) break;
      }
      return replies;
    },
    clear() {
      lines = [];
    },
  };
}
