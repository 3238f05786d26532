const marks: Record<string, number> = { A: 0, B: 1, C: 2, D: 3, 对: 0, 错: 1, '√': 0, '×': 1 };
const one = /(\d{1,2})[.、:：)）题]*([A-D对错√×])/g;

/** Letters only, numbers apart, whatever was typed between them. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,，;；。!！]+/g, '')
    .replace(/^(?:我的)?答案[是:：]*/, '');
}

/** Whether a message is nothing but answers: 1A2B3C, A B C D, 3B, or one letter for the question at hand. */
export function looksLikeAnswers(text: string): boolean {
  const words = plain(text);
  return /^(?:第?\d{1,2}[.、:：)）题]*[A-D对错√×]、?){2,}$/.test(words) || /^(?:第?\d{1,2}题?)?[A-D]$/.test(words) || /^[A-D]{3,20}$/.test(words);
}

/** A → 0: one letter by itself, for the question at hand; null for anything else. */
export function readOneLetter(text: string): number | null {
  const words = plain(text);
  return words.length === 1 ? (marks[words] ?? null) : null;
}

/** 1A2B3C → positions by question, from 0; null for a question that was left out. */
export function readAnswers(text: string, questions: number): (number | null)[] {
  const words = plain(text);
  const answers: (number | null)[] = Array.from({ length: questions }, () => null);
  if (/^[A-D]+$/.test(words)) {
    for (const [index, letter] of [...words].entries()) if (index < questions) answers[index] = marks[letter] ?? null;
    return answers;
  }
  for (const [, number, mark = ''] of words.matchAll(one)) {
    const index = Number(number) - 1;
    if (index >= 0 && index < questions) answers[index] = marks[mark] ?? null;
  }
  return answers;
}
