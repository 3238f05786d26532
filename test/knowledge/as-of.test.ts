import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/provision.ts';
import { pastDayIn, withoutPastDay } from '../../src/knowledge/as-of.ts';
import { isSameMatter, precedenceOf } from '../../src/knowledge/precedence.ts';

describe('a question may ask for the law of a past day', () => {
  it.each([
    ['2019年的时候罚款上限是多少', '2019-12-31'],
    ['2021年6月签的合同适用什么规定', '2021-06-30'],
    ['2020年3月5日发生的事故怎么报', '2020-03-05'],
  ])('%s → %s', (question, day) => {
    expect(pastDayIn(question, '2026-11-20')).toBe(day);
  });

  it.each(['2019年走访企业多少家', '2020年的条例规定60天', '2027年的时候还用交吗', '罚款上限是多少'])('not this one: %s', question => {
    expect(pastDayIn(question, '2026-11-20')).toBeUndefined();
  });

  it('leaves the question itself', () => {
    expect(withoutPastDay('2019年的时候罚款上限是多少')).toBe('罚款上限是多少');
  });
});

function document(title: string, level: SourceDocument['level'], effectiveOn: string): SourceDocument {
  return {
    id: title,
    bureau: 'shared',
    title,
    fullTitle: title,
    level,
    issuer: null,
    number: null,
    promulgatedOn: null,
    effectiveOn,
    repealedOn: null,
    expiresOn: null,
    versionOn: null,
    path: '',
    contentHash: '',
    reportYear: null,
  };
}

describe('of two texts that differ', () => {
  const general = document('苗木法', 'law', '2010-01-01');
  it.each([
    ['the higher goes first', document('苗木条例', 'administrative-regulation', '2024-01-01'), '苗木多久检疫', { first: 'one', rule: 'level' }],
    [
      'the newer special one goes before the general one',
      document('松材检疫法', 'law', '2020-01-01'),
      '松材多久检疫',
      { first: 'other', rule: 'special' },
    ],
    [
      'an older special one against a newer general one is not ours to decide',
      document('松材检疫法', 'law', '2001-01-01'),
      '松材多久检疫',
      undefined,
    ],
    [
      'of two as general as each other the newer goes first',
      document('苗木管理法', 'law', '2020-01-01'),
      '苗木多久检疫',
      { first: 'other', rule: 'newer' },
    ],
    ['laws of two fields do not contend', document('花卉法', 'law', '2020-01-01'), '盆景多久检疫', undefined],
  ] as const)('%s', (_, other, question, order) => {
    expect(precedenceOf(general, other, question)).toEqual(order);
  });

  it.each([
    ['应当自交付之日起三十日内支付苗木款项', '苗木款项应当自交付之日起四十五日内支付', true],
    ['处一千元以上一万元以下的罚款', '应当自受理之日起二十日内作出决定', false],
  ])('“%s” and “%s” rule one matter: %s', (one, other, same) => {
    expect(isSameMatter(one, other)).toBe(same);
  });
});
