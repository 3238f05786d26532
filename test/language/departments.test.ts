import { describe, expect, it } from 'vitest';
import { findDepartments, matchDepartment } from '../../src/language/departments.ts';

const departments = ['办公室', '政策法规科', '企业服务科', '投资审批科', '经济运行科', '绿色安全科', '数字产业科', '中小企业服务中心'].map(name => ({
  name,
  aliases: name === '绿色安全科' ? ['绿安科'] : [],
}));

describe('short names of 科室', () => {
  it.each([
    ['企服科', '企业服务科'],
    ['法规科', '政策法规科'],
    ['审批科', '投资审批科'],
    ['运行科', '经济运行科'],
    ['安全科', '绿色安全科'],
    ['绿安科', '绿色安全科'],
    ['数产科', '数字产业科'],
    ['服务中心', '中小企业服务中心'],
    ['中小中心', '中小企业服务中心'],
    ['办公室', '办公室'],
    ['财务科', null],
    ['科', null],
  ])('%s → %s', (words, expected) => expect(matchDepartment(words, departments)).toBe(expected));

  it('finds every one that a sentence names', () => {
    const found = findDepartments('企服科会同法规科、中小企业服务中心去高新园宣讲', departments);
    expect(found.map(mention => mention.department)).toEqual(['企业服务科', '政策法规科', '中小企业服务中心']);
  });
});
