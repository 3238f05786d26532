import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, NilReport } from '../../src/domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../src/domain/ledger.ts';
import type { Total } from '../../src/domain/total.ts';
import { percent } from '../../src/figures/percent.ts';
import { totalOf } from '../../src/figures/total.ts';
import type { TotalRequest } from '../../src/figures/total-request.ts';
import { formatQuantity } from '../../src/language/format-quantity.ts';
import { day, days, entry, metric } from '../helpers/ledger-builders.ts';

const define = (name: string, units: string[], more: Partial<MetricDefinition> = {}): MetricDefinition => ({
  name,
  aliases: [],
  units,
  kind: 'increment',
  partOf: null,
  rate: null,
  ...more,
});

const ledger: Ledger = {
  id: 'visits',
  name: '企业走访',
  section: 'BIZ',
  departments: [],
  keywords: [],
  eventMetric: null,
  metrics: [
    define('走访企业', ['家', '家次']),
    define('收集问题', ['条', '个']),
    define('解决问题', ['条', '个'], { partOf: '收集问题' }),
    define('化解率', ['%'], { kind: 'rate', rate: { numerator: '解决问题', denominator: '收集问题' } }),
    define('合格率', ['%'], { kind: 'rate' }),
    define('持证人员', ['人'], { kind: 'level' }),
    define('惠企资金', ['万元', '亿元']),
    define('发放资料', ['份', '册']),
    define('企业培训', ['场']),
  ],
};
const bureau: TotalRequest['bureau'] = {
  ledgers: [ledger],
  departments: ['政策法规科', '企业服务科', '经济运行科'].map(name => ({ name, aliases: [], reports: true })),
};
const today = '2026-11-20';
const year = { from: '2026-01-01', to: today };

function total(entries: Entry[], more: Partial<TotalRequest> = {}): Total {
  return totalOf(entries, { metric: '走访企业', period: year, today, bureau, ...more });
}

const nilReport = (from: string, to: string): NilReport => ({
  bureau: 'sample',
  id: 'n',
  version: 1,
  department: '企业服务科',
  period: { from, to },
  reporter: { id: 'x', name: 'x' },
  submittedAt: 0,
});

function shown(result: Total): string {
  return result.quantity ? formatQuantity(result.quantity) : 'nothing';
}

const visits = (value: number | null, when: Partial<Entry>, more: Partial<Entry> = {}): Entry =>
  entry([metric('走访企业', value, '家')], { ...when, ...more });
const cumulative = (value: number, to: string, more: Partial<Entry> = {}): Entry =>
  entry([metric('走访企业', value, '家', { kind: 'cumulative' })], { ...days('2026-01-01', to), ...more });

