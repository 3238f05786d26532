import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await loadBureau(join(projectRoot, 'data'));
});

function figures(text: string): string[] {
  const reading = readMessage(text, { bureau, reporter: { name: '甲', department: '办公室' }, at: parseInstant('2026-09-18T16:30:00+08:00') ?? 0 });
  return reading.entries.flatMap(({ metrics }) =>
    metrics.filter(({ inferred }) => !inferred).map(({ name, isNew }) => (isNew ? `新：${name}` : name)),
  );
}

describe('A figure counts under a metric of the bureau when its words say that metric', () => {
  test.each([
    ['走访企业5家', ['走访企业']],
    ['走仿企业5家', ['走访企业']],
    ['企服科上午在开发区走访企业5家', ['走访企业']],
    ['走访外贸企业5家', ['走访企业']],
    ['走访化工园5家', ['走访企业']],
    ['检查工贸企业11家', ['检查企业']],
    ['检查发现隐患5处', ['发现隐患']],
    ['化解邻里纠纷6起', ['化解矛盾纠纷']],
    ['医疗纠纷调解3起', ['化解矛盾纠纷']],
    ['发放安全手册600册', ['发放宣传资料']],
    ['法律顾问出具法律意见5份', ['法律意见书']],
    ['消防安全培训办了两期', ['企业培训']],
    ['走访企业6家，反映困难9个，能办的办了5个，剩下4个列清单', ['走访企业', '收集问题', '解决问题', '正在协调问题']],
    ['合法性审核文件5份', ['合法性审核']],
    ['中小微企业日普法宣传活动1场', ['普法宣传活动']],
  ])('%s', (text, names) => expect(figures(text)).toEqual(names));
});

describe('What the words say beyond it makes it a figure of its own, kept under the words used', () => {
  test.each([
    ['检查塔吊18台', '检查塔吊'],
    ['检查加油站6座', '检查加油站'],
    ['危货企业座谈会1次', '危货企业座谈会'],
    ['调解集体讨薪1起', '调解集体讨薪'],
    ['集体讨薪调解1起', '集体讨薪调解'],
    ['接听12333热线386个', '接听12333热线'],
    ['处罚案件公示46件', '处罚案件公示'],
    ['受理文化类行政许可19件', '受理文化类行政许可'],
    ['挂牌督办重大隐患2处', '挂牌督办重大隐患'],
    ['发现重大隐患2处', '发现重大隐患'],
    ['下达监督意见书37份', '下达监督意见书'],
    ['走访商协会3家', '走访商协会'],
    ['巡查用人单位38户', '巡查用人单位'],
    ['补签劳动合同73份', '补签劳动合同'],
    ['巡查隐患点146处', '巡查隐患点'],
  ])('%s → %s', (text, name) => expect(figures(text)).toEqual([`新：${name}`]));
});
