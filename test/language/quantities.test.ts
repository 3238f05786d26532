import { describe, expect, it } from 'vitest';
import { readQuantities } from '../../src/language/quantities.ts';

/** `value unit approximation`, a range as `6—8`, a masked or vague figure as `?`. */
function read(text: string): string {
  return readQuantities(text)
    .map(({ quantity: { value, min, max, unit, approximate } }) => {
      const number = value ?? (min === undefined ? '?' : `${min}—${max}`);
      return `${number}${unit}${approximate === null || approximate === 'range' ? '' : ` ${approximate}`}`;
    })
    .join('；');
}

describe('numbers that count something', () => {
  it.each([
    ['走访企业12家', '12家'],
    ['走访企业１２家次', '12家次'],
    ['走访152家（次）', '152家次'],
    ['走访八家', '8家'],
    ['培训两场，来了俩人', '2场；2人'],
    ['共三百二十份', '320份'],
    ['两千三百人次', '2300人次'],
    ['惠及企业1,260户', '1260户'],
    ['3万5千元', '35000元'],
    ['总投资18.6亿元', '18.6亿元'],
    ['兑现2,380.5万元', '2380.5万元'],
    ['兑现1260万', '1260万'],
    ['三千万元', '3000万元'],
    ['0笔', '0笔'],
    ['办结率82.2％', '82.2%'],
    ['百分之九十五', '95%'],
    ['百分之九十六点五', '96.5%'],
    ['阅读量1.1w', '1.1万'],
    ['60号人', '60人'],
    ['现场签约3.2亿元', '3.2亿元'],
    ['最近3次', '3次'],
    ['下降1.5个百分点', '1.5个百分点'],
    ['清了3笔214.3万元', '3笔；214.3万元'],
    ['走访1，234家', '1234家'],
    ['惠及１，２３４，５６７人', '1234567人'],
    ['走访12家，234人', '12家；234人'],
    ['总投资4.5个亿', '4.5亿'],
    ['用电量12.3亿千瓦时', '12.3亿千瓦时'],
    ['三家三家三家', '3家'],
    ['53家112人', '53家；112人'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('approximations stay with the number', () => {
  it.each([
    ['200多份', '200份 at-least'],
    ['1千余份', '1000份 at-least'],
    ['百余家', '100家 at-least'],
    ['十余次', '10次 at-least'],
    ['十几个', '10个 at-least'],
    ['上千份', '1000份 at-least'],
    ['1.3万+', '1.3万 at-least'],
    ['超过80家', '80家 at-least'],
    ['50人以上', '50人 at-least'],
    ['1万多人', '10000人 at-least'],
    ['近80人', '80人 at-most'],
    ['不足10家', '10家 at-most'],
    ['约30人', '30人 about'],
    ['150人左右', '150人 about'],
    ['30来个人', '30人 about'],
    ['八成', '80% about'],
    ['几十人', '?人 about'],
    ['数十家', '?家 about'],
    ['6至8家', '6—8家'],
    ['6-8家', '6—8家'],
    ['三四家', '3—4家'],
    ['6、7家', '6—7家'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('masked figures are never numbers', () => {
  it.each([
    ['奖补资金**万元', '?万元'],
    ['走访***家', '?家'],
    ['****.**万元', '?万元'],
    ['年产××套', '?套'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('what no report can hold has no value until somebody says what was meant', () => {
  it.each([
    ['走访-3家', '?家'],
    ['走访负3家', '?家'],
    ['走访1e30家', '?家'],
    ['走访12/15家', '?家'],
    ['走访1.5家', '?家'],
    ['走访999999999家', '?家'],
    [`走访${'9'.repeat(50)}家`, '?家'],
    ['下降1.5个百分点', '1.5个百分点'],
    ['走访6-8家', '6—8家'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('numbers that count nothing', () => {
  it.each([
    '学习《中华人民共和国宪法修正案（2018年）》第52条',
    '青工信〔2026〕12号',
    '“千名干部挂千企”',
    '百名干部联百企',
    '三会一课、八五普法、十四五规划',
    '3月15日下午3点在三楼会议室',
    '5月6—7日，10.13-17，4.1-4.28',
    '一季度、上半年、1-9月、2026年度',
    '电话13800000000、010-55555555',
    '138****0000',
    '流水号123456789，1234567890123456789',
    '项目代码2026-430000-07-01-123456',
    '提前3天完成，5个工作日内办结',
    '跟司法局一起，统一部署，一次性告知',
    '12345热线',
    '第3条、第二次、最后1件',
    '一件事一次办、最多跑一次',
    'A12厂房、3号楼',
    '受理12315转来的',
    '开了2个会：',
  ])('%s', text => expect(read(text)).toBe(''));
});
