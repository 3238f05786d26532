/** How patient the connection is; tests are less so. */
export interface StreamTiming {
  /** First wait before a new attempt; doubled each time. */
  backoffMs: number;
  maxBackoffMs: number;
  /** So long without any sign of life means that nobody is there. */
  silenceMs: number;
  /** We ask for a sign of life ourselves, too. */
  pingMs: number;
  handshakeMs: number;
  /** The server closes a connection that it has given notice of after about 10 s; after this we do. */
  leaveMs: number;
  /** How long a lease holds, and half of it how often it is renewed. */
  leaseMs: number;
}

/** What holds outside tests. */
export const streamTiming: StreamTiming = {
  backoffMs: 1_000,
  maxBackoffMs: 60_000,
  silenceMs: 120_000,
  pingMs: 30_000,
  handshakeMs: 15_000,
  leaveMs: 20_000,
  leaseMs: 60_000,
};
