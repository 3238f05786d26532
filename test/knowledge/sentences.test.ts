import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../src/knowledge/sentences.ts';

describe('sentencesOf', () => {
  it.each([
    ['走访三家。收集问题两条；解决一条。', ['走访三家。', '收集问题两条；', '解决一条。']],
    ['编发《赶快看！政策来了》专刊60期。其他照旧。', ['编发《赶快看！政策来了》专刊60期。', '其他照旧。']],
    ['他说“好。走吧！”大家出发。', ['他说“好。走吧！”大家出发。']],
    ['没有结尾的（括号\n第二段。', ['没有结尾的（括号', '第二段。']],
  ])('%s', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});
