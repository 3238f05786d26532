import { describe, expect, it } from 'vitest';
import { doneWords } from '../../src/bot/done-words.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

describe('doneWords', () => {
  it.each([
    ['1120-3已办结', 'entry'],
    ['1120-3办完了', 'entry'],
    ['第2条已办结', 'entry'],
    ['办结1120-3', 'entry'],
    ['信息公开年报已办', '信息公开年报'],
    ['已办 信息公开年报', '信息公开年报'],
    ['法治报告报送已经办好了。', '法治报告报送'],
    ['区长信箱3件已办结', null],
    ['民爆仓库的隐患已办结', null],
    ['第2条改成13家', null],
    ['本周备案办结5个', null],
  ])('%s → %s', async (text, expected) => {
    const said = doneWords(text, await sampleBureau());
    expect(said === null ? null : said.of === 'entry' ? 'entry' : said.duty.name).toBe(expected);
  });
});
