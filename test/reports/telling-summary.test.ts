import { describe, expect, it } from 'vitest';
import { namesSomebody } from '../../src/language/names-in-text.ts';
import { tellingSummary } from '../../src/reports/telling-summary.ts';
import { bureau, entry } from './sample-year.ts';

const departments = [
  { name: '企业服务科', aliases: ['企服科'], reports: true },
  { name: '政策法规科', aliases: ['法规科'], reports: true },
  { name: '中小企业服务中心', aliases: ['服务中心'], reports: true },
];

function told(summary: string, topicWords = '企业走访走访企业收集问题解决问题', leastNews = 3): string | null {
  const names = bureau.members.map(member => member.name);
  return tellingSummary(entry('2026-05-06', { summary }), { topicWords, names, departments, leastNews });
}

describe('what a report takes from a spoken summary', () => {
  it.each([
    ['本周走访企业12家，收集问题5条', null],
    ['2月9日召开全局学法会1次，学习《行政处罚法》，38人参加', '召开全局学法会，学习《行政处罚法》'],
    ['昨儿上午在文化广场搞了个普法咨询，发了300多份折页', '在文化广场开展普法咨询'],
    ['上周三下午在产业园开了政企恳谈会，反映问题17个', '在产业园召开政企恳谈会'],
    ['全国低碳日，在创业园设点宣传，来问的几十人', '全国低碳日在创业园设点宣传'],
    ['4月8日，企服科联合法规科、服务中心到园区开展惠企政策宣讲，参会35家', '企业服务科联合政策法规科、中小企业服务中心到园区开展惠企政策宣讲'],
    ['上午党组会专题研究法治政府建设1次', '党组会专题研究法治政府建设'],
    ['“宪法进企业”，跟司法局一起', '开展“宪法进企业”活动'],
    ['都是当天办完的', null],
    ['跑断腿了走访了八家', null],
    ['具体人数回头补', null],
    ['王局带队开展专题调研', null],
    ['到云岭科技有限公司开展专题调研', null],
    ['贴息资金**万元待批，组织专题座谈会', '组织专题座谈会'],
  ])('%s → %s', (summary, text) => {
    expect(told(summary)).toBe(text);
  });

  it('is nothing when the entry names a company', () => {
    expect(
      tellingSummary(entry('2026-05-06', { summary: '组织专题座谈会', flags: ['company-named'] }), {
        topicWords: '',
        names: [],
        departments,
        leastNews: 1,
      }),
    ).toBeNull();
  });
});

describe('names in a text', () => {
  it.each([
    ['刘局任组长', true],
    ['由张总介绍情况', true],
    ['听取王主任汇报', false],
    ['党组书记主持', false],
    ['召开局长办公会', false],
    ['云岭机电有限公司', true],
    ['秦朗参加', true],
    ['走访重点企业', false],
  ])('%s: %s', (text, found) => {
    expect(namesSomebody(text, ['秦朗'])).toBe(found);
  });
});
