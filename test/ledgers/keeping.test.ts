import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkdayCalendar } from '../../src/bureau/workday-calendar.ts';
import { instantAt } from '../../src/domain/date.ts';
import type { Entry, EntryContent } from '../../src/domain/entry.ts';
import type { Member } from '../../src/domain/member.ts';
import { confirmDistinct } from '../../src/ledgers/confirm-distinct.ts';
import { correctEntry } from '../../src/ledgers/correct.ts';
import { myEntries } from '../../src/ledgers/my-entries.ts';
import { fileNilReport } from '../../src/ledgers/nil-report.ts';
import { purgeEntry } from '../../src/ledgers/purge.ts';
import { submitEntries } from '../../src/ledgers/submit.ts';
import { updateProgress } from '../../src/ledgers/update-progress.ts';
import { whoIsMissing } from '../../src/ledgers/who-is-missing.ts';
import { restoreEntry, withdrawEntry } from '../../src/ledgers/withdraw.ts';
import { change, content, day, days, friday, member, metric, source, to } from '../helpers/ledger-builders.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

const bureau = { id: 'sample' };
const scope = { bureau: 'sample' };
const qin = member('qinlang', '企业服务科');
const tao = member('taoran', '企业服务科', 'staff', 'liaison');
const wen = member('wenjing', '经济运行科', 'staff', 'liaison');
const liang = member('lianghui', '政策法规科', 'editor', 'staff');
const ding = member('dingyi', '办公室', 'admin');
const duan = member('duanyan', '办公室', 'secrecy');

let messages = 0;

function submit(store: MemoryStore, entries: EntryContent[], options: { reporter?: Member; at?: number; text?: string } = {}): Promise<Entry[]> {
  const messageId = `k${++messages}`;
  const { reporter = qin, at = friday, text = entries.map(entry => entry.raw).join('；') } = options;
  return store.write(scope, tx => submitEntries(tx, { bureau, entries, reporter, source: source(messageId, text), at }));
}

async function submitOne(store: MemoryStore, entry: EntryContent, options: { reporter?: Member; at?: number; text?: string } = {}): Promise<Entry> {
  const [kept] = await submit(store, [entry], options);
  if (!kept) throw new Error('nothing kept');
  return kept;
}

const visits = (value: number): EntryContent => content([metric('走访企业', value, '家')]);
const by = (who: Member) => ({ member: who, at: friday, messageId: 'c1' });

describe('submitting', () => {
  it('numbers entries by day and running number, across messages of a day', async () => {
    const store = new MemoryStore();
    await submit(store, [visits(12), content([metric('收集问题', 5, '条')])]);
    const later = await submitOne(store, visits(3));
    const nextYear = await submitOne(store, visits(1), { at: instantAt('2027-11-20', '09:00') });
    expect([later.number, later.id]).toEqual(['1120-3', '20261120-3']);
    expect([nextYear.number, nextYear.id]).toEqual(['1120-1', '20271120-1']);
  });

  it('takes the day of Shanghai, not of Greenwich', async () => {
    const kept = await submitOne(new MemoryStore(), visits(1), { at: Date.parse('2026-11-20T16:30:00Z') });
    expect(kept.number).toBe('1121-1');
  });

  it('keeps a receipt with the entries in the order that the sender saw', async () => {
    const store = new MemoryStore();
    const kept = await submit(store, [visits(12), content([metric('收集问题', 5, '条')])]);
    const receipt = await store.read(scope, reader => reader.get('receipt', `wecom:k${messages}`));
    expect(receipt?.entries).toEqual(kept.map(entry => entry.id));
  });

  it('refuses somebody whose role does not report, in plain words', async () => {
    await expect(submitOne(new MemoryStore(), visits(1), { reporter: ding })).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('不能填报'),
    });
  });
});

describe('suspected duplicates', () => {
  const filing = (value: number, more: Partial<EntryContent> = {}): EntryContent =>
    content([metric('网上备案办结', value, '个')], { department: '投资审批科', ...days('2026-11-01', '2026-11-10'), ...more });

  it.each([
    ['the same figure for the same days of one 科室 from two people', filing(4), true],
    ['another figure', filing(5), false],
    ['other days', filing(4, days('2026-11-11', '2026-11-20')), false],
    ['another 科室', filing(4, { department: '办公室' }), false],
  ])('%s', async (_, second, isFlagged) => {
    const store = new MemoryStore();
    await submitOne(store, filing(4));
    const later = await submitOne(store, second, { reporter: tao });
    expect(later.flags.includes('suspected-duplicate')).toBe(isFlagged);
  });

  it('two visits of one person in one week are two visits', async () => {
    const store = new MemoryStore();
    await submitOne(store, content([metric('走访企业', 3, '家')], { raw: '上午走访3家' }));
    const later = await submitOne(store, content([metric('走访企业', 3, '家')], { raw: '下午走访3家' }));
    expect(later.flags).toEqual([]);
  });

  it('two trainings of one day only agree in an inferred count and are two', async () => {
    const store = new MemoryStore();
    const training = content([metric('企业培训', 1, '场', { inferred: true })], day('2026-11-18'));
    await submitOne(store, training);
    expect((await submitOne(store, training, { reporter: tao })).flags).toEqual([]);
  });

  it('people may say that it is not the same', async () => {
    const store = new MemoryStore();
    await submitOne(store, filing(4));
    const later = await submitOne(store, filing(4), { reporter: tao });
    expect((await store.write(scope, tx => confirmDistinct(tx, later, by(tao)))).flags).toEqual([]);
  });
});

