import type { Role } from '../../domain/member.ts';
import type { Attachment, Quote } from '../../domain/message.ts';

/** Somebody who is not in the roster (花名册外的人). */
export interface Stranger {
  name: string;
  department?: string | undefined;
  roles?: readonly Role[] | undefined;
}

/** 发言 — what somebody says in the simulator, as scripts and the page write it. */
export interface Spoken {
  /** A member's id or name, or a stranger. */
  from: string | Stranger;
  /** A group's id, or `direct`; default `work`. */
  group?: string | undefined;
  text: string;
  quote?: string | Quote | undefined;
  attachments?: Attachment[] | undefined;
  button?: { action: string; value: string } | undefined;
  /** The message's own id; default a new one. Saying it twice is a redelivery. */
  id?: string | undefined;
}
