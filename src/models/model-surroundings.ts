import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { ModelTrail } from './model-trail.ts';

/** 周边 — what an adapter of a model is handed of the rest of the program. */
export interface ModelSurroundings {
  clock: Clock;
  logger: Logger;
  /** Jitter, so that tests can foresee it. */
  random: () => number;
  trail: ModelTrail;
}
