// The markdown dialect of WeCom's smart bot (markdown_v2: headings, bold, italic, lists, quotes, links, code, tables, rules) as plain
// tokens. It knows no DOM and makes no HTML, so that nothing in a message can become markup.

const MAX_DEPTH = 6;

/** Reads a whole message into blocks. */
export function parseMarkdown(text) {
  return parseBlocks(text.replace(/\r\n?/g, '\n').split('\n'), 0);
}

function parseBlocks(lines, depth) {
  const blocks = [];
  let index = 0;
  while (index < lines.length) {
    if (lines[index].trim() === '') {
      index += 1;
      continue;
    }
    const reader = depth < MAX_DEPTH ? readers.find(({ starts }) => starts(lines, index)) : undefined;
    const { block, next } = (reader ?? paragraph).read(lines, index, depth);
    blocks.push(block);
    index = next;
  }
  return blocks;
}

const fence = {
  starts: (lines, index) => lines[index].startsWith('```'),
  read(lines, index) {
    let end = index + 1;
    while (end < lines.length && !lines[end].startsWith('```')) end += 1;
    return { block: { type: 'code', text: lines.slice(index + 1, end).join('\n') }, next: end + 1 };
  },
};

const heading = {
  starts: (lines, index) => /^#{1,6} /.test(lines[index]),
  read(lines, index) {
    const level = lines[index].indexOf(' ');
    return { block: { type: 'heading', level, inlines: parseInline(lines[index].slice(level).trim()) }, next: index + 1 };
  },
};

const rule = {
  starts: (lines, index) => /^(-{3,}|\*{3,}|_{3,})$/.test(lines[index].trim()),
  read: (_lines, index) => ({ block: { type: 'rule' }, next: index + 1 }),
};

const quote = {
  starts: (lines, index) => lines[index].startsWith('>'),
  read(lines, index, depth) {
    let end = index;
    while (end < lines.length && lines[end].startsWith('>')) end += 1;
    const inner = lines.slice(index, end).map(line => line.replace(/^> ?/, ''));
    return { block: { type: 'quote', blocks: parseBlocks(inner, depth + 1) }, next: end };
  },
};

function listMarker(line) {
  const match = /^( {0,12})([-*+]|\d{1,3}[.)]) +(?=\S)/.exec(line);
  if (!match) return undefined;
  const number = Number.parseInt(match[2], 10);
  return { indent: match[1].length, width: match[0].length, number: Number.isNaN(number) ? null : number };
}

const list = {
  starts: (lines, index) => listMarker(lines[index]) !== undefined,
  read(lines, index, depth) {
    const first = listMarker(lines[index]);
    const items = [];
    let at = index;
    for (let marker = first; marker && marker.indent <= first.indent + 1 && (marker.number === null) === (first.number === null); ) {
      const inner = [lines[at].slice(marker.width)];
      at += 1;
      // What is indented deeper belongs to the item.
      while (at < lines.length && /^ {2,}\S/.test(lines[at]) && lines[at].search(/\S/) > first.indent + 1)
        inner.push(lines[at++].slice(first.indent + 2));
      items.push({ number: marker.number, blocks: parseBlocks(inner, depth + 1) });
      marker = at < lines.length ? listMarker(lines[at]) : undefined;
    }
    return { block: { type: 'list', ordered: first.number !== null, items }, next: at };
  },
};

function cells(line) {
  const parts = line.trim().split('|');
  if (parts[0] === '') parts.shift();
  if (parts.at(-1)?.trim() === '') parts.pop();
  return parts.map(part => part.trim());
}

