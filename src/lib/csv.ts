/** Rows of text separated by commas, tabs or semicolons, whichever the first line has most of; quotes as Excel writes them. */
export function parseCsv(text: string): string[][] {
  const content = text.replace(/^\ufeff/, '');
  const firstLine = content.slice(0, content.search(/[\r\n]|$/));
  const separator = [',', '\t', ';'].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  for (let at = 0; at < content.length; at++) {
    const character = content[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (content[at + 1] === '"') cell += content[++at];
      else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r' || content[at + 1] !== '\n') {
      if (character === '\r') endRow();
      else cell += character;
    }
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
