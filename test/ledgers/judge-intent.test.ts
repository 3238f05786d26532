import { beforeAll, describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { type ReadingContext, readMessage } from '../../src/ledgers/read-message.ts';
import { intentFeatures, plainForm } from '../../src/ledgers/reading/intent-features.ts';
import { decodeIntents, encodeIntents, intentOdds, shippedIntents } from '../../src/ledgers/reading/intent-model.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { trainIntents } from '../../training/train-intents.ts';

let context: ReadingContext;
beforeAll(async () => {
  const bureau = await loadBureau(`${projectRoot}/data`);
  context = { bureau, reporter: { name: '秦朗', department: '企业服务科' }, at: instantAt('2026-11-20', '16:20') };
});

function read(text: string, more: Partial<ReadingContext> = {}): Reading {
  return readMessage(text, { ...context, ...more });
}

describe('what a message is for, where no single word decides', () => {
  it.each([
    ['各村注意，今晚巡逻每组不少于4人，手电充满电', 'notice'],
    ['食堂今天排了20个人，等了半小时', 'chitchat'],
    ['给19户脱贫户送了化肥，每户两袋', 'report'],
    ['等雨停了再去补种那200棵', 'plan'],
    ['把二季度的走访情况拉个表给我', 'draft-request'],
    ['上半年调解成功率', 'question'],
    ['东街那个坏掉的井盖今天换好了', 'update'],
  ])('%s: %s', (text, intent) => expect(read(text).intent).toBe(intent));

  it('nothing is kept of what is no report', () => {
    for (const text of ['各村注意，今晚巡逻每组不少于4人，手电充满电', '食堂今天排了20个人，等了半小时']) expect(read(text).entries).toEqual([]);
  });

  it('what is only going to be done is kept as a plan, and its figures are not counted', () => {
    const { entries } = read('等雨停了再去补种那200棵');
    expect(entries.map(({ category, metrics }) => [category, metrics.length])).toEqual([['下步安排', 0]]);
  });

  it('work is kept in its own words though nothing was counted', () => {
    expect(read('村规民约修订稿交司法所看过了，都盖了章').entries.map(({ metrics }) => metrics)).toEqual([[]]);
  });

  it('记： in front leaves no doubt', () => {
    const reading = read('记：今天腿都跑断了，爬了21层楼检查消防栓8个');
    expect(reading.intent).toBe('report');
    expect(reading.isUnsure).toBeUndefined();
  });

  it('without weights the rules decide alone', () => {
    expect(read('第1条改成13家', { intents: null }).intent).toBe('correct');
    expect(read('本周走访企业12家', { intents: null })).toMatchObject({ intent: 'report', entries: [{ metrics: [{ value: 12 }] }] });
  });
});

describe('the weights', () => {
  const examples = [
    { text: '走访企业3家', intent: 'report', by: 'a' },
    { text: '检查工地5个', intent: 'report', by: 'a' },
    { text: '各科室明天报表', intent: 'notice', by: 'a' },
    { text: '各单位周五前报名单', intent: 'notice', by: 'a' },
  ] as const;

  it('are the same for the same examples, and after writing and reading', () => {
    const bytes = encodeIntents(trainIntents(examples, context.bureau));
    expect(encodeIntents(trainIntents(examples, context.bureau))).toEqual(bytes);
    expect(decodeIntents(bytes)?.intents).toEqual(['notice', 'report']);
    expect(decodeIntents(bytes.slice(0, -1))).toBeNull();
  });

  it('give odds that add up to 1', () => {
    const weights = shippedIntents();
    if (weights === null) throw new Error('data/reading/intents.bin is missing');
    const odds = intentOdds(weights, intentFeatures('走访企业3家', { votes: [] }));
    expect(Object.values(odds).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
  });

  it('see any number, any colleague and any picture alike', () => {
    expect(plainForm('@小法 王科长，走访了12家[强] 两户')).toBe(plainForm('李主任，走访了3家👍 五户'));
  });
});
