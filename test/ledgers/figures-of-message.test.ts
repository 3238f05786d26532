import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { amount } from '../helpers/figure-text.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await sampleBureau();
});

/** What a message counts, in order, whatever it is called; `on` is the day on which it is sent, a Friday unless told. */
function amounts(text: string, on = '2026-11-20'): string {
  const at = parseInstant(`${on}T16:30:00+08:00`) ?? 0;
  const { entries } = readMessage(text, { bureau, reporter: { name: '秦朗', department: '企业服务科' }, at });
  return entries
    .flatMap(({ metrics }) => metrics)
    .map(metric => `${amount(metric)}${metric.inferred ? '（推）' : ''}`)
    .join('，');
}

describe('words of a plan, or of a day to come, that are none', () => {
  it.each([
    ['模拟管道漏气演练，参演单位4个，疏散群众60人', '1场（推），4个，60人'],
    ['星火计划项目评审会一场，通过9项', '1场，9项'],
    ['检查企业6家，拟罚2万元1家', '6家，2万元，1家'],
    ['环城路16号那家饭店清出液化气瓶3只', '3只'],
    ['选手出发17人 省级的6 市级的11 下周三回来', '17人，6人，11人'],
    ['不肯搬的4户准备上门', '4户'],
    ['受理投诉48件，办结40件，结转到下季度8件', '48件，40件，8件'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));

  it.each([
    ['11月底盘了一下库房，口罩在库1200只，发出去300只', '2026-11-27', '1200只，300只'],
    ['3.15前夕：受理投诉31件，调解成功22件', '2026-03-12', '31件，22件'],
  ])('%s，said on %s → %s', (text, on, expected) => expect(amounts(text, on)).toBe(expected));

  it('月底前 is a plan still', () => expect(amounts('月底前检查企业20家', '2026-11-27')).toBe(''));
});
