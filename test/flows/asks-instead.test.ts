import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('what reads like a record, a change or an order, and only asks', () => {
  it.each<[from: string, text: string, answer: RegExp]>([
    ['gaoyuan', '收集的问题都解决了没', /还有2条/],
    ['gaoyuan', '哪个科室没走访', /企业服务科：12家/],
    ['gaoyuan', '两个月没走访的科室', /./],
    ['gaoyuan', '走访至少有10家吧', /已超过10家，多2家/],
    ['gaoyuan', '今年走访不到30家吧', /还差18家/],
    ['gaoyuan', '到现在走访了没有10家', /已超过10家/],
    ['gaoyuan', '给我个走访的总数，我明天要汇报', /今年走访企业12家/],
    ['gaoyuan', '走访情况汇总一下发我', /走访企业12家/],
    ['gaoyuan', '把走访台账发我', /走访企业12家/],
    ['taoran', '下半年走访', /7—11月走访企业12家/],
  ])('%s: %s', async (from, text, answer) => {
    const { say, stage } = await play('2026-11-20T10:00');
    await say('qinlang', '本周走访企业12家，收集问题5条，解决3条');
    const before = JSON.stringify(await stage.entries());
    expect((await say(from, text)).join('\n')).toMatch(answer);
    expect(JSON.stringify(await stage.entries())).toBe(before);
    expect(await stage.drafts()).toEqual([]);
  });

  it.each<[told: string, text: string, answer: RegExp]>([
    ['10月15日走访企业5家', '刚才报的走访多了2家，改成3家', /已更正[\s\S]*3家/],
    ['走访企业12家，收集问题4条', '刚才报的问题少了1条，应该是3条', /已更正[\s\S]*3条/],
    ['走访企业12家', '刚才发的材料不对，走访多了2家，改成10家', /已更正[\s\S]*10家/],
    ['走访企业12家', '刚才发的通知少了2份，打印好了', /^(?!.*留底)/s],
    ['收集问题2条', '11月17日走访企业7家，算不算惠企政策宣讲由办公室定，收集问题1条', /已记1条/],
    ['收集问题2条', '11月17日走访企业7家，是不是惠企政策宣讲由办公室定，收集问题1条', /已记1条/],
  ])('after %s a clerk’s “%s” is none', async (told, text, answer) => {
    const { say } = await play('2026-11-18T10:00');
    await say('qinlang', told);
    expect((await say('qinlang', text)).join('\n')).toMatch(answer);
  });

  it.each(['把刚才那几条撤回', '走访企业12家左右吧', '那个隐患今天复查合格了', '走访企业A公司', '本周开展企业走访活动'])(
    '%s stays what it is',
    async text => {
      const { say, stage } = await play('2026-11-20T10:00');
      await say('leiming', '检查发现隐患1处');
      await say('leiming', text);
      expect((await stage.entries()).map(({ history }) => history.length)).not.toEqual([1]);
    },
  );
});