describe('correcting', () => {
  const mixed = content([metric('走访企业', 12, '家'), metric('收集问题', 5, '条'), metric('解决问题', 3, '条', { partOf: '收集问题' })]);
  it.each([
    ['by name', mixed, to(13, '家', { metric: '走访企业' }), '走访企业：12家 → 13家'],
    ['by unit', mixed, to(13, '家'), '走访企业：12家 → 13家'],
    ['by old value', mixed, to(13, '', { old: 12 }), '走访企业：12家 → 13家'],
    ['the only one', visits(12), to(13), '走访企业：12家 → 13家'],
    [
      'the only stated one',
      content([metric('企业培训', 1, '场', { inferred: true }), metric('参训人数', 30, '人次')]),
      to(35, '人'),
      '参训人数：30人次 → 35人',
    ],
    [
      'money in another unit',
      content([metric('兑现惠企资金', 1260, '万元'), metric('受惠企业', 48, '户')]),
      to(1206, '万元'),
      '兑现惠企资金：1260万元 → 1206万元',
    ],
    ['a figure that was missing', visits(12), to(4, '条', { metric: '收集问题', mayAdd: true }), '补报收集问题4条'],
    [
      'by the nearest value',
      content([metric('备案', 18, '件'), metric('备案', 412, '件', { kind: 'cumulative' })]),
      to(19, '件'),
      '备案：18件 → 19件',
    ],
    [
      'by the old value of its name',
      content([metric('走访企业', 5, '家'), metric('走访企业', 7, '家')]),
      to(6, '家', { metric: '走访企业', old: 5 }),
      '走访企业：5家 → 6家',
    ],
    [
      'that breaks another down',
      content([metric('走访企业', 9, '家'), metric('走访企业—规上', 5, '家', { partOf: '走访企业' })]),
      to(6, '家', { metric: '规上' }),
      '走访企业—规上：5家 → 6家',
    ],
    ['the day', visits(12), change({ date: '2026-11-18' }), '日期：11月16—20日 → 11月18日'],
    ['the 科室', visits(12), change({ department: '经济运行科' }), '科室：企业服务科 → 经济运行科'],
  ])('finds the figure %s', async (_, before, request, what) => {
    const store = new MemoryStore();
    const kept = await submitOne(store, before);
    const corrected = await store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [request] }));
    expect(corrected.what).toEqual([what]);
    expect(corrected.entry.history.at(-1)).toMatchObject({ action: 'correct', by: { id: 'qinlang' }, what, messageId: 'c1' });
    expect(await store.read(scope, reader => reader.get('entry', kept.id))).toEqual(corrected.entry);
  });

  it('asks which one when it cannot tell, and changes nothing', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, mixed);
    await expect(store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [to(4, '条')] }))).rejects.toThrow('没看出要改哪一个');
    expect(await store.read(scope, reader => reader.get('entry', kept.id))).toEqual(kept);
  });

  it.each([
    ['to an entry that nobody named', to(4, '条', { metric: '收集问题' })],
    ['in the place of a value that it does not hold', to(6, '家', { metric: '走访企业', old: 5, mayAdd: true })],
    ['without a unit', to(4, '', { metric: '收集问题', mayAdd: true })],
  ])('never adds a figure %s', async (_, request) => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    await expect(store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [request] }))).rejects.toThrow('什么都没有动');
  });

  it('settles a range: it counts from now on', async () => {
    const store = new MemoryStore();
    const range = content([metric('走访企业', null, '家', { min: 6, max: 8, approximate: 'range', raw: '6至8家' })], {
      flags: ['needs-confirmation'],
    });
    const kept = await submitOne(store, range);
    const { entry } = await store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [to(7, '家')] }));
    expect(entry.flags).toEqual([]);
    expect(entry.metrics).toEqual([metric('走访企业', 7, '家')]);
  });

  it.each([
    ['万元', 1.5, '万', 1.5, '万元'],
    ['万元', 2.5, '千', 2500, '元'],
    ['次', 1.2, '万', 12_000, '次'],
    ['份', 3.5, '百', 350, '份'],
  ])('a figure in %s changed to %s%s becomes %s%s', async (unit, said, size, value, expected) => {
    const store = new MemoryStore();
    const kept = await submitOne(store, content([metric('数量', 3, unit)]));
    const { entry } = await store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [to(said, size)] }));
    expect(entry.metrics.map(each => [each.value, each.unit])).toEqual([[value, expected]]);
  });

  it('keeps what stood there before', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    const { entry } = await store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [to(13)] }));
    expect(entry.history.at(-1)?.before?.metrics).toEqual(kept.metrics);
  });

  it.each([
    ['the reporter', qin, true],
    ['the liaison of the 科室', tao, true],
    ['an editor', liang, true],
    ['a leader', member('gaoyuan', '局领导', 'leader'), true],
    ['the liaison of another 科室', wen, false],
    ['a colleague of the 科室', member('x', '企业服务科'), true],
    ['staff of another 科室', member('y', '投资审批科'), false],
    ['an admin', ding, false],
  ])('%s', async (_, who, isAllowed) => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    const attempt = store.write(scope, tx => correctEntry(tx, kept, { ...by(who), changes: [to(13)] }));
    if (isAllowed) expect((await attempt).what).toHaveLength(1);
    else await expect(attempt).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('您不能改') });
  });

  it('and its reversal give the original figures, whatever they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.integer({ min: 0, max: 9_999 }),
        async (values, pick, value) => {
          const store = new MemoryStore();
          const metrics = values.map((each, index) => metric(`指标${index}`, each, '件'));
          const kept = await submitOne(store, content(metrics));
          const target = kept.metrics[pick % metrics.length];
          if (!target?.value || target.value === value) return;
          const first = await store.write(scope, tx => correctEntry(tx, kept, { ...by(qin), changes: [to(value, '', { metric: target.name })] }));
          const old = target.value;
          const second = await store.write(scope, tx =>
            correctEntry(tx, first.entry, { ...by(qin), changes: [to(old, '', { metric: target.name })] }),
          );
          expect(second.entry.metrics.map(each => [each.name, each.value, each.unit])).toEqual(
            kept.metrics.map(each => [each.name, each.value, each.unit]),
          );
          expect(second.entry.history).toHaveLength(3);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('withdrawing', () => {
  it('keeps the entry and its history, and can be undone', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    const withdrawn = await store.write(scope, tx => withdrawEntry(tx, kept, by(qin)));
    expect([withdrawn.status, withdrawn.history.at(-1)?.action]).toEqual(['withdrawn', 'withdraw']);
    const restored = await store.write(scope, tx => restoreEntry(tx, withdrawn, by(qin)));
    expect([restored.status, restored.history.at(-1)?.action]).toEqual(['submitted', 'restore']);
  });

  it('says so when it was withdrawn already, and a withdrawn entry cannot be corrected', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    const withdrawn = await store.write(scope, tx => withdrawEntry(tx, kept, by(qin)));
    await expect(store.write(scope, tx => withdrawEntry(tx, withdrawn, by(qin)))).rejects.toThrow('已经撤回');
    await expect(store.write(scope, tx => correctEntry(tx, withdrawn, { ...by(qin), changes: [to(13)] }))).rejects.toThrow('已经撤回');
  });
});

