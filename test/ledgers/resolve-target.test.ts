import { beforeAll, describe, expect, it } from 'vitest';
import { instantAt } from '../../src/domain/date.ts';
import type { EntryContent } from '../../src/domain/entry.ts';
import type { Member } from '../../src/domain/member.ts';
import type { TargetReference } from '../../src/domain/reading.ts';
import { numbersIn, resolveTarget, type TargetContext } from '../../src/ledgers/resolve-target.ts';
import { submitEntries } from '../../src/ledgers/submit.ts';
import { content, day, member, metric, source, to } from '../helpers/ledger-builders.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

const scope = { bureau: 'sample' };
const qin = member('qinlang', '企业服务科');
const shen = { ...member('shenlan', '办公室'), name: '沈岚' };
const at = instantAt('2026-11-20', '17:00');
const store = new MemoryStore();

function submit(messageId: string, reporter: Member, when: string, entries: EntryContent[]): Promise<unknown> {
  const text = entries.map(entry => entry.raw).join('；');
  return store.write(scope, tx =>
    submitEntries(tx, { bureau: { id: 'sample' }, entries, reporter, source: source(messageId, text), at: instantAt(when, '16:00') }),
  );
}

beforeAll(async () => {
  await submit('old', qin, '2025-11-20', [content([metric('走访企业', 1, '家')], day('2025-11-20'))]);
  await submit('need', qin, '2026-11-02', [
    content([metric('收集问题', 1, '条')], { ...day('2026-11-02'), raw: '远山纺织反映用电增容慢', summary: '协调用电增容' }),
  ]);
  await submit('other', shen, '2026-11-19', [
    content([metric('企业培训', 1, '场')], { ...day('2026-11-18'), raw: '数据安全培训开了一场', department: '办公室' }),
  ]);
  await submit('week', qin, '2026-11-20', [
    content([metric('走访企业', 12, '家')], { raw: '走访企业12家' }),
    content([metric('收集问题', 5, '条')], { raw: '收集问题5条' }),
    content([metric('惠企资金', 80, '万元')], { raw: '惠企资金80万' }),
  ]);
});

async function resolve(reference: TargetReference, more: Partial<TargetContext> = {}): Promise<string> {
  const context: TargetContext = { bureau: { departments: [] }, member: qin, conversationId: 'work', at, ...more };
  const target = await store.read(scope, reader => resolveTarget(reader, reference, context));
  if (target.found === 'one') return target.entry.id;
  return target.found === 'several' ? `several: ${target.candidates.map(entry => entry.number).join()}` : 'none';
}

const content_ = (more: Partial<Extract<TargetReference, { by: 'content' }>>): TargetReference => ({
  by: 'content',
  words: [],
  metric: null,
  reporter: null,
  date: null,
  ...more,
});

describe('which entry is meant', () => {
  it.each<[string, TargetReference, Partial<TargetContext>, string]>([
    ['第2条 is the second of the latest receipt', { by: 'position', position: 2 }, {}, '20261120-2'],
    ['第9条 is none', { by: 'position', position: 9 }, {}, 'none'],
    ['第1条 in a conversation without a receipt is none', { by: 'position', position: 1 }, { conversationId: 'elsewhere' }, 'none'],
    ['第1条 of a quoted message', { by: 'position', position: 1 }, { quote: { text: '', messageId: 'need' } }, '20261102-1'],
    ['a number is that of the latest year', { by: 'number', number: '1120-1' }, {}, '20261120-1'],
    ['a number with its year', { by: 'number', number: '20251120-1' }, {}, '20251120-1'],
    ['the latest one, told apart by the unit', { by: 'latest' }, { changes: [to(78, '万元')] }, '20261120-3'],
    ['the latest one, when nothing tells which', { by: 'latest' }, {}, 'several: 1120-1,1120-2,1120-3'],
    ['a quoted message by its words', { by: 'quote' }, { quote: { text: '远山纺织反映用电增容慢' } }, '20261102-1'],
    ['a quoted receipt by its numbers', { by: 'quote' }, { quote: { text: '**已记1条** 编号1119-1。' } }, '20261119-1'],
    ['by its words', content_({ words: ['远山纺织'] }), {}, '20261102-1'],
    ['by its reporter', content_({ reporter: '沈主任' }), {}, '20261119-1'],
    ['by its metric', content_({ metric: '企业培训', words: ['数据安全'] }), {}, '20261119-1'],
    ['by its day', content_({ date: '2026-11-18', words: ['培训'] }), {}, '20261119-1'],
    ['a metric and the days when it was', content_({ metric: '收集问题', period: { from: '2026-11-01', to: '2026-11-08' } }), {}, '20261102-1'],
    ['nothing that says which is asked about', { by: 'unclear' }, {}, 'several: 1120-3,1120-2,1120-1'],
    ['nothing that says which, even when one fits', { by: 'unclear' }, { changes: [to(78, '万元')] }, 'several: 1120-3'],
    ['words that fit nothing', content_({ words: ['海上风电'] }), {}, 'none'],
  ])('%s', async (_, reference, more, expected) => {
    expect(await resolve(reference, more)).toBe(expected);
  });

  it('reads the numbers of a receipt', () => {
    expect(numbersIn('编号1120-1至3、1121-2。')).toEqual(['1120-1', '1120-2', '1120-3', '1121-2']);
  });
});
