const halfToFull: Record<string, string> = { '(': '（', ')': '）', ';': '；', '?': '？', '!': '！', '﹪': '%', '％': '%', '，': '，', '﹐': '，' };
const variants: Record<string, string> = {
  '〜': '~',
  '～': '~',
  '∼': '~',
  '–': '—',
  '―': '—',
  '─': '—',
  '－': '-',
  '﹣': '-',
  '＊': '*',
  '✱': '*',
  '　': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '○': '〇',
};

function normaliseCharacter(character: string, previous: string, next: string): string {
  const code = character.charCodeAt(0);
  // Full-width ASCII letters, digits, ＋ ． ／ ＝ ＃ ＠ have a half-width twin exactly 0xFEE0 below.
  if (
    (code >= 0xff10 && code <= 0xff19) ||
    (code >= 0xff21 && code <= 0xff3a) ||
    (code >= 0xff41 && code <= 0xff5a) ||
    '＋．／＝＃＠'.includes(character)
  ) {
    return String.fromCharCode(code - 0xfee0);
  }
  const betweenDigits = isDigit(previous) && isDigit(next);
  if (character === ',') return betweenDigits ? ',' : '，';
  if (character === ':' || character === '：') return betweenDigits ? ':' : '：';
  // 1.1w is how 1.1万 is typed on a phone, and 2k 2千.
  if (/[wWkK]/.test(character) && isDigit(previous) && !/[A-Za-z]/.test(next)) return /[wW]/.test(character) ? '万' : '千';
  return variants[character] ?? halfToFull[character] ?? character;
}

function isDigit(character: string): boolean {
  return /[0-9０-９]/.test(character);
}

/** The characters that may have to change; all others stay as they are. */
const mayChange = /[０-９Ａ-Ｚａ-ｚ＋．／＝＃＠,:：wWkK〜～∼–―─－﹣＊✱\u3000\u00a0\u2002\u2003○();?!﹪％，﹐]/g;

/**
 * One width for every character, so that rules are written once: digits, letters and % half-width, punctuation full-width.
 * The length never changes, so a position in the result is a position in the original.
 */
export function normaliseWidth(text: string): string {
  return text
    .replace(mayChange, (character, at: number) => normaliseCharacter(character, text[at - 1] ?? '', text[at + 1] ?? ''))
    .replace(thousands, number => number.replaceAll('，', ','));
}

/** 1，234家 — a comma that an input method made full-width. */
const thousands = /(?<![\d，.])[1-9]\d{0,2}(?:，\d{3})+(?:\.\d{1,4})?(?![\d，.])(?=\s?[一-龥%])/g;
