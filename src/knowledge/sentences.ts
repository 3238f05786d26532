const opening = '《〈“（';
const closing = '》〉”）';

/** 断句 — a text at 。；！？ (or other `ends`) and line breaks, but not inside 《》, “” and （）; the pieces are the text's own. */
export function sentencesOf(text: string, ends = '。；！？'): string[] {
  const sentences: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (opening.includes(character)) depth++;
    else if (closing.includes(character)) depth = Math.max(0, depth - 1);
    if (character !== '\n' && (depth > 0 || !ends.includes(character))) continue;
    // Brackets that were never closed must not swallow the next paragraph.
    if (character === '\n') depth = 0;
    sentences.push(text.slice(from, character === '\n' ? at : at + 1));
    from = at + 1;
  }
  sentences.push(text.slice(from));
  return sentences.filter(sentence => sentence.trim() !== '');
}
