import type { ModelFaultKind } from '../domain/model-call.ts';

export type { ModelFaultKind };

/** 模型故障 — the only error that a model port rejects with. Its message names no content and no secret. */
export class ModelFault extends Error {
  readonly kind: ModelFaultKind;

  constructor(kind: ModelFaultKind, message: string) {
    super(message);
    this.name = 'ModelFault';
    this.kind = kind;
  }
}
