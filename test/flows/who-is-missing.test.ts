import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('who has not reported', () => {
  it.each<[string, RegExp]>([
    ['哪些科室10月的数还没报？', /10月/],
    ['10月谁没报', /10月/],
    ['三季度还有哪些科室没报', /7—9月/],
    ['上月还有谁没报', /10月/],
    ['谁还没报', /11月16—2\d日|本周/],
  ])('“%s” is asked of those days', async (text, days) => {
    const { say, pushes } = await play('2026-11-20T16:20');
    const answer = [...(await say('gaoyuan', text)), ...pushes('direct:gaoyuan')].join('\n');
    expect(answer).toMatch(days);
    expect(answer).not.toContain('没有查到依据');
  });
});

it('who reported most is told without a ranking, and not looked for in the law', async () => {
  const { say } = await play('2026-11-20T16:20');
  await say('qinlang', '本周走访企业12家');
  const answer = (await say('gaoyuan', '哪个科室报得最多？')).join('');
  expect(answer).toMatch(/各科室已登记的[\s\S]*按科室固定顺序列出/);
});
