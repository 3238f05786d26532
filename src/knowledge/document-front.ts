import { formatDocumentNumber, parseDocumentNumber } from '../domain/document-number.ts';
import type { DocumentLevel } from '../domain/provision.ts';
import { cleanLines, cleanTitle } from './clean-text.ts';

/** 文首 — what stands before the text proper, and the text. */
export interface Front {
  title: string;
  part: string | null;
  header: string[];
  body: string[];
  /** Lines before the body. */
  bodyAt: number;
  untitled: boolean;
}

/** A line that begins an article. */
export const articleLine = /^(?:#+\s*)?(?:\*\*)?第[一二三四五六七八九十百千零]+条/;
const numberedLine = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/;
const folders: readonly (readonly [string, DocumentLevel])[] = [
  ['宪法相关法', 'law'],
  ['宪法', 'constitution'],
  ['司法解释', 'judicial-interpretation'],
  ['行政法规', 'administrative-regulation'],
  ['部门规章', 'departmental-rule'],
  ['地方性法规', 'local-regulation'],
  ['刑法', 'law'],
  ['民法典', 'law'],
  ['民法商法', 'law'],
  ['经济法', 'law'],
  ['社会法', 'law'],
  ['行政法', 'law'],
  ['诉讼与非诉讼程序法', 'law'],
];

/** Separates the lines before the text proper (titles, dates, numbers, addressee) from the text. */
export function readFront({ raw, title }: { raw: string; title: string | null }, stem: string): Front {
  const marker = '<!-- INFO END -->';
  const marked = raw.indexOf(marker);
  const lines = cleanLines(marked < 0 ? raw : raw.slice(0, marked));
  if (marked >= 0) {
    const titles = lines.filter(line => line.startsWith('# ')).map(cleanTitle);
    const header = lines.filter(line => line !== '' && !line.startsWith('# '));
    return {
      title: titles[0] ?? stem,
      part: titles[1] ?? null,
      header,
      body: cleanLines(raw.slice(marked + marker.length)),
      bodyAt: raw.slice(0, marked).split(/\r\n?|\n/).length - 1,
      untitled: titles.length === 0,
    };
  }
  return readPlainFront(lines, { declared: title === null ? null : cleanTitle(title), stem });
}

function readPlainFront(lines: readonly string[], { declared, stem }: { declared: string | null; stem: string }): Front {
  const isText = (line: string): boolean =>
    line.length > 60 ||
    (line.length > 12 && /如下[：:]$/.test(line)) ||
    /[。；]/.test(line) ||
    articleLine.test(line) ||
    numberedLine.test(line) ||
    /^(?:#{2,}\s|第[一二三四五六七八九十]+[章编])/.test(line);
  const firstText = lines.findIndex(line => line !== '' && isText(line));
  const end = firstText < 0 ? lines.length : firstText;
  const front = lines.slice(0, end).filter(line => line !== '' && cleanTitle(line) !== declared);
  const titleLines: string[] = [];
  const rest: string[] = [];
  for (const line of front) {
    const isMeta =
      parseDocumentNumber(line) !== undefined ||
      /[:：]$/.test(line) ||
      (/^[（(]?(?:\d{4}年|自?\d{4}-)/.test(line) && !/[总报情汇]/.test(line)) ||
      /^[（(].*(?:通过|公布|发布|印发)/.test(line) ||
      line.startsWith('>');
    if (declared === null && !isMeta && rest.length === 0 && titleLines.length < 3) titleLines.push(cleanTitle(line));
    else rest.push(line);
  }
  const title = declared ?? cleanTitle(titleLines.join(''));
  // An addressee line belongs to the text: it is part of what the document says.
  return { title: title === '' ? stem : title, part: null, header: rest, body: lines.slice(end), bodyAt: end, untitled: title === '' };
}

function levelByTitle(title: string, hasArticles: boolean): DocumentLevel {
  const bare = title.replace(/（[^）]*）$/, '');
  if (/法(?:典)?$/.test(bare) && !/(?:办法|做法|方法)$/.test(bare)) return 'law';
  if (/条例$/.test(bare)) return /^.{1,8}[省市区州县]/.test(bare) ? 'local-regulation' : 'administrative-regulation';
  if (/(?:办法|规定|细则|规则|意见|通知|决定|方案|措施)/.test(title)) return 'normative-document';
  return hasArticles ? 'policy' : 'other';
}

/** 效力级别 — by the folder of a law collection, then by what the header and the title say. */
export function levelOf(path: string, title: string, front: Front): DocumentLevel {
  const above = path.split(/[\\/]/).slice(0, -1);
  const folder = folders.find(([name]) => above.includes(name));
  if (folder) return folder[1];
  const header = front.header.join('\n');
  if (/^最高人民(?:法院|检察院)/.test(title)) return 'judicial-interpretation';
  if (/全国人民代表大会/.test(header) && /(?:法|法典|决定|修正案)$/.test(title)) return 'law';
  if (/国务院令/.test(header)) return 'administrative-regulation';
  if (/(?:部|局|总局|委员会|署)令/.test(header)) return 'departmental-rule';
  if (/人民代表大会常务委员会/.test(header)) return 'local-regulation';
  const hasArticles = front.body.some(line => articleLine.test(line));
  const opening = front.body.slice(0, 6).join('');
  if (!hasArticles && (/(?:总结|报告|汇报|述职)/.test(title) || /(?:总结|报告|汇报)如下/.test(opening))) return 'report';
  return levelByTitle(title, hasArticles);
}

/** 发文机关 — from an order or a promulgation line, else from the signature. */
export function issuerOf(front: Front): string | null {
  const line = front.header.join('\n');
  const order = /([一-龥、]{2,30}?)令\s*第/.exec(line)?.[1];
  const action =
    /(?:日|^|\s)\s*([一-龥、]{2,30}?(?:国务院|委员会|法院|检察院|部|局|总局|政府|办公室|署|院|大会))(?:第[^\s]{1,8}次)?[^，。\n]{0,20}?(?:公布|发布|印发|批准|通过)/m.exec(
      line,
    )?.[1];
  const named = (order ?? action)?.replace(/^.*日\s*/, '');
  if (named) return named.replace(/^中华人民共和国/, '');
  const signature = front.body
    .filter(text => text !== '')
    .slice(-3)
    .find(text => text.length <= 24 && /(?:局|办公室|政府|委员会|中心)$/.test(text));
  return signature ?? null;
}

/** 国务院令第728号 or 青工信〔2026〕12号, as printed; the latest one where several are told. */
export function numberOf(front: Front): string | null {
  const orders = [...front.header.join('\n').matchAll(/(?:国务院|[一-龥]{2,12})令\s*第?\s*\d+\s*号/g)].map(match =>
    match[0]
      .replace(/\s/g, '')
      .replace(/^.*日/, '')
      .replace(/^中华人民共和国/, ''),
  );
  if (orders.length > 0) return orders.at(-1) ?? null;
  const parsed = parseDocumentNumber([...front.header, ...front.body.slice(0, 3).filter(line => line.length < 40)].join('\n'));
  return parsed ? formatDocumentNumber(parsed) : null;
}
