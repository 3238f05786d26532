import type { AuditRow, CounterRow, OutboxRow, RunRow } from '../../src/store/store.ts';

/** The moment at which rows of store tests are made: 2026-11-20 16:42 in Shanghai. */
export const STORE_TIME = Date.UTC(2026, 10, 20, 8, 42);

export function auditRow(fields: Partial<AuditRow> & { id: string }): AuditRow {
  return { bureau: 'qinghe', version: 1, at: STORE_TIME, actor: 'qinlang', action: 'submit', subject: '1120-1', ...fields };
}

export function outboxRow(fields: Partial<OutboxRow> & { id: string }): OutboxRow {
  const message = {
    to: { conversation: { platform: 'simulator' as const, id: 'work', kind: 'group' as const } },
    text: '**已记1条**',
    mentions: [],
    files: [],
    buttons: [],
  };
  const place = { bureau: 'qinghe', version: 1, dueAt: STORE_TIME, leasedUntil: 0, state: 'open' as const };
  return { ...place, message, queuedAt: STORE_TIME, attempts: 0, deliveredAt: null, lastError: null, run: null, inFlight: false, ...fields };
}

export function runRow(fields: Partial<RunRow> & { id: string }): RunRow {
  const place = { bureau: 'qinghe', version: 1, dueAt: STORE_TIME, leasedUntil: 0, state: 'open' as const };
  return { ...place, schedule: 'weekly', task: 'remind', startedAt: null, finishedAt: null, caughtUp: false, outcome: '', sent: [], ...fields };
}

/** A counter row with a value. */
export function counterRow(fields: Partial<CounterRow> & { id: string }): CounterRow {
  return { bureau: 'qinghe', version: 1, value: 0, ...fields };
}
