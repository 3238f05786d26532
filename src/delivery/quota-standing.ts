import type { QuotaBudget } from '../platforms/platform.ts';
import type { Reader } from '../store/store.ts';

/** 额度用量 — what we have used of a month's quota; others of the organisation may have used more. */
export interface QuotaStanding {
  label: string;
  name: string;
  spent: number;
  limit: number;
}

export function quotaStanding(reader: Reader, quotas: readonly QuotaBudget[]): Promise<QuotaStanding[]> {
  return Promise.all(
    quotas.map(async ({ label, name, budget, limit }) => ({ label, name, limit, spent: (await reader.get('budget', budget))?.spent ?? 0 })),
  );
}
