import { dateOf } from '../../domain/date.ts';
import type { Clock, Instant } from '../../lib/clock.ts';
import type { PlatformSurroundings, QuotaBudget } from '../platform.ts';
import type { MonthlyQuota } from './config.ts';

/** What the organisation pays for by the month. */
export type QuotaKind = keyof MonthlyQuota;

/** 额度提醒 — told once a month for each kind and level, however many instances run. `exhausted` also when DingTalk itself says so. */
export interface QuotaWarning {
  kind: QuotaKind;
  /** `2026-11`. */
  month: string;
  level: 70 | 90 | 'exhausted';
  limit: number;
}

/** Months are the calendar's of Asia/Shanghai, as DingTalk counts them. */
export function quotaMonth(at: Instant): string {
  return dateOf(at).slice(0, 7);
}

/** Name of the budget in the store: `dingtalk:api:2026-11`. */
export function quotaBudget(kind: QuotaKind, month: string): string {
  return `dingtalk:${kind}:${month}`;
}

const labels: Record<QuotaKind, string> = { api: '钉钉接口调用', webhook: '钉钉收发消息' };

interface QuotaOptions {
  limits: MonthlyQuota;
  clock: Clock;
  spend: PlatformSurroundings['spend'];
  onWarning: (warning: QuotaWarning) => void;
}

/** 额度表 — counts every paid call in a budget of the store and warns at 70 and 90 %. Other apps of the organisation spend too, so the count is a lower bound. */
export class QuotaMeter {
  readonly #options: QuotaOptions;
  readonly #told = new Set<string>();
  /** The lowest level not yet reached, by budget; a budget only grows, so what is below need not be asked again. */
  readonly #reached = new Map<string, number>();

  constructor(options: QuotaOptions) {
    this.#options = options;
  }

  /** False when the month's quota is used up: nothing is counted then, and what can be left undone should be. */
  async count(kind: QuotaKind, amount = 1): Promise<boolean> {
    const { limits, clock, spend } = this.#options;
    const month = quotaMonth(clock.now());
    const budget = quotaBudget(kind, month);
    for (const level of [70, 90, 100] as const) {
      if (level < (this.#reached.get(budget) ?? 0)) continue;
      const isWithin = await spend(budget, amount, Math.floor((limits[kind] * level) / 100));
      if (!isWithin) continue;
      this.#reached.set(budget, level);
      if (level === 90) await this.#tell(kind, month, 70);
      if (level === 100) await this.#tell(kind, month, 90);
      return true;
    }
    await this.#tell(kind, month, 'exhausted');
    return false;
  }

  /** This month's, for whoever wants to know how they stand. */
  budgets(): QuotaBudget[] {
    const { limits, clock } = this.#options;
    const month = quotaMonth(clock.now());
    return (Object.keys(limits) as QuotaKind[]).map(kind => ({
      label: labels[kind],
      name: `dingtalk-${kind}`,
      budget: quotaBudget(kind, month),
      limit: limits[kind],
    }));
  }

  /** More than 70 % of the month is used, as far as we know: what can be had cheaper should be. */
  isShort(kind: QuotaKind): boolean {
    return (this.#reached.get(quotaBudget(kind, quotaMonth(this.#options.clock.now()))) ?? 70) > 70;
  }

  /** DingTalk says that it is used up, whatever we have counted. */
  exhausted(kind: QuotaKind): Promise<void> {
    return this.#tell(kind, quotaMonth(this.#options.clock.now()), 'exhausted');
  }

  /** A budget of one is what makes it once: it outlives a restart and is shared by all instances. */
  async #tell(kind: QuotaKind, month: string, level: QuotaWarning['level']): Promise<void> {
    const name = `${quotaBudget(kind, month)}:told-${level}`;
    if (this.#told.has(name)) return;
    this.#told.add(name);
    if (await this.#options.spend(name, 1, 1)) this.#options.onWarning({ kind, month, level, limit: this.#options.limits[kind] });
  }
}
