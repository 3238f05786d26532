import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReasoningFilter, withoutReasoning } from '../../src/models/reasoning.ts';

const replies: [string, string, string][] = [
  ['no reasoning', '依据第九条。', '依据第九条。'],
  ['reasoning before the answer', '<think>先看第三条</think>\n\n依据第九条。', '依据第九条。'],
  ['reasoning that was opened in the prompt', '先看第三条</think>依据第九条。', '依据第九条。'],
  ['reasoning in the middle', '依据<think>哪一条</think>第九条。', '依据第九条。'],
  ['reasoning that was cut off', '<think>先看第三条', ''],
  ['other tags', '<thinking>嗯</thinking>好', '好'],
  ['a sign that is no tag', '金额<50万元，a<b', '金额<50万元，a<b'],
];

describe('reasoning in a reply', () => {
  it.each(replies)('is left out: %s', (_, written, answer) => {
    expect(withoutReasoning(written)).toBe(answer);
  });

  it('is left out of a stream the same, however it is cut into pieces', () => {
    const opened = replies.filter(([name]) => name !== 'reasoning that was opened in the prompt');
    fc.assert(
      fc.property(fc.constantFrom(...opened), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), ([, written, answer], sizes) => {
        const filter = new ReasoningFilter();
        let shown = '';
        for (let at = 0, turn = 0; at < written.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          shown += filter.push(written.slice(at, at + size));
          at += size;
        }
        expect(shown + filter.end()).toBe(answer);
      }),
    );
  });
});
