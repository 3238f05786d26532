const oddSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g;
const invisible = /(?!\n)[\p{Cc}\p{Cf}]/gu;
/** What converters and download sites leave in a text: Word bookmarks, paywall marks, HTML comments. */
const artefacts = /\[bookmark:[^\]]*\]|##[A-Za-z]\w*##|<!--[\s\S]*?-->/g;
const halfWidthNumber = /^(\s*)\(\s*([一二三四五六七八九十百]+|\d{1,2})\s*\)/;

/** 清理 — the lines of a text, as many as before, without artefacts and odd spaces. Masked figures (`**家`) stay as they are. */
export function cleanLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(artefacts, artefact => artefact.replace(/[^\n]/g, ''))
    .replace(oddSpaces, ' ')
    .replace(invisible, '')
    .split('\n')
    .map(line => line.trim().replace(halfWidthNumber, '$1（$2）'));
}

/** A heading without the spaces that only spread it out (`第一章 总 则` → `第一章 总则`), and without bold marks. */
export function cleanHeading(text: string): string {
  const plain = text
    .replace(/^#+\s*/, '')
    .replace(/^\*\*(.+)\*\*$/, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const numbered = /^(第[一二三四五六七八九十百千零〇\d]+(?:编|分编|章|节|部分)|附件\S*)\s*(.*)$/.exec(plain);
  const name = (numbered?.[2] ?? plain).replace(/(?<=[一-龥、，]) (?=[一-龥、，])/g, '');
  return numbered ? `${numbered[1]} ${name}`.trim() : name;
}

/** A title without spaces between Chinese characters. */
export function cleanTitle(text: string): string {
  return text
    .replace(/^#+\s*/, '')
    .trim()
    .replace(/\s+(?=[一-龥《（(])/g, match => (match.length > 0 ? ' ' : ''))
    .replace(/(?<=[一-龥》]) +(?=[一-龥《（])/g, '');
}
