import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import type { Member } from '../domain/member.ts';
import type { Attachment, Button, IncomingMessage, OutgoingFile, PlatformId } from '../domain/message.ts';
import type { Reading } from '../domain/reading.ts';
import type { LastYear } from '../figures/compare.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import type { Supplement } from '../language/supplement.ts';
import type { EvidenceFiles } from '../ledgers/evidence/evidence-files.ts';
import type { Instant } from '../lib/clock.ts';
import type { Models } from '../models/models.ts';
import type { QuotaBudget } from '../platforms/platform.ts';
import type { Store, Transaction } from '../store/store.ts';

/** What handlers work with; made once for each bureau. */
export interface Services {
  bureau: Bureau;
  store: Store;
  corpus: Corpus;
  evidence: EvidenceFiles;
  /** As whom the corpus is read and added to: the bureau's own id, or another for the simulator, whose uploads stay its own. */
  reader: string;
  /** Absent where no model is configured: everything works by rules alone. */
  models?: Models;
  /** 出境记录: where calls of the models are entered. */
  modelBook: Store;
  /** How long an answer may take on this platform, a model's part included. */
  answerWithinMs(platform: PlatformId): number;
  /** Shows checked sentences of an answer to this message that is still being written, where its platform can. */
  preview(message: Pick<IncomingMessage, 'id' | 'conversation'>, text: string): void;
  describeDraft(draft: Draft): string;
  /** Figures of the year before `today` that only last year's published report has. */
  lastYear(today: LocalDate): LastYear;
  /** Platforms that write privately only to who has written to 小法 before. */
  needFirstWord: ReadonlySet<PlatformId>;
  /** Names of those whom a platform does not let 小法 write to, because they have not spoken to it alone. */
  neverSpoken(at: Instant): Promise<string[]>;
  /** This month's quotas of the platforms that count by the month. */
  quotas(): readonly QuotaBudget[];
  /** 上周催报发了吗. */
  describeRuns(text: string, asked: { at: Instant; isPrivate: boolean }): Promise<string>;
  /** 控制台: how this member gets there; absent where there is none. */
  inviteToConsole?(member: Member): string;
}

/** 一轮 — one accepted message with who said it and how it was understood. */
export interface Turn {
  message: IncomingMessage;
  member: Member;
  reading: Reading;
  /** 补录 and the reason for a late report or change, which are no part of what is read. */
  supplement: Supplement;
  /** What hung on the message, in the same places, with what it takes to get the bytes; absent after a restart, and where the bureau keeps none. */
  arrived?: readonly Attachment[];
  /** When it is handled, by the program's clock; `message.at` is when it was sent. */
  at: Instant;
}

/** 回复 — what the bot says; to the conversation of the message unless `to` names a member. */
export interface Reply {
  text: string;
  to?: Member;
  files?: OutgoingFile[];
  buttons?: Button[];
  /** 撤回并清除: nothing of the message that asked for it may stay either, and the disk is scrubbed. */
  mustForget?: boolean;
  /** The words of the message are not kept: whoever said them may not report yet. */
  isUnkept?: boolean;
}

/** The second half of a handler: writes what it decided, inside the one transaction of the turn. May run again, so it does no I/O. */
export type Action = (tx: Transaction) => Promise<Reply[]>;

/** The first half: reads and thinks. Throws an `AppError` whose message is the reply. */
export type Handler = (turn: Turn, services: Services) => Promise<Action>;

/** When an answer to this turn must be there at the latest. */
export function answerBy({ message, at }: Turn, services: Services): Instant {
  return at + services.answerWithinMs(message.conversation.platform);
}

/** An action that changes nothing and says this. */
export function say(...replies: (Reply | string)[]): Action {
  return async () => replies.map(reply => (typeof reply === 'string' ? { text: reply } : reply));
}

/** The same action with a line more under its first reply; nothing where it says nothing. */
export function withNote(action: Action, note: string): Action {
  return async tx => (await action(tx)).map((reply, at) => (at === 0 ? { ...reply, text: `${reply.text}\n${note}` } : reply));
}
