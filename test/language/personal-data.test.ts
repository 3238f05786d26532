import { describe, expect, it } from 'vitest';
import { maskPersonalData } from '../../src/language/personal-data.ts';

describe('personal data is masked', () => {
  it.each([
    ['联系电话13800000000', '联系电话138****0000'],
    ['手机138 0000 0000', '手机138****0000'],
    ['座机010-55555555', '座机［电话已隐去］'],
    ['身份证110101190001010014', '身份证［身份证号已隐去］'],
    ['账号6222020000000000007', '账号［银行账号已隐去］'],
    ['邮箱someone@example.com', '邮箱［邮箱已隐去］'],
    ['车牌京A12345', '车牌［车牌已隐去］'],
    ['微信号：abc_12345', '［联系方式已隐去］'],
    ['某某机电的张总说招工难', '某某机电的企业负责人说招工难'],
    ['某某精工的李总（电话13800000000）说招工难', '某某精工的企业负责人（电话138****0000）说招工难'],
    ['王经理反映用地手续慢', '企业负责人反映用地手续慢'],
  ])('%s → %s', (text, expected) => expect(maskPersonalData(text)).toEqual({ text: expected, masked: true }));
});

describe('what is no personal data stays', () => {
  it.each([
    '项目代码2026-430000-07-01-123456',
    '统一社会信用代码91430000MA4L0000XX',
    '总投资13800000000元',
    '兑现资金1260万元，惠及48户',
    '身份证号110101199001010000的校验位不对',
    '青工信〔2026〕12号',
    '刘局任组长，成员12人',
    '周主任那条跟我的重复了',
    '各县总工会、总投资18.6亿元',
    '12345热线工单36件',
    '阅读量10000000000次',
  ])('%s', text => expect(maskPersonalData(text)).toEqual({ text, masked: false }));
});
