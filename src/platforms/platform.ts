import type { IncomingMessage, OutgoingFile, OutgoingMessage, PlatformId } from '../domain/message.ts';

/** What a platform can show or do; differences are read from here, never from its name. */
export interface PlatformCapabilities {
  /** Smart-bot replies cannot mention people on some platforms; a reminder then goes privately. */
  mentionsInReplies: boolean;
  mentionsInPushes: boolean;
  /** A private push to somebody who has never spoken to the bot. */
  coldDirectPush: boolean;
  tables: boolean;
  buttons: boolean;
  files: boolean;
  /** Bytes of UTF-8 in one message. */
  maxBytes: number;
}

/** `delivered`: the platform took it. `retry`: it may later. `refused`: it never will. */
export type DeliveryResult =
  | { outcome: 'delivered' }
  | { outcome: 'retry'; reason: string; afterMs: number }
  | { outcome: 'refused'; reason: string };

/** Turns the `id` of an outgoing file into its bytes. */
export type RenderFile = (file: OutgoingFile) => Promise<Uint8Array>;

/** What a platform hands a verified, decoded message to. Resolves when the message is durably claimed and answered; a redelivery resolves the same way. */
export type Receive = (message: IncomingMessage) => Promise<void>;

/** 平台 — where people talk: WeCom, DingTalk, the simulator. */
export interface Platform {
  readonly id: PlatformId;
  readonly capabilities: PlatformCapabilities;
  /** Called by delivery only, one message at a time per conversation. */
  deliver(message: OutgoingMessage): Promise<DeliveryResult>;
}
