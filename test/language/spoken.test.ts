import { describe, expect, it } from 'vitest';
import { asWritten } from '../../src/language/spoken.ts';

describe('dialect and the commonest wrong characters are read as everybody writes them', () => {
  it.each([
    ['欠薪了咋办', '欠薪了怎么办'],
    ['啥时候能撤消许可', '什么时候能撤销许可'],
    ['复义期限多久', '复议期限多久'],
    ['拖欠的帐款找谁', '拖欠的账款找谁'],
    ['数据泄漏了要不要报告', '数据泄露了要不要报告'],
    ['能罚款不？', '能罚款吗？'],
    ['效力一样么', '效力一样吗'],
  ])('%s → %s', (typed, written) => {
    expect(asWritten(typed)).toBe(written);
  });

  it.each(['燃气泄漏怎么处理', '讲了什么', '这么规定要不要？', '账本', '不予行政处罚的情形', '要不要听证', '什么都可以交纳税款'])(
    'leaves alone what is right: %s',
    text => {
      expect(asWritten(text)).toBe(text);
    },
  );
});