describe('a total', () => {
  it.each<[string, Entry[], string]>([
    ['nothing collected is not 0', [], 'nothing'],
    ['a reported 0 is 0', [visits(0, day('2026-03-02'))], '0家'],
    ['days add up', [visits(3, day('2026-03-02')), visits(4, day('2026-03-03'))], '7家'],
    ['two visits of one day add up', [visits(3, day('2026-03-02')), visits(4, day('2026-03-02'))], '7家'],
    ['two colleagues of one week add up', [visits(3, days('2026-03-02', '2026-03-06')), visits(4, days('2026-03-02', '2026-03-06'))], '7家'],
    ['a week covers its days', [visits(3, day('2026-03-03')), visits(12, days('2026-03-02', '2026-03-06'))], '12家'],
    [
      'a month covers its weeks and days',
      [visits(3, day('2026-03-03')), visits(12, days('2026-03-09', '2026-03-13')), visits(31, days('2026-03-01', '2026-03-31'))],
      '31家',
    ],
    [
      'two months cover a week across them',
      [visits(10, days('2026-03-01', '2026-03-31')), visits(20, days('2026-04-01', '2026-04-30')), visits(5, days('2026-03-30', '2026-04-03'))],
      '30家',
    ],
    [
      'a cumulative figure covers everything before it',
      [visits(3, day('2026-03-03')), cumulative(238, '2026-09-30'), visits(31, days('2026-08-01', '2026-08-31'))],
      '238家',
    ],
    ['a later cumulative figure covers an earlier one', [cumulative(152, '2026-06-30'), cumulative(238, '2026-09-30')], '238家'],
    ['increments after a cumulative figure add to it', [cumulative(238, '2026-09-30'), visits(31, days('2026-10-01', '2026-10-31'))], '269家'],
    ['a cumulative figure that arrives late still covers', [visits(31, days('2026-10-01', '2026-10-31')), cumulative(238, '2026-09-30')], '269家'],
    ['a week across a 截至 is never added', [cumulative(238, '2026-09-30'), visits(9, days('2026-09-28', '2026-10-02'))], '238家'],
    ['different 科室 add up', [cumulative(100, '2026-09-30'), visits(5, day('2026-05-05'), { department: '经济运行科' })], '105家'],
    [
      'withdrawn and returned entries do not count',
      [visits(3, day('2026-03-02')), visits(4, day('2026-03-03'), { status: 'withdrawn' }), visits(5, day('2026-03-04'), { status: 'returned' })],
      '3家',
    ],
    ['a suspected duplicate counts once', [visits(4, day('2026-03-02')), visits(4, day('2026-03-02'), { flags: ['suspected-duplicate'] })], '4家'],
    ['a flagged one alone counts', [visits(4, day('2026-03-02'), { flags: ['suspected-duplicate'] })], '4家'],
    ['last year is not this year', [cumulative(286, '2025-12-31', days('2025-01-01', '2025-12-31')), visits(2, day('2026-01-05'))], '2家'],
    ['a part larger than its whole is not inside it', [visits(9, days('2026-03-02', '2026-03-06')), visits(17, day('2026-03-04'))], '9家'],
  ])('%s', (_, entries, expected) => {
    expect(shown(total(entries))).toBe(expected);
  });

  it('an approximation stays with the sum', () => {
    const leaflets = [metric('发放资料', 3000, '份'), metric('发放资料', 100, '份', { approximate: 'at-least' })].map((each, index) =>
      entry([each], day(`2026-03-0${index + 1}`)),
    );
    expect(shown(total(leaflets, { metric: '发放资料' }))).toBe('3100余份');
  });

  it('家 and 家次 are added as 家次 and said to be mixed', () => {
    const mixed = total([cumulative(238, '2026-09-30'), entry([metric('走访企业', 31, '家次')], days('2026-10-01', '2026-10-31'))]);
    expect([shown(mixed), mixed.mixedUnits]).toEqual(['269家次', ['家', '家次']]);
  });

  it('money is added exactly, whatever the units', () => {
    const funds = [metric('惠企资金', 1206, '万元'), metric('惠企资金', 0.23805, '亿元')].map((each, index) =>
      entry([each], day(`2026-03-0${index + 1}`)),
    );
    expect(shown(total(funds, { metric: '惠企资金' }))).toBe('3586.5万元');
  });

  it('a range or a masked figure is not counted, and said', () => {
    const range = metric('走访企业', null, '家', { min: 6, max: 8, approximate: 'range', raw: '6至8家' });
    const result = total([visits(3, day('2026-03-02')), entry([range], { ...day('2026-03-09'), flags: ['needs-confirmation'] })]);
    expect([shown(result), result.unconfirmed.length]).toEqual(['3家', 1]);
  });

  it('partial overlaps are conflicts that are said', () => {
    const result = total([visits(5, days('2026-03-02', '2026-03-06')), visits(9, days('2026-03-05', '2026-03-12'))]);
    expect([shown(result), result.conflicts.map(line => line.quantity.value)]).toEqual(['9家', [5]]);
  });

  it('two totals of one month: the later statement is taken and the other said', () => {
    const october = days('2026-10-01', '2026-10-31');
    const result = total([visits(31, october, { submittedAt: 1 }), visits(33, october, { submittedAt: 2 })]);
    expect([shown(result), result.conflicts.map(line => [line.quantity.value, line.verdict])]).toEqual(['33家', [[31, 'superseded']]]);
  });

  it('an event does not swallow another event of its days', () => {
    const week = entry([metric('企业培训', 1, '场', { inferred: true }), metric('发放资料', 600, '册')], days('2026-06-08', '2026-06-12'));
    const other = entry([metric('企业培训', 1, '场', { inferred: true }), metric('发放资料', 50, '份')], day('2026-06-10'));
    expect([shown(total([week, other], { metric: '企业培训' })), shown(total([week, other], { metric: '发放资料' }))]).toEqual(['2场', '650份']);
  });

  it('leads back to its entries, and says of every report what became of it', () => {
    const covered = visits(5, day('2026-10-23'));
    const month = visits(31, days('2026-10-01', '2026-10-31'));
    const base = cumulative(238, '2026-09-30');
    const result = total([covered, month, base]);
    expect(result.entries).toEqual([month.id, base.id].sort());
    expect(result.lines.map(line => [line.number, line.verdict, line.by])).toEqual([
      [base.number, 'counted', null],
      [month.number, 'counted', null],
      [covered.number, 'covered', month.number],
    ]);
  });
});

