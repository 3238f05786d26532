import { describe, expect, it } from 'vitest';
import { type KnownTitle, recogniseNames } from '../../src/knowledge/law-names.ts';

const titles = [
  '劳动法',
  '劳动合同法',
  '民法典',
  '保守国家秘密法',
  '保障中小企业款项支付条例',
  '保障农民工工资支付条例',
  '优化营商环境条例',
  '行政处罚法',
  '治安管理处罚法',
  '合伙企业法',
  '外资企业法',
  '海关法',
  '最高人民法院关于适用《民法典》有关担保制度的解释',
];
const known: KnownTitle[] = titles.map(title => ({ title, weight: 10 }));

describe('recogniseNames', () => {
  it.each([
    ['《劳动法》加班怎么算', '劳动法', 'exact'],
    ['劳动合同法里试用期多久', '劳动合同法', 'exact'],
    ['民法典第54条', '民法典', 'exact'],
    ['按中华人民共和国民法典办', '民法典', 'exact'],
    ['款项条例规定几天付钱', '保障中小企业款项支付条例', 'nickname'],
    ['微信传密按保密法处理吗', '保守国家秘密法', 'nickname'],
    ['营商环境条例怎么说', '优化营商环境条例', 'nickname'],
    ['《民法典》担保制度解释第一条', '民法典', 'exact'],
  ])('%s → %s (%s)', (question, title, match) => {
    expect(recogniseNames(question, known)[0]).toMatchObject({ titles: expect.arrayContaining([title]), match });
  });

  it.each(['企业违法怎么办', '有什么办法', '违反海关法规怎么处理', '执法检查有什么规定', '这样做合法吗'])('finds no name in %s', question => {
    expect(recogniseNames(question, known).filter(name => name.match === 'exact' || name.match === 'nickname')).toEqual([]);
  });

  it('does not choose where several laws fit a quoted name', () => {
    expect(recogniseNames('《企业法》第二十条', known)[0]).toMatchObject({ match: 'ambiguous', quoted: true });
  });

  it('says that nothing is called so', () => {
    expect(recogniseNames('《星际航行法》第二条', known)[0]).toMatchObject({ match: 'none', titles: [] });
  });
});