describe('purging', () => {
  it('leaves nothing of what the entry said, but an audit row without content', async () => {
    const store = new MemoryStore();
    const [kept, sibling] = await submit(store, [content([], { raw: '甲公司要搬走', summary: '甲公司要搬走' }), visits(3)], {
      text: '甲公司要搬走；走访企业3家',
    });
    if (!kept || !sibling) throw new Error('not kept');
    await store.write(scope, tx => purgeEntry(tx, kept, by(duan)));
    const left = await store.read(scope, async reader => ({
      entry: await reader.get('entry', kept.id),
      sibling: await reader.get('entry', sibling.id),
      receipts: (await reader.find('receipt', { index: 'byMember' })).rows,
      audit: (await reader.find('audit', { index: 'byTime' })).rows,
    }));
    expect(left.entry).toBeUndefined();
    expect(left.receipts[0]?.entries).toEqual(['', sibling.id]);
    expect(left.audit).toMatchObject([{ action: 'purge', subject: kept.id, actor: 'duanyan' }]);
    expect(JSON.stringify(left)).not.toContain('甲公司');
  });

  it('reaches the message, its receipt and later replies that repeated it, but not the message that asks for the purge', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, content([], { raw: '甲公司要搬走', summary: '甲公司要搬到外地' }));
    const open = { bureau: 'sample', version: 1, dueAt: 0, leasedUntil: 0, state: 'done' as const };
    const claim = (id: string, text: string, replies: string[]) => ({
      ...open,
      id: `wecom:${id}`,
      receivedAt: friday,
      screened: null,
      replies,
      message: {
        bureau: 'sample',
        id,
        conversation: { platform: 'wecom' as const, id: 'work', kind: 'group' as const },
        sender: { account: 'a', name: 'a' },
        at: friday,
        text,
        attachments: [],
      },
    });
    const reply = (id: string, text: string) => ({
      ...open,
      id,
      message: { to: { platform: 'wecom' as const, account: 'a' }, text, mentions: [], files: [], buttons: [] },
      queuedAt: friday,
      attempts: 1,
      inFlight: false,
      deliveredAt: friday,
      lastError: null,
      run: null,
    });
    await store.write(scope, async tx => {
      await tx.insert('claim', claim(kept.source.messageId, '甲公司要搬走', ['r1']));
      await tx.insert('claim', claim('c1', '撤回并清除第1条', []));
      await tx.insert('outbox', reply('r1', '已记1条'));
      await tx.insert('outbox', reply('r2', `${kept.number} 甲公司要搬到外地`));
      await tx.insert('outbox', reply('r3', '别的回复'));
      await purgeEntry(tx, kept, by(duan));
    });
    const texts = await store.read(scope, async reader => [
      ...(await reader.find('claim', { index: 'byId' })).rows.map(row => row.message.text),
      ...(await reader.find('outbox', { index: 'byId' })).rows.map(row => row.message.text),
    ]);
    expect(texts).toEqual(['撤回并清除第1条', '（已清除）', '（已清除）', '（已清除）', '别的回复']);
  });

  it('does not give the number to another entry', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    await store.write(scope, tx => purgeEntry(tx, kept, by(qin)));
    expect((await submitOne(store, visits(12))).number).toBe('1120-2');
  });

  it('is refused to a colleague', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    await expect(store.write(scope, tx => purgeEntry(tx, kept, by(wen)))).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('progress', () => {
  it('is kept in the words of the reporter with what it was before', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, content([metric('发现隐患', 2, '个')], { progress: '整改中' }));
    const updated = await store.write(scope, tx => updateProgress(tx, kept, { ...by(qin), changes: [{ progress: '复查合格' }] }));
    expect([updated.progress, updated.history.at(-1)?.what]).toEqual(['复查合格', '进展：整改中 → 复查合格']);
  });
});