describe('the day that a total speaks for', () => {
  it.each<[string, Entry[], string]>([
    ['figures by periods: the end of the last one', [cumulative(238, '2026-09-30'), visits(31, days('2026-10-01', '2026-10-31'))], '2026-10-31'],
    ['events: today', [visits(3, day('2026-03-02'))], today],
    ['a period that is still running: today', [visits(3, days('2026-11-01', '2026-11-30'))], today],
  ])('%s', (_, entries, expected) => {
    expect(total(entries).asOf).toBe(expected);
  });
});

describe('what is missing', () => {
  it('the months after the last report and the gaps before it, by 科室', () => {
    const result = total([visits(10, days('2026-01-01', '2026-03-31')), visits(12, days('2026-07-01', '2026-09-30'))]);
    expect(result.missing).toEqual([
      { department: '企业服务科', period: { from: '2026-04-01', to: '2026-06-30' } },
      { department: '企业服务科', period: { from: '2026-10-01', to: '2026-11-30' } },
    ]);
  });

  it('本周无 of one week does not excuse a month that is over', () => {
    const nil = nilReport('2026-10-12', '2026-10-16');
    expect(
      total([cumulative(10, '2026-09-30')], { nilReports: [nil], today: '2026-11-05', period: { from: '2026-01-01', to: '2026-11-05' } }).missing,
    ).toEqual([{ department: '企业服务科', period: { from: '2026-10-01', to: '2026-10-31' } }]);
  });

  it('a nil report fills its month; events have no gaps; the first week of a month is not late', () => {
    const nil = nilReport('2026-11-16', '2026-11-20');
    const october = [cumulative(10, '2026-10-31')];
    expect(total(october, { nilReports: [nil] }).missing).toEqual([]);
    expect(total([visits(3, day('2026-03-02'))]).missing).toEqual([]);
    expect(total(october, { today: '2026-11-05', period: { from: '2026-01-01', to: '2026-11-05' } }).missing).toEqual([]);
  });
});

describe('a part of the year', () => {
  it.each<[string, Entry[], [string, string], string]>([
    ['takes what lies inside', [visits(5, day('2026-06-30')), visits(7, day('2026-07-01'))], ['2026-07-01', '2026-09-30'], '7家'],
    [
      'takes the cumulative figure of the half-year',
      [cumulative(152, '2026-06-26'), cumulative(238, '2026-09-30')],
      ['2026-01-01', '2026-06-30'],
      '152家',
    ],
    [
      'takes the difference of two cumulative figures',
      [cumulative(55, '2026-06-30'), cumulative(84, '2026-09-30'), visits(9, day('2026-08-10'))],
      ['2026-07-01', '2026-09-30'],
      '29家',
    ],
    [
      'takes a half-year that was closed some days early for its base',
      [cumulative(152, '2026-06-26'), cumulative(238, '2026-09-30'), visits(8, day('2026-07-31'))],
      ['2026-07-01', '2026-09-30'],
      '86家',
    ],
    [
      'but none that was closed weeks before',
      [cumulative(120, '2026-05-31'), cumulative(238, '2026-09-30'), visits(8, day('2026-07-31'))],
      ['2026-07-01', '2026-09-30'],
      '8家',
    ],
    ['cannot be told from a cumulative figure alone', [cumulative(84, '2026-09-30')], ['2026-07-01', '2026-09-30'], 'nothing'],
    ['never adds a week that crosses its edge', [visits(5, days('2026-06-29', '2026-07-03'))], ['2026-07-01', '2026-09-30'], 'nothing'],
  ])('%s', (_, entries, [from, to], expected) => {
    expect(shown(total(entries, { period: { from, to } }))).toBe(expected);
  });
});

