import { describe, expect, it } from 'vitest';
import { type Case, type CaseStep, duesOf, mayFollow, mayMove, stateSaid, withStep } from '../../src/domain/case.ts';
import type { CaseKind } from '../../src/domain/case-kind.ts';
import { addMonths } from '../../src/domain/date.ts';
import { member } from '../helpers/ledger-builders.ts';

const by: CaseKind['states'][number]['by'] = ['department', 'handler', 'liaison', 'editor'];
const kind: CaseKind = {
  ...{ id: 'k', name: '示例', nouns: ['诉求'], departments: [], ledgers: [], requires: [], unless: [], private: false },
  states: [
    { id: 'a', name: '交办', words: ['交办'], closed: false, next: ['b', 'c'], by },
    { id: 'b', name: '转办', words: ['转办', '已转'], closed: false, next: ['b', 'c'], by },
    { id: 'c', name: '办复', words: ['办复', '办结'], closed: true, next: ['d'], by },
    { id: 'd', name: '评价', words: ['满意'], closed: true, next: [], by: ['editor'] },
  ],
  due: [
    {
      name: '办复',
      since: 'a',
      until: ['c'],
      term: { unit: 'month', count: 3 },
      basis: '依据',
      extended: { term: { unit: 'month', count: 6 }, words: [] },
    },
    { name: '转出', since: 'a', until: ['b', 'c'], term: { unit: 'workday', count: 10 }, basis: '依据', extended: null },
    { name: '反馈', since: 'b', until: ['c'], term: { unit: 'day', count: 30 }, basis: '依据', extended: null },
    { name: '有效期', since: 'c', until: ['d'], term: 'stated', basis: '依据', extended: null },
  ],
};

const weekdays = { isWorkday: (date: string) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()), covers: () => true };
const step = (state: string, on: string): CaseStep => ({ state, note: '', on, at: 0, by: { id: 'q', name: '秦朗' }, messageId: null });

function caseAt(...steps: CaseStep[]): Case {
  const state = steps.at(-1)?.state ?? 'a';
  return {
    ...{ bureau: 's', id: 'case-1', version: 1, number: 1, kind: 'k', title: '', department: '企业服务科', handler: null },
    ...{ owner: { id: 'q', name: '秦朗' }, status: state === 'c' || state === 'd' ? 'closed' : 'open', state, steps },
    ...{ statedDue: null, isExtended: false, entryId: '' },
  };
}

describe('the life of a case', () => {
  it.each([
    ['a', 'b', true],
    ['a', 'c', true],
    ['a', 'd', false],
    ['b', 'a', false],
    ['c', 'd', true],
    ['d', 'a', false],
  ])('from %s to %s: %s', (from, to, allowed) => {
    expect(mayFollow(kind, from, to)).toBe(allowed);
  });

  it.each([
    ['a', '已转办住建局', 'b'],
    ['a', '转办后已办结', 'c'],
    ['b', '再次转办', 'b'],
    ['a', '企业很满意', 'd'],
    ['c', '办结了，企业满意', 'd'],
    ['a', '正在协调', undefined],
  ])('in state %s, “%s” speaks of %s', (from, words, state) => {
    expect(stateSaid(kind, from, words)?.id).toBe(state);
  });

  it('is closed and opened by where it stands', () => {
    const moved = withStep(caseAt(step('a', '2026-03-02')), kind, step('c', '2026-03-03'));
    expect([moved.status, moved.state, moved.steps.length]).toEqual(['closed', 'c', 2]);
  });

  it.each([
    ['its own 科室', member('x', '企业服务科'), true],
    ['the 科室 that handles it', member('x', '投资审批科'), true],
    ['another 科室', member('x', '办公室'), false],
    ['an editor', member('x', '政策法规科', 'editor'), true],
    ['a leader', member('x', '局领导', 'leader'), false],
    ['somebody without a role', { ...member('x', '企业服务科'), roles: [] }, false],
  ])('may be moved by %s: %s', (_who, who, allowed) => {
    expect(mayMove(who, { department: '企业服务科', handler: '投资审批科' }, by)).toBe(allowed);
  });
});

describe('what a case must still do by when', () => {
  const dues = (found: Case): string[] => duesOf(found, kind, weekdays).map(due => `${due.rule.name} ${due.dueOn}`);

  it.each([
    ['counts from the day of the step', [step('a', '2026-03-02')], ['转出 2026-03-16', '办复 2026-06-02']],
    ['drops what was reached', [step('a', '2026-03-02'), step('b', '2026-03-05')], ['反馈 2026-04-04', '办复 2026-06-02']],
    [
      'a second 转办 without leaving it does not restart',
      [step('a', '2026-03-02'), step('b', '2026-03-05'), step('b', '2026-03-20')],
      ['反馈 2026-04-04', '办复 2026-06-02'],
    ],
    ['has nothing left when done', [step('a', '2026-03-02'), step('c', '2026-03-05')], []],
  ])('%s', (_name, steps, expected) => {
    expect(dues(caseAt(...steps))).toEqual(expected);
  });

  it('takes the longer term once it was extended, and the date that was said', () => {
    expect(dues({ ...caseAt(step('a', '2026-03-02')), isExtended: true })).toContain('办复 2026-09-02');
    expect(dues({ ...caseAt(step('a', '2026-03-02'), step('c', '2026-03-05')), statedDue: '2031-03-04' })).toEqual(['有效期 2031-03-04']);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-03-16', -3, '2025-12-16'],
  ])('%s and %s months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });
});
