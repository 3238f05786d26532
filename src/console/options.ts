import type { Bureau } from '../bureau/bureau.ts';
import type { SourceDocument } from '../domain/provision.ts';
import type { IngestResult } from '../knowledge/ingest.ts';
import type { Clock } from '../lib/clock.ts';
import type { ConnectedPlatform } from '../platforms/platform.ts';
import type { Store } from '../store/store.ts';
import type { SignInCodes } from './sign-in-codes.ts';

/** An uploaded document. */
export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** What the console is built from. */
export interface ConsoleOptions {
  bureau: Bureau;
  store: Store;
  clock: Clock;
  /** CONSOLE_SECRET; null: the console is off, and its page says how to switch it on. */
  secret: string | null;
  /** The address at which people reach it from outside; null: none. */
  publicUrl: string | null;
  platforms: readonly Pick<ConnectedPlatform, 'id' | 'capabilities' | 'entrance' | 'quotas'>[];
  codes: SignInCodes;
  /** Whether `/simulator` is there. */
  hasSimulator: boolean;
  documents(): readonly SourceDocument[];
  /** `by`: the name of whoever uploads. */
  upload(files: readonly Upload[], by: string): Promise<IngestResult[]>;
  /** Called after something was queued. */
  deliver(): Promise<void>;
}