describe('levels and rates', () => {
  it('a level is the latest, never a sum', () => {
    const staff = [metric('持证人员', 8, '人', { kind: 'level' }), metric('持证人员', 9, '人', { kind: 'level' })].map((each, index) =>
      entry([each], day(`2026-0${index + 3}-01`)),
    );
    const result = total(staff.reverse(), { metric: '持证人员' });
    expect([shown(result), result.asOf]).toEqual(['9人', '2026-04-01']);
  });

  it('a rate is recomputed from its counted parts', () => {
    const parts = (collected: number, solved: number, when: Partial<Entry>): Entry =>
      entry([metric('收集问题', collected, '条'), metric('解决问题', solved, '条'), metric('化解率', 100, '%', { kind: 'rate' })], when);
    const result = total([parts(181, 152, days('2026-01-01', '2026-09-30')), parts(24, 20, days('2026-10-01', '2026-10-31'))], { metric: '化解率' });
    expect([shown(result), result.rate?.numerator.quantity?.value, result.rate?.denominator.quantity?.value, result.isStated]).toEqual([
      '83.9%',
      172,
      205,
      false,
    ]);
  });

  it('a rate without its parts is marked as stated', () => {
    const result = total([entry([metric('合格率', 100, '%', { kind: 'rate' })], day('2026-05-29'))], { metric: '合格率' });
    expect([shown(result), result.isStated]).toEqual(['100%', true]);
  });

  it.each([
    [152, 181, 84],
    [1, 3, 33.3],
    [2, 3, 66.7],
    [25, 244, 10.2],
    [-8, 41, -19.5],
    [1, 8, 12.5],
    [1, 80, 1.3],
    [0.1, 0.3, 33.3],
  ])('%d of %d is %d %%', (part, whole, expected) => {
    expect(percent(part, whole)).toBe(expected);
  });
});

describe("one 科室's own view", () => {
  const joint = entry([metric('企业培训', 1, '场', { inferred: true })], {
    ...day('2026-04-08'),
    department: '企业服务科',
    supporting: ['政策法规科'],
  });

  it('joint work counts once for the bureau and once for each who took part', () => {
    const own = entry([metric('企业培训', 1, '场', { inferred: true })], { ...day('2026-05-08'), department: '政策法规科' });
    const forWhom = (department: string | null) => shown(total([joint, own], { metric: '企业培训', department }));
    expect([forWhom(null), forWhom('企业服务科'), forWhom('政策法规科')]).toEqual(['2场', '1场', '2场']);
    expect(total([joint, own], { metric: '企业培训', department: '政策法规科' }).supported).toHaveLength(1);
  });
});

describe('the order of arrival', () => {
  const arbitrary = fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 300 }),
      length: fc.constantFrom(0, 0, 4, 6, 27, 90),
      value: fc.integer({ min: 0, max: 50 }),
      kind: fc.constantFrom('increment' as const, 'increment' as const, 'cumulative' as const),
      department: fc.constantFrom('企业服务科', '政策法规科'),
      unit: fc.constantFrom('家', '家次'),
      isFlagged: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const dateAt = (offset: number): string => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10);

  it('never changes a total', () => {
    fc.assert(
      fc.property(arbitrary, fc.infiniteStream(fc.nat()), (specs, random) => {
        const entries = specs.map(({ start, length, value, kind, department, unit, isFlagged }) =>
          entry([metric('走访企业', value, unit, { kind })], {
            ...days(dateAt(start), dateAt(Math.min(start + length, 323))),
            department,
            flags: isFlagged ? ['suspected-duplicate'] : [],
          }),
        );
        const keys = new Map(entries.map(each => [each.id, random.next().value ?? 0]));
        const shuffled = [...entries].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        expect(total(shuffled)).toEqual(total(entries));
      }),
    );
  });

  it('of the messages themselves changes nothing either, unless one restates another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom(0, 4, 6, 27, 90)), {
          maxLength: 10,
          selector: ([a, b]) => `${a}:${b}`,
        }),
        specs => {
          const made = specs.map(([start, length], index) => ({
            when: days(dateAt(start), dateAt(Math.min(start + length, 323))),
            value: index + 1,
          }));
          const unique = made.filter(
            (a, index) => made.findIndex(b => b.when.period.from === a.when.period.from && b.when.period.to === a.when.period.to) === index,
          );
          const sent = (order: typeof unique): Entry[] => order.map(({ when, value }, index) => visits(value, when, { submittedAt: index }));
          expect(total(sent(unique)).quantity).toEqual(total(sent([...unique].reverse())).quantity);
        },
      ),
    );
  });
});
