import type { Entry } from '../../src/domain/entry.ts';
import { STORE_TIME } from './rows.ts';

/** A kept entry of about two kilobytes, as a usual message gives it. */
export function entryRow(fields: Partial<Entry> & { id: string }): Entry {
  const summary = '走访规模以上工业企业，了解生产用能和用工情况，收集问题并当场协调解决';
  const text = `本周${summary}，走访企业12家，收集问题5条，当场解决3条；其余2条已转投资审批科和经济运行科，下周反馈。`;
  const metric = (name: string, value: number, unit: string) => ({
    ...{ name, value, unit, approximate: null, raw: `${value}${unit}` },
    ...{ kind: 'increment' as const, isNew: false, inferred: false, partOf: null },
  });
  return {
    ...{ bureau: 'qinghe', version: 1, number: '1120-1', status: 'submitted', section: 'BIZ', ledger: 'visits', category: '走访' },
    ...{ summary, date: null, period: { from: '2026-11-16', to: '2026-11-20' }, department: '企业服务科', supporting: ['投资审批科'] },
    ...{ partners: [], flags: [], checks: [], progress: null, deadline: null, raw: text },
    metrics: [metric('走访企业', 12, '家'), metric('收集问题', 5, '条'), metric('解决问题', 3, '条')],
    reporter: { id: 'qinlang', name: '秦朗' },
    submittedAt: STORE_TIME,
    source: { platform: 'simulator', conversationId: 'work', messageId: 'm-1', text },
    history: [{ at: STORE_TIME, by: { id: 'qinlang', name: '秦朗' }, action: 'submit', what: '填报', messageId: 'm-1' }],
    ...fields,
  };
}
