/**
 * Why a model gave nothing that can be used. `timeout`: nothing in time · `rate-limited`: 429 until the deadline · `unavailable`: no connection, 5xx, breaker open ·
 * `cut-off`: the stream or the length ended in the middle · `malformed`: not the JSON that was asked for · `empty` · `filtered`: the vendor's content filter ·
 * `refused`: wrong key, wrong model name, bad request · `over-budget`: today's calls or tokens are spent · `not-allowed`: `MODEL_ALLOW` forbids the address.
 */
export type ModelFaultKind =
  | 'timeout'
  | 'rate-limited'
  | 'unavailable'
  | 'cut-off'
  | 'malformed'
  | 'empty'
  | 'filtered'
  | 'refused'
  | 'over-budget'
  | 'not-allowed';

/** 模型故障 — the only error that a model port rejects with. Its message names no content and no secret. */
export class ModelFault extends Error {
  readonly kind: ModelFaultKind;

  constructor(kind: ModelFaultKind, message: string) {
    super(message);
    this.name = 'ModelFault';
    this.kind = kind;
  }
}
