import { describe, expect, it } from 'vitest';
import { instantAt } from '../../src/domain/date.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { entryLine, numbersText } from '../../src/wording/entry-line.ts';
import { ambiguousTarget, changeOf, corrected, myReport, nilReceipt, receipt, withdrawn } from '../../src/wording/receipt.ts';
import { content, day, days, entry, friday, metric } from '../helpers/ledger-builders.ts';

const numbered = (running: number, more: Partial<Entry>, metrics = more.metrics ?? []): Entry =>
  entry(metrics, { ...more, number: `1120-${running}`, submittedAt: friday });
const week = [
  numbered(1, {}, [metric('走访企业', 12, '家')]),
  numbered(2, {}, [metric('收集问题', 5, '条'), metric('解决问题', 3, '条')]),
  numbered(3, { ...day('2026-11-18'), summary: '组织学习《行政处罚法》' }, [
    metric('集体学法', 1, '次', { inferred: true }),
    metric('学法参加人数', 30, '人次', { approximate: 'about', raw: '约30人' }),
  ]),
];

describe('a receipt', () => {
  it('says what was understood, how to mend it, and under which numbers', () => {
    expect(receipt(week)).toBe(
      [
        '**已记3条**｜企业服务科 11月16—20日',
        '1. 走访企业12家',
        '2. 收集问题5条，解决问题3条',
        '3. 18日组织学习《行政处罚法》，学法参加人数约30人次',
        '有误回“第1条改成13家”“撤回第3条”。编号1120-1至3。',
      ].join('\n'),
    );
  });

  it('asks only what is uncertain, and nothing twice', () => {
    const range = numbered(4, { flags: ['needs-confirmation'] }, [
      metric('走访企业', null, '家', { min: 6, max: 8, approximate: 'range', raw: '6到8家' }),
    ]);
    expect(receipt([range])).toContain('> **待补**：第1条走访企业“6到8家”没有确数，确认前不计入合计。');
    expect(receipt([range], { questions: ['第1条是几家？'] }).match(/待补/g)).toHaveLength(1);
  });

  it('says that nothing was kept when nothing was understood', () => {
    expect(receipt([])).toContain('没有登记');
  });
});

describe('what was changed', () => {
  it('is said with before and after, who and when', () => {
    const by = { id: 'qinlang', name: '秦朗' };
    const changed = numbered(
      1,
      { history: [{ at: instantAt('2026-11-20', '16:42'), by, action: 'correct', what: '走访企业：12家 → 13家', messageId: 'c' }] },
      [metric('走访企业', 13, '家')],
    );
    expect(corrected(changed, { which: '第1条' })).toBe('**已更正**｜第1条 走访企业：12家 → **13家**\n秦朗，11月20日16:42，原记录留痕可查。');
  });

  it.each([
    ['a figure', content([metric('走访企业', 12, '家')]), content([metric('走访企业', 13, '家')]), ['走访企业：12家 → 13家']],
    [
      'an approximation',
      content([metric('资料', 200, '份', { approximate: 'at-least' })]),
      content([metric('资料', 230, '份')]),
      ['资料：200余份 → 230份'],
    ],
    ['a day', content([], day('2026-11-18')), content([], day('2026-11-19')), ['日期：11月18日 → 11月19日']],
    ['nothing', content([]), content([]), []],
  ])('%s', (_, before, after, expected) => {
    expect(changeOf(before, after)).toEqual(expected);
  });

  it('withdrawing says how to take it back', () => {
    expect(withdrawn(numbered(2, {}, [metric('走访企业', 12, '家')]))).toContain('回“恢复1120-2”可恢复');
  });
});

describe('other answers', () => {
  it('a nil report names the 科室 and the days', () => {
    const report = {
      bureau: 'sample',
      id: 'n',
      version: 1,
      department: '经济运行科',
      period: { from: '2026-11-16', to: '2026-11-20' },
      reporter: { id: 'w', name: '温静' },
      submittedAt: friday,
    };
    expect(nilReceipt([report])).toContain('**已记**｜经济运行科11月16—20日无新增事项，本周不再提醒。');
  });

  it('my week shows numbers, and what was withdrawn as such', () => {
    const text = myReport([numbered(1, { status: 'withdrawn' }, [metric('走访企业', 12, '家')])], {
      name: '秦朗',
      period: { from: '2026-11-16', to: '2026-11-22' },
    });
    expect(text).toContain('- 1120-1 11月16—20日 走访企业12家（已撤回）');
  });

  it('an unclear reference lists the choices and changes nothing', () => {
    expect(ambiguousTarget(week)).toContain('还没有改动');
  });

  it('a date that the words begin with is not said twice', () => {
    const event = content([metric('企业培训', 1, '场', { inferred: true })], { ...day('2026-11-18'), summary: '11月18日，举办数据安全培训' });
    expect(entryLine(event)).toBe('11月18日举办数据安全培训');
  });

  it('cumulative figures say so, and periods are named', () => {
    expect(entryLine(content([metric('走访企业', 93, '家', { kind: 'cumulative' })], days('2026-01-01', '2026-10-31')))).toBe(
      '1—10月 累计走访企业93家',
    );
  });

  it('numbers are joined as people read them', () => {
    expect(numbersText(['1120-1', '1120-2', '1120-3', '1121-1', '1121-4'].map(number => ({ number })))).toBe('1120-1至3、1121-1、1121-4');
  });
});