describe('who is missing', () => {
  const departments = ['办公室', '政策法规科', '企业服务科', '局领导'].map(name => ({ name, aliases: [], reports: name !== '局领导' }));
  const week = { from: '2026-11-16', to: '2026-11-20' };

  it('lists 科室 in fixed order; an entry that touches the period or a nil report is enough', async () => {
    const store = new MemoryStore();
    await submitOne(store, content([metric('走访企业', 31, '家')], days('2026-11-01', '2026-11-16')));
    await store.write(scope, tx => fileNilReport(tx, { bureau, departments: ['政策法规科'], period: week, reporter: liang, at: friday }));
    expect(await store.read(scope, reader => whoIsMissing(reader, { departments, members: [], calendar: createWorkdayCalendar() }, week))).toEqual({
      period: week,
      reported: ['企业服务科'],
      nil: ['政策法规科'],
      missing: ['办公室'],
      excused: [],
    });
  });

  it('a withdrawn entry or one of another week does not count', async () => {
    const store = new MemoryStore();
    const kept = await submitOne(store, visits(12));
    await store.write(scope, tx => withdrawEntry(tx, kept, by(qin)));
    await submitOne(store, content([metric('走访企业', 2, '家')], days('2026-11-09', '2026-11-15')));
    expect(
      (await store.read(scope, reader => whoIsMissing(reader, { departments, members: [], calendar: createWorkdayCalendar() }, week))).missing,
    ).toContain('企业服务科');
  });

  it('a nil report said twice is one', async () => {
    const store = new MemoryStore();
    const file = () => store.write(scope, tx => fileNilReport(tx, { bureau, departments: ['办公室'], period: week, reporter: wen, at: friday }));
    expect(await file()).toEqual(await file());
  });
});

describe('my entries', () => {
  it('are those that one reported in the period, withdrawn ones included', async () => {
    const store = new MemoryStore();
    const mine = await submitOne(store, visits(12));
    await submitOne(store, visits(5), { reporter: tao });
    await store.write(scope, tx => withdrawEntry(tx, mine, by(qin)));
    const found = await store.read(scope, reader => myEntries(reader, qin, { from: '2026-11-16', to: '2026-11-22' }));
    expect(found.map(entry => [entry.number, entry.status])).toEqual([['1120-1', 'withdrawn']]);
  });
});
