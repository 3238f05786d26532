import { instantAt } from '../../src/domain/date.ts';
import type { Entry, EntryContent, EntrySource, MetricReading } from '../../src/domain/entry.ts';
import type { Member, Role } from '../../src/domain/member.ts';
import { dayPeriod, type Period } from '../../src/domain/period.ts';
import type { ChangeRequest } from '../../src/domain/reading.ts';

/** Reference time of the ledger suites: a Friday afternoon. */
export const friday = instantAt('2026-11-20', '16:42');

export function member(id: string, department: string, ...roles: Role[]): Member {
  return {
    id,
    name: `${id}同志`,
    department,
    otherDepartments: [],
    roles: roles.length > 0 ? roles : ['staff'],
    accounts: {},
    from: null,
    to: null,
    known: true,
  };
}

export function metric(name: string, value: number | null, unit: string, more: Partial<MetricReading> = {}): MetricReading {
  return {
    name,
    value,
    unit,
    approximate: null,
    raw: value === null ? '' : `${value}${unit}`,
    kind: 'increment',
    isNew: false,
    inferred: false,
    partOf: null,
    ...more,
  };
}

export function content(metrics: MetricReading[], more: Partial<EntryContent> = {}): EntryContent {
  return {
    section: 'BIZ',
    ledger: 'visits',
    category: '企业走访',
    summary: '走访企业',
    date: null,
    period: { from: '2026-11-16', to: '2026-11-20' },
    department: '企业服务科',
    supporting: [],
    partners: [],
    metrics,
    flags: [],
    checks: [],
    progress: null,
    deadline: null,
    raw: metrics.map(each => `${each.name}${each.raw}`).join('，') || '走访企业',
    ...more,
  };
}

export function source(messageId: string, text = '走访企业'): EntrySource {
  return { platform: 'wecom', conversationId: 'work', messageId, text };
}

let running = 0;

/** A kept entry; each has its own number. */
export function entry(metrics: MetricReading[], more: Partial<Entry> = {}): Entry {
  running++;
  const by = { id: 'qinlang', name: '秦朗' };
  const submittedAt = more.submittedAt ?? friday + running;
  return {
    ...content(metrics),
    bureau: 'sample',
    id: `20261120-${running}`,
    version: 1,
    number: `1120-${running}`,
    status: 'submitted',
    reporter: by,
    submittedAt,
    source: source(`m${running}`),
    history: [{ at: submittedAt, by, action: 'submit', what: '填报', messageId: `m${running}` }],
    ...more,
  };
}

export function day(date: string): { date: string; period: Period } {
  return { date, period: dayPeriod(date) };
}

export function days(from: string, to: string): { date: null; period: Period } {
  return { date: null, period: { from, to } };
}

export function change(more: Partial<ChangeRequest>): ChangeRequest {
  return { metric: null, old: null, quantity: null, kind: null, date: null, department: null, progress: null, ...more };
}

export function to(value: number, unit = '', more: Partial<ChangeRequest> = {}): ChangeRequest {
  return change({ quantity: { value, unit, approximate: null, raw: `${value}${unit}` }, ...more });
}
