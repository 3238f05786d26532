import { beforeAll, describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { play } from '../helpers/play.ts';

/** Neither clearly work nor clearly talk; of which of them the weights are unsure changes when they are learned anew. */
const candidates = [
  '昨晚加班整理了20份档案困死了',
  '一上午盖了50个章手都酸了',
  '单位新来了3个小伙子',
  '好家伙，一上午来了40个办证的',
  '忙死了今天接了60个电话',
];

let doubtful: string;
beforeAll(async () => {
  const bureau = await loadBureau(`${projectRoot}/data`);
  const context = { bureau, reporter: { name: '秦朗', department: '企业服务科' }, at: instantAt('2026-11-19', '16:20') };
  const found = candidates.find(text => readMessage(text, context).isUnsure);
  if (found === undefined) throw new Error('no candidate is doubtful any more: write others');
  doubtful = found;
});

describe('what may be talk as well as a report', () => {
  it('is asked about, and kept when its writer says so, as of the day on which it was written', async () => {
    const { say, stage, at } = await play('2026-11-19T16:20');
    const [asked] = await say('qinlang', doubtful);
    expect(asked).toMatch(/这条要记吗.*还没有登记[\s\S]*回“记上”/);
    expect(await stage.entries()).toEqual([]);
    await at('2026-11-20T09:00');
    expect((await say('qinlang', '记上')).join()).toContain('已记1条');
    const [entry] = await stage.entries();
    expect(entry?.source.text).toBe(doubtful);
    expect(entry?.period.to).toMatch(/^2026-11-1[89]$/);
    expect((await say('qinlang', '记上')).join()).toContain('没有等您点头的内容');
    expect(await stage.entries()).toHaveLength(1);
  });

  it('is kept at once when 记： stands in front', async () => {
    const { say, stage } = await play('2026-11-19T16:20');
    await say('qinlang', `记：${doubtful}`);
    expect(await stage.entries()).toHaveLength(1);
  });

  it('a colleague’s 记上 keeps nothing', async () => {
    const { say, stage } = await play('2026-11-19T16:20');
    await say('qinlang', doubtful);
    await say('shaobing', '记上');
    expect(await stage.entries()).toEqual([]);
  });
});
