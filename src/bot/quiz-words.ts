/** 自测口令 — what somebody wants done with the quiz. */
export type QuizCommand =
  | { do: 'make'; count: number }
  | { do: 'make-up' }
  | { do: 'approve' }
  | { do: 'drop' }
  | { do: 'another' }
  | { do: 'replace'; number: number }
  | { do: 'close' }
  | { do: 'answer' }
  | { do: 'progress' };

const USUAL_COUNT = 5;
const COUNTS = { least: 3, most: 20 };

const plainCommands: readonly (readonly [RegExp, QuizCommand])[] = [
  [/^(?:出|发|生成|做|来)?一?[套份张]?补测[题卷]?$/, { do: 'make-up' }],
  [/^同意发卷$/, { do: 'approve' }],
  [/^(?:不发卷|这套不发|卷子?不发了?)$/, { do: 'drop' }],
  [/^(?:全)?换一套(?:题|卷)?$/, { do: 'another' }],
  [/^(?:开始|继续)?(?:答题|做题|自测|逐题作答)$/, { do: 'answer' }],
  [/^(?:结束自测|收卷)$/, { do: 'close' }],
  [/^(?:局内)?自测(?:情况|结果|进度|怎么样了)$/, { do: 'progress' }],
];

/** 出一套自测题, 出10道自测题, 同意发卷, 换第3题; null when the words ask for nothing of the kind. */
export function quizCommand(text: string): QuizCommand | null {
  const plain = text.trim().replace(/[。！!？?~～\s]+$/u, '');
  const make = /^(?:请|帮我)?(?:出|来|生成|做)\s*(?:一?[套份张]|(?<count>\d{1,2})\s*道)?\s*(?:局内)?自测(?:题|卷|试题|试卷)$/.exec(plain);
  if (make) {
    const asked = Number(make.groups?.['count'] ?? USUAL_COUNT);
    return { do: 'make', count: Math.min(COUNTS.most, Math.max(COUNTS.least, asked)) };
  }
  const replace = /^(?:换|换掉|替换)\s*第\s*(\d{1,2})\s*题$/.exec(plain);
  if (replace) return { do: 'replace', number: Number(replace[1]) };
  return plainCommands.find(([words]) => words.test(plain))?.[1] ?? null;
}
