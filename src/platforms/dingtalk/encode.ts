/** Body of a message that goes through a webhook. */
export interface WebhookPayload {
  msgtype: 'markdown';
  markdown: { title: string; text: string };
  at: { atUserIds: string[]; isAtAll: false };
}

/** A message of the robot API; `msgParam` is JSON in a string. */
export interface RobotPayload {
  msgKey: 'sampleMarkdown' | 'sampleFile';
  msgParam: string;
}

const TITLE_CHARACTERS = 20;
const MAX_MENTIONS = 50;

/** What stands in the list of chats and in the notification: the first line without its signs. */
export function titleOf(text: string): string {
  const [first = ''] = text.split('\n').filter(line => line.trim() !== '');
  const plain = first.replace(/^[#>\s\-*]+|[*`|]/g, '').trim();
  return [...plain].slice(0, TITLE_CHARACTERS).join('') || '小法';
}

const isTableRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line);
const isTableRule = (line: string): boolean => /^\s*\|[\s:|-]+\|\s*$/.test(line);

function cells(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim());
}

/** Older clients show a table as bars and dashes: each row becomes a list line that names its columns. */
function flattenTables(lines: readonly string[]): string[] {
  const flat: string[] = [];
  let header: string[] | undefined;
  for (const [index, line] of lines.entries()) {
    if (!isTableRow(line)) {
      header = undefined;
      flat.push(line);
    } else if (header === undefined && isTableRule(lines[index + 1] ?? '')) {
      header = cells(line);
    } else if (!isTableRule(line)) {
      flat.push(`- ${rowInWords(cells(line), header ?? [])}`);
    }
  }
  return flat;
}

function rowInWords(row: readonly string[], header: readonly string[]): string {
  const [first = '', ...rest] = row;
  const others = rest
    .map((cell, index) => (cell === '' ? '' : `${header[index + 1] ?? ''}${header[index + 1] ? ' ' : ''}${cell}`))
    .filter(part => part !== '');
  return others.length === 0 ? first : `${first}：${others.join('，')}`;
}

const isList = (line: string): boolean => /^\s*([-*]|\d+\.)\s/.test(line);

/** A single line break is swallowed by the clients: two spaces before it keep it. A list needs an empty line before it. */
function keepBreaks(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      if (next === undefined || line.trim() === '') return line.trimEnd();
      const startsList = isList(next) && !isList(line);
      return startsList ? `${line.trimEnd()}\n` : next.trim() === '' ? line.trimEnd() : `${line.trimEnd()}  `;
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Our common markdown in the part of markdown that every DingTalk client shows. */
export function toDingtalkMarkdown(text: string): string {
  return keepBreaks(flattenTables(text.replaceAll('\r\n', '\n').replace(control, '').split('\n'))).trim();
}

/** A webhook mentions somebody only when the id stands both in `at` and, with an @, in the text. */
export function encodeForWebhook(text: string, mentions: readonly string[]): WebhookPayload {
  const atUserIds = mentions.slice(0, MAX_MENTIONS);
  const standing = new Set(Array.from(text.matchAll(/@([\w.-]+)/g), ([, id]) => id));
  const called = atUserIds.filter(id => !standing.has(id)).map(id => `@${id}`);
  const body = [toDingtalkMarkdown(text), called.join(' ')].filter(part => part !== '').join('\n\n');
  return { msgtype: 'markdown', markdown: { title: titleOf(text), text: body }, at: { atUserIds, isAtAll: false } };
}

/** The robot API cannot mention anybody. */
export function encodeForRobot(text: string): RobotPayload {
  return { msgKey: 'sampleMarkdown', msgParam: JSON.stringify({ title: titleOf(text), text: toDingtalkMarkdown(text) }) };
}

const fileTypes: readonly string[] = ['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx'];

/** `docx` of `述职报告.docx`, undefined when DingTalk's file message does not know it. */
export function fileTypeOf(name: string): string | undefined {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return extension !== undefined && fileTypes.includes(extension) ? extension : undefined;
}

/** A file that was uploaded, as a message. */
export function encodeFile(file: { mediaId: string; name: string; type: string }): RobotPayload {
  return { msgKey: 'sampleFile', msgParam: JSON.stringify({ mediaId: file.mediaId, fileName: file.name, fileType: file.type }) };
}

/** Cuts a text, between lines where it can, until each piece fits as it is encoded; escaping makes some texts much longer. */
export function piecesThatFit(text: string, maxBytes: number, encode: (piece: string) => string): string[] {
  if (Buffer.byteLength(encode(text)) <= maxBytes || [...text].length < 2) return [text];
  const middle = Math.floor(text.length / 2);
  const before = text.lastIndexOf('\n', middle);
  const cut = before > 0 ? before : /[\udc00-\udfff]/.test(text.charAt(middle)) ? middle + 1 : middle;
  return [text.slice(0, cut), text.slice(before > 0 ? cut + 1 : cut)]
    .filter(piece => piece.trim() !== '')
    .flatMap(piece => piecesThatFit(piece, maxBytes, encode));
}
