import { describe, expect, it } from 'vitest';
import { quizCommand } from '../../src/bot/quiz-words.ts';

describe('quizCommand', () => {
  it.each([
    ['出一套自测题', { do: 'make', count: 5 }],
    ['请出10道自测题', { do: 'make', count: 10 }],
    ['出99道自测题', { do: 'make', count: 20 }],
    ['生成局内自测卷', { do: 'make', count: 5 }],
    ['出补测卷', { do: 'make-up' }],
    ['同意发卷。', { do: 'approve' }],
    ['不发卷', { do: 'drop' }],
    ['换一套', { do: 'another' }],
    ['换第3题', { do: 'replace', number: 3 }],
    ['结束自测', { do: 'close' }],
    ['自测情况', { do: 'progress' }],
    ['自测情况？', { do: 'progress' }],
  ])('%s', (text, command) => {
    expect(quizCommand(text)).toEqual(command);
  });

  it.each(['组织局内自测1次，参加30人', '同意', '同意王五', '本周出了10道自测题给企业', '换一家企业', '学法考试应考35人，实考34人'])(
    '%s asks for nothing of the kind',
    text => {
      expect(quizCommand(text)).toBeNull();
    },
  );
});
