import { describe, expect, it } from 'vitest';
import { type Block, type Inline, parseInline, parseMarkdown, safeLink } from '../../../src/platforms/simulator/web/markdown.js';

/** Tokens written small: `strong(…)`, so that a table shows at a glance how a line is read. */
function show(inlines: Inline[]): string {
  return inlines
    .map(token => {
      if (token.type === 'text') return token.text;
      if (token.type === 'code') return `code(${token.text})`;
      return `${token.type}(${token.type === 'link' ? `${token.href} ` : ''}${show(token.inlines)})`;
    })
    .join('');
}

function outline(blocks: Block[]): unknown[] {
  return blocks.map(block => {
    if (block.type === 'paragraph') return block.lines.map(show).join(' / ');
    if (block.type === 'quote') return { quote: outline(block.blocks) };
    if (block.type === 'list') return { list: block.items.map(item => [item.number, ...outline(item.blocks)]) };
    if (block.type === 'table') return { table: [block.header.map(show), ...block.rows.map(row => row.map(show))], align: block.align };
    if (block.type === 'heading') return { heading: block.level, text: show(block.inlines) };
    return block;
  });
}

describe('a line', () => {
  it.each([
    { line: '**已记3条**｜企业服务科', tokens: 'strong(已记3条)｜企业服务科' },
    { line: '12家 → **13家**', tokens: '12家 → strong(13家)' },
    { line: '*斜体*和`第1条`', tokens: 'emphasis(斜体)和code(第1条)' },
    { line: '[文件](https://example.gov.cn/a?b=1)', tokens: 'link(https://example.gov.cn/a?b=1 文件)' },
    { line: '罚没****万元', tokens: '罚没****万元' },
    { line: '罚没 **** 万元，**3件**', tokens: '罚没 **** 万元，strong(3件)' },
    { line: '5*3*2等于30', tokens: '5*3*2等于30' },
    { line: '** 不是加粗 **', tokens: '** 不是加粗 **' },
    { line: '**没有写完', tokens: '**没有写完' },
    { line: '\\*\\*不加粗\\*\\*', tokens: '**不加粗**' },
    { line: '`**原样**`', tokens: 'code(**原样**)' },
    { line: '〔2026〕[待核]（不是链接）', tokens: '〔2026〕[待核]（不是链接）' },
  ])('$line', ({ line, tokens }) => {
    expect(show(parseInline(line))).toBe(tokens);
  });
});

describe('a message', () => {
  it('is read as WeCom shows it: a receipt', () => {
    const text = '**已记2条**｜企业服务科\n1. 走访企业12家\n2. 收集问题5条\n> **待补**：第2条\n> 不补也可以\n有误回“撤回第2条”。';
    expect(outline(parseMarkdown(text))).toEqual([
      'strong(已记2条)｜企业服务科',
      {
        list: [
          [1, '走访企业12家'],
          [2, '收集问题5条'],
        ],
      },
      { quote: ['strong(待补)：第2条 / 不补也可以'] },
      '有误回“撤回第2条”。',
    ]);
  });

  it('keeps the numbers of a list as they were written', () => {
    expect(outline(parseMarkdown('3. 丙\n4. 丁'))).toEqual([
      {
        list: [
          [3, '丙'],
          [4, '丁'],
        ],
      },
    ]);
  });

  it('nests lists', () => {
    expect(outline(parseMarkdown('- 甲\n  - 乙\n- 丙'))).toEqual([
      {
        list: [
          [null, '甲', { list: [[null, '乙']] }],
          [null, '丙'],
        ],
      },
    ]);
  });

  it('reads a table with its alignment and pads short rows', () => {
    expect(outline(parseMarkdown('| 月份 | 家 |\n|---|---:|\n| 10月 | **31** |\n| 合计 |'))).toEqual([
      {
        table: [
          ['月份', '家'],
          ['10月', 'strong(31)'],
          ['合计', ''],
        ],
        align: ['left', 'right'],
      },
    ]);
  });

  it('reads headings, rules and code', () => {
    expect(outline(parseMarkdown('## 标题\n---\n```\n**原样**\n```'))).toEqual([
      { heading: 2, text: '标题' },
      { type: 'rule' },
      { type: 'code', text: '**原样**' },
    ]);
  });

  it('does not take a sentence with a bar or a year with a dot for something else', () => {
    expect(outline(parseMarkdown('已记3条|企业服务科\n2026. 是年份'))).toEqual(['已记3条|企业服务科 / 2026. 是年份']);
  });
});

describe('hostile input', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//attacker.example',
    '/simulator/reset',
    'https://a.example/"onmouseover="x',
    'https://a.example/<script>',
  ])('makes no link of %s', href => {
    expect(safeLink(href)).toBeNull();
    expect(show(parseInline(`[点我](${href})`))).not.toMatch(/^link/);
  });

  it('keeps markup as plain text', () => {
    const text = '<img src=x onerror=alert(1)><script>alert(1)</script> &lt;b&gt;';
    expect(parseMarkdown(text)).toEqual([{ type: 'paragraph', lines: [[{ type: 'text', text }]] }]);
  });

  it.each([
    ['asterisks', '*'.repeat(20_000)],
    ['openers that never close', '**a'.repeat(6_600)],
    ['brackets', '['.repeat(20_000)],
    ['half links', '[a]('.repeat(5_000)],
    ['quotes in quotes', '>'.repeat(20_000)],
    ['backticks', '`'.repeat(20_000)],
    ['wide tables', `${'|-'.repeat(5_000)}\n${'|-'.repeat(5_000)}`],
    ['lists in lists', Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
    ['separator rows', '|-|-|\n'.repeat(3_000)],
  ])('reads 20 KB of %s without hanging', (_name, text) => {
    const started = performance.now();
    parseMarkdown(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
