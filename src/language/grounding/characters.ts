/** What a running Chinese text is written with; full-width digits, circled numbers, invisible signs, markup and links are not. */
const plain = /[\u4e00-\u9fff，。；：、！？（）“”‘’《》—…·\s]/u;
const latinWord = /[A-Za-z][A-Za-z-]*/g;

/** 异常字符 — signs that no running text needs; a Latin word only where `source` has it. */
export function strayCharacters(words: string, source: string): string[] {
  const known = source.toLowerCase();
  const rest = words.replace(latinWord, word => (known.includes(word.toLowerCase()) ? '' : word));
  // ASCII digits are the number gate's business.
  const stray = [...rest].filter(character => !plain.test(character) && !/[0-9]/.test(character));
  return stray.length === 0 ? [] : [[...new Set(stray)].join('')];
}
