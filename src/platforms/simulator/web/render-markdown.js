import { el } from './dom.js';
import { parseMarkdown } from './markdown.js';

/** Text with `@somebody` made visible, for those names that are known. */
export function renderText(text, names) {
  const parts = [];
  let rest = text;
  for (let at = rest.indexOf('@'); at !== -1; at = rest.indexOf('@', at + 1)) {
    const name = names.find(one => rest.startsWith(one, at + 1));
    if (name === undefined) continue;
    parts.push(rest.slice(0, at), el('span', { class: 'mention' }, `@${name}`));
    rest = rest.slice(at + 1 + name.length);
    at = -1;
  }
  return [...parts, rest];
}

function renderInlines(inlines, names) {
  return inlines.flatMap(token => {
    if (token.type === 'text') return renderText(token.text, names);
    if (token.type === 'code') return el('code', {}, token.text);
    if (token.type === 'strong') return el('strong', {}, renderInlines(token.inlines, names));
    if (token.type === 'emphasis') return el('em', {}, renderInlines(token.inlines, names));
    return el('a', { href: token.href, target: '_blank', rel: 'noopener noreferrer' }, renderInlines(token.inlines, names));
  });
}

function renderTable(block, names) {
  const row = (tag, line) =>
    el(
      'tr',
      {},
      line.map((cell, column) => el(tag, { class: `align-${block.align[column]}` }, renderInlines(cell, names))),
    );
  const table = el(
    'table',
    {},
    el('thead', {}, row('th', block.header)),
    el(
      'tbody',
      {},
      block.rows.map(line => row('td', line)),
    ),
  );
  return el('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': '表格' }, table);
}

function renderList(block, names) {
  const items = block.items.map(item => el('li', { value: item.number }, renderBlocks(item.blocks, names)));
  return el(block.ordered ? 'ol' : 'ul', {}, items);
}

function renderBlock(block, names) {
  switch (block.type) {
    case 'heading':
      return el('p', { class: `heading heading-${block.level}` }, renderInlines(block.inlines, names));
    case 'quote':
      return el('blockquote', {}, renderBlocks(block.blocks, names));
    case 'list':
      return renderList(block, names);
    case 'table':
      return renderTable(block, names);
    case 'code':
      return el('pre', {}, el('code', {}, block.text));
    case 'rule':
      return el('hr');
    default:
      return el(
        'p',
        {},
        block.lines.flatMap((line, index) => [index > 0 && el('br'), ...renderInlines(line, names)]),
      );
  }
}

function renderBlocks(blocks, names) {
  return blocks.map(block => renderBlock(block, names));
}

/** A message as WeCom would show it. */
export function renderMarkdown(text, names) {
  return el('div', { class: 'markdown' }, renderBlocks(parseMarkdown(text), names));
}
