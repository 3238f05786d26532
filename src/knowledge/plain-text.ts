import type { FileContent, FileTables } from './reading/file-text.ts';
import { splitTables } from './split-tables.ts';

/** Records under headings of their own, so that each is one passage when the text is split again. */
function recordsOf(tables: FileTables): string {
  const { title, passages } = splitTables(tables, '');
  const records = passages.map(({ path, text }) => {
    const name = (/^(?:[^：\n]{1,30}：)?(.*)/.exec(text)?.[1] ?? text).slice(0, 40);
    return [`### ${[...path, name].join('　')}`, text].join('\n');
  });
  return [title, ...records].filter(part => part !== '').join('\n');
}

/** 全文 — all that was read of a file as one text: for screening, for the chat, for reports. Form feeds tell pages apart. */
export function plainTextOf(content: FileContent): string {
  if (content.kind === 'tables') return recordsOf(content);
  if (content.unit !== 'page') return content.lines.join('\n');
  let page = 1;
  const lines = content.lines.map((line, at) => {
    const turned = (content.numbers[at] ?? page) - page;
    page += turned;
    return `${'\f'.repeat(turned)}${line}`;
  });
  return lines.join('\n');
}
