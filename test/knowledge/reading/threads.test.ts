import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openThreads } from '../../../src/knowledge/threads.ts';
import type { Workshop } from '../../../src/knowledge/workshop.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { excelOf, gbkPdf, printed } from '../../helpers/sample-files.ts';
import { zipOf } from '../../helpers/zip.ts';

/** Threads run what `npm run build` made. */
const isBuilt = existsSync(join(projectRoot, 'dist', 'src', 'knowledge', 'reading-worker.js'));
const origin = { path: '文件', bureau: 'shared', contentHash: 'x' };

function threads(readingMs?: number): Workshop {
  const opened = openThreads(readingMs === undefined ? {} : { readingMs });
  onTestFinished(() => opened.close());
  return opened;
}

/** A zip whose one file is deflated, and says of itself that it is small. */
function packed(name: string, content: Buffer): Buffer {
  const body = deflateRawSync(content);
  const zip = Buffer.from(zipOf(new Map([[name, 'x'.repeat(body.length)]])));
  const directory = zip.readUInt32LE(zip.length - 6);
  body.copy(zip, 30 + name.length);
  zip.writeUInt16LE(8, 8);
  zip.writeUInt16LE(8, directory + 10);
  return zip;
}

const xml = (body: string): Buffer => Buffer.from(`<?xml version="1.0"?>${body}`);
const laughs = `<!DOCTYPE l [<!ENTITY a "哈"><!ENTITY b "${'&a;'.repeat(99)}"><!ENTITY c "${'&b;'.repeat(99)}">]><w:document xmlns:w="w"><w:body>&c;</w:body></w:document>`;

describe.skipIf(!isBuilt)('the reading thread', () => {
  it('reads what reading here reads', async () => {
    const bytes = gbkPdf([printed(['青禾区苗木办法', '第一条　苗木款项应当按时支付。'])]);
    const read = await threads().read({ name: '办法.pdf', bytes }, origin);
    expect('document' in read && [read.document.title, read.passages]).toEqual([
      '青禾区苗木办法',
      [{ article: '第一条', path: [], text: '苗木款项应当按时支付。', place: { unit: 'page', number: 1 } }],
    ]);
  });

  it.each<[string, string, () => Buffer]>([
    ['a megabyte that unpacks to four hundred', '清单.xlsx', () => packed('xl/workbook.xml', Buffer.alloc(400 * 1024 * 1024, ' '))],
    ['a Word file of nothing but zeros', '办法.docx', () => packed('word/document.xml', Buffer.alloc(80 * 1024 * 1024))],
    ['a page of fifty thousand nested blocks', '办法.html', () => Buffer.from(`${'<div>'.repeat(50_000)}第一条 甲。`)],
    ['entities that breed', '办法.docx', () => packed('word/document.xml', xml(laughs))],
    ['an OFD nested ten thousand deep', '办法.ofd', () => packed('OFD.xml', xml('<a>'.repeat(10_000) + '</a>'.repeat(10_000)))],
  ])('refuses %s', async (_, name, make) => {
    const read = await threads().read({ name, bytes: make() }, origin);
    expect('unreadable' in read && read.unreadable).toMatch(/^(?:too-large|damaged)$/);
  });

  it('gives up on a file that takes too long, and reads the next one', async () => {
    const opened = threads(1);
    const rows = Array.from({ length: 15_000 }, (_, at) => [`政策${at}`, `标准${at}`, at]);
    const slow = await excelOf('清单', rows);
    expect(await opened.read({ name: '清单.xlsx', bytes: slow }, origin)).toEqual({ unreadable: 'too-slow' });
  });

  it('leaves the service its time while it reads', async () => {
    const rows = Array.from({ length: 15_000 }, (_, at) => [`政策${at}`, `标准${at}`, at]);
    const bytes = await excelOf('清单', rows);
    const opened = threads();
    await opened.read({ name: '小.txt', bytes: Buffer.from('第一条 甲。') }, origin);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const reading = opened.readForChat({ name: '清单.xlsx', bytes });
    await new Promise(resolve => setTimeout(resolve, 50));
    delay.disable();
    await reading;
    expect(delay.max / 1e6).toBeLessThan(200);
  });
});
