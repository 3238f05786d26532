/** Stable codes, so that a test or a script never has to compare words. */
export type ErrorCode =
  | 'config-invalid'
  | 'bureau-file-invalid'
  | 'usage'
  | 'not-found'
  | 'not-permitted'
  | 'conflict'
  | 'store-corrupt'
  | 'store-owned'
  | 'store-full'
  | 'store-closed'
  | 'unreadable'
  | 'platform'
  | 'internal';

/** 错误 — a failure that a person may be told: `message` says in plain Chinese what happened to what, and what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** 写入冲突 — a row was changed by somebody else since it was read; the transaction may be run again. */
export class Conflict extends AppError {
  constructor(kind: string, id: string) {
    super('conflict', `“${kind}/${id}”刚被别人改过，请重试一次。`);
  }
}
