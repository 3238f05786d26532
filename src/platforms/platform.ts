import type { BureauId } from '../domain/member.ts';
import type { IncomingMessage, OutgoingFile, OutgoingMessage, PlatformId } from '../domain/message.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { CallbackAddress } from './callback.ts';

/** What a platform can show or do; differences are read from here, never from its name. */
export interface PlatformCapabilities {
  /** Smart-bot replies cannot mention people on some platforms; a reminder then goes privately. */
  mentionsInReplies: boolean;
  mentionsInPushes: boolean;
  /** A private push at all, at least to somebody who has spoken to the bot alone. */
  directPush: boolean;
  /** A private push to somebody who has never spoken to the bot. */
  coldDirectPush: boolean;
  tables: boolean;
  buttons: boolean;
  files: boolean;
  /** A PNG that people see at once, without opening a file. */
  images: boolean;
  /** Bytes of UTF-8 in one message. */
  maxBytes: number;
  /** So long somebody who asked looks at the conversation for the answer, and the platform still takes it there. */
  answerWithinMs: number;
}

/**
 * `delivered`: the platform took it. `retry`: it did not, and may later. `refused`: it never will. `unknown`: it was told and gave no answer, so it may stand
 * on somebody's screen, and telling it again would not be noticed as the same.
 * `taken` comes along where the platform fetches an answer itself: what became of it, within a minute; a crash before that leaves it uncertain.
 */
export type DeliveryResult =
  | { outcome: 'delivered'; taken?: Promise<DeliveryResult> }
  | { outcome: 'retry'; reason: string; afterMs: number }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'refused'; reason: string };

/** Turns the `id` of an outgoing file into its bytes. */
export type RenderFile = (file: OutgoingFile) => Promise<Uint8Array>;

/** A message that is safely on disk. `isNew` is false for a redelivery, which changes nothing; `answered` resolves when the replies were handed out. */
export interface Accepted {
  isNew: boolean;
  answered: Promise<void>;
}

/** What a platform hands a verified, decoded message to. Resolves as soon as the message is durably claimed, so that the platform can be acknowledged. */
export type Receive = (message: IncomingMessage) => Promise<Accepted>;

/** 平台 — where people talk: WeCom, DingTalk, the simulator. */
export interface Platform {
  readonly id: PlatformId;
  readonly capabilities: PlatformCapabilities;
  /**
   * Shows the beginning of the answer to a message where that answer will stand, as far as the platform can; it is not kept, and what is delivered takes its place.
   * Never fails: an answer that cannot be shown yet is shown when it is whole.
   */
  preview?(messageId: string, text: string): void;
  /** Called by delivery only, one message at a time per conversation. */
  deliver(message: OutgoingMessage): Promise<DeliveryResult>;
}

/** What was looked at in one channel, for `doctor`: in plain Chinese, with the console page where it is put right. */
export interface ChannelCheck {
  level: 'good' | 'note' | 'bad';
  what: string;
  advice: string;
}

/** 月度额度 — a budget of the store in which an adapter counts what the organisation pays for by the month. */
export interface QuotaBudget {
  /** For people: 钉钉接口调用. */
  label: string;
  /** For metrics: `dingtalk-api`. */
  name: string;
  /** This month's budget. */
  budget: string;
  limit: number;
}

/** What an adapter of a real platform is given besides its own settings. */
export interface PlatformSurroundings {
  bureau: BureauId;
  clock: Clock;
  logger: Logger;
  /** Ids and jitter, so that tests can foresee them. */
  random: () => number;
  receive: Receive;
  render: RenderFile;
  /** True while this instance may hold the named long connection. */
  lease(name: string, ms: number): Promise<boolean>;
  /** Adds to a budget kept in the store (a monthly quota); false, and nothing spent, when that would exceed `limit`. */
  spend(budget: string, amount: number, limit: number): Promise<boolean>;
}

/** 登录入口 — how people of a platform prove to the console who they are; what they may do there is for the roster to say. */
export interface Entrance {
  /** Where a browser is sent; it comes back to `returnTo` with a code and the same `state` (letters and digits). */
  address(request: { returnTo: string; state: string; userAgent: string }): string;
  /** The account behind what came back; null when the code is used up, or is of nobody of the organisation. */
  accountOf(query: Readonly<Record<string, unknown>>): Promise<string | null>;
  /** Inside the platform's own client a page can ask without leaving: the script that it needs, and what to hand to it. */
  inClient?: {
    matches(userAgent: string): boolean;
    script: string;
    parameters: Record<string, string>;
    accountOf(code: string): Promise<string | null>;
  };
}

/** 已接入的平台 — a real platform: it calls addresses of ours, or it opens a connection of its own. */
export interface ConnectedPlatform extends Platform {
  /** Addresses of the surface, open to everybody. */
  readonly callbacks: readonly CallbackAddress[];
  start(): Promise<void>;
  stop(): Promise<void>;
  examine(): Promise<ChannelCheck[]>;
  /** Of the month that it is now; absent where nothing is counted by the month. */
  quotas?(): readonly QuotaBudget[];
  /** Absent where what it takes is not configured. */
  readonly entrance?: Entrance;
}
