import { describe, expect, it } from 'vitest';
import { readIntroduction } from '../../src/language/introduction.ts';

const departments = [
  { name: '企业服务科', aliases: ['企服科'] },
  { name: '政策法规科', aliases: [] },
  { name: '办公室', aliases: ['局办'] },
];

describe('an introduction', () => {
  it.each([
    ['我是企服科王磊', '王磊', '企业服务科'],
    ['我是企业服务科的王磊', '王磊', '企业服务科'],
    ['大家好，我是法规科联络员欧阳明', '欧阳明', '政策法规科'],
    ['我叫王磊，企服科的', '王磊', '企业服务科'],
    ['我是局办 古丽·阿依', '古丽·阿依', '办公室'],
    ['您好，我是办公室新来的周周', '周周', '办公室'],
  ])('“%s” names person and 科室', (text, name, department) => {
    expect(readIntroduction(text, departments)).toEqual({ name, department });
  });

  it.each([
    ['我是王磊', { name: '王磊', department: null }],
    ['我是企服科的', { name: null, department: '企业服务科' }],
    ['我是法规科的，有个问题', { name: null, department: '政策法规科' }],
    ['我是企服科王磊，法规科也归我', { name: null, department: '企业服务科' }],
  ])('of “%s” only what is sure is taken', (text, expected) => {
    expect(readIntroduction(text, departments)).toEqual(expected);
  });

  it.each(['本周走访企业3家', '王磊', '我是企服科王磊吗？', ''])('“%s” is none', text => {
    expect(readIntroduction(text, departments)).toBeNull();
  });
});