const table = {
  starts(lines, index) {
    if (!lines[index].includes('|') || !lines[index + 1]?.includes('-')) return false;
    const separators = cells(lines[index + 1]);
    return separators.length === cells(lines[index]).length && separators.every(cell => /^:?-{1,}:?$/.test(cell));
  },
  read(lines, index) {
    const align = cells(lines[index + 1]).map(cell => (cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'right') : 'left'));
    let end = index + 2;
    while (end < lines.length && lines[end].includes('|')) end += 1;
    const row = line => {
      const texts = cells(line);
      return align.map((_, column) => parseInline(texts[column] ?? ''));
    };
    return { block: { type: 'table', align, header: row(lines[index]), rows: lines.slice(index + 2, end).map(row) }, next: end };
  },
};

const readers = [fence, heading, rule, quote, table, list];

const paragraph = {
  read(lines, index) {
    let end = index + 1;
    while (end < lines.length && lines[end].trim() !== '' && !readers.some(({ starts }) => starts(lines, end))) end += 1;
    return { block: { type: 'paragraph', lines: lines.slice(index, end).map(line => parseInline(line.trim())) }, next: end };
  },
};

/** Only addresses that a browser may open; anything else (`javascript:`, `data:`) stays text. */
export function safeLink(href) {
  return /^https?:\/\/[^\s<>"']+$/i.test(href) || /^\/simulator\/files\/[^\s<>"']+$/.test(href) ? href : null;
}

function runLength(text, index) {
  let end = index;
  while (text[end] === '*') end += 1;
  return end - index;
}

/** Where a run of exactly `length` asterisks closes, or -1; runs of other lengths (masked figures: `****`) are text. */
function closingRun(text, from, length) {
  for (let index = text.indexOf('*', from); index !== -1; ) {
    const run = runLength(text, index);
    if (run === length && index > from && !/\s/.test(text[index - 1])) return index;
    index = text.indexOf('*', index + run);
  }
  return -1;
}

function readLink(text, index) {
  const match = /^\[([^[\]]{1,500})\]\(([^()\s]{1,2000})\)/.exec(text.slice(index, index + 2600));
  const href = match && safeLink(match[2]);
  return href ? { token: { type: 'link', href, inlines: parseInline(match[1]) }, next: index + match[0].length } : undefined;
}

function readCode(text, index) {
  const end = text.indexOf('`', index + 1);
  return end > index + 1 ? { token: { type: 'code', text: text.slice(index + 1, end) }, next: end + 1 } : undefined;
}

function readEmphasis(text, index, dead) {
  const length = runLength(text, index);
  if (length > 2 || dead.has(length) || /\s/.test(text[index + length] ?? ' ')) return undefined;
  if (length === 1 && /[\p{L}\p{N}]/u.test(text[index - 1] ?? ' ')) return undefined;
  const end = closingRun(text, index + length, length);
  if (end === -1) {
    // None from here on, so none from any later place: keeps a long line of openers linear.
    dead.add(length);
    return undefined;
  }
  const inlines = parseInline(text.slice(index + length, end));
  return { token: { type: length === 2 ? 'strong' : 'emphasis', inlines }, next: end + length };
}

function readEscape(text, index) {
  return /[\\`*_[\]()#>|~-]/.test(text[index + 1] ?? '') ? { token: { type: 'text', text: text[index + 1] }, next: index + 2 } : undefined;
}

const inlineReaders = { '[': readLink, '`': readCode, '*': readEmphasis, '\\': readEscape };

/** Reads one line into inline tokens. */
export function parseInline(text) {
  const tokens = [];
  const dead = new Set();
  let plain = '';
  const flush = () => {
    if (plain !== '') tokens.push({ type: 'text', text: plain });
    plain = '';
  };
  for (let index = 0; index < text.length; ) {
    const found = inlineReaders[text[index]]?.(text, index, dead);
    if (!found) {
      const length = text[index] === '*' ? runLength(text, index) : 1;
      plain += text.slice(index, index + length);
      index += length;
    } else if (found.token.type === 'text') {
      plain += found.token.text;
      index = found.next;
    } else {
      flush();
      tokens.push(found.token);
      index = found.next;
    }
  }
  flush();
  return tokens;
}
