/** A failure that HTTP itself finds; `problem.ts` has its words. */
export class HttpFailure extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}
