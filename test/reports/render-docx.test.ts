import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { flagStale } from '../../src/reports/flag-stale.ts';
import { renderMarkdown } from '../../src/reports/render-markdown.ts';
import { rewriteParagraph } from '../../src/reports/rewrite-paragraph.ts';
import { titleLines } from '../../src/reports/word/body.ts';
import { renderDocx, renderProof, renderSources, renderWithComments } from '../../src/reports/word/render-docx.ts';
import { asOf, bureau, outline, sampleYear, totalOver, year } from './sample-year.ts';
import { unzip } from './unzip.ts';

const entries = sampleYear();
const [first, second] = entries;
if (second)
  second.history.push({
    at: second.submittedAt,
    by: { id: 'qinlang', name: '秦朗' },
    action: 'correct',
    what: '走访企业：2家 → 3家',
    messageId: null,
  });
const draft: Draft = compileDraft({ bureau, outline, period: year, asOf, entries, total: totalOver(entries), at: 1_800_000_000_000 });

async function parts(of: Draft): Promise<{ document: string; settings: string; footers: string[]; core: string }> {
  const files = unzip(await renderDocx(of, { bureau }));
  const footers = [...files].filter(([name]) => /footer\d/.test(name) && name.endsWith('.xml')).map(([, xml]) => xml);
  return {
    document: files.get('word/document.xml') ?? '',
    settings: files.get('word/settings.xml') ?? '',
    footers,
    core: files.get('docProps/core.xml') ?? '',
  };
}

function plain(xml: string): string {
  return (xml.match(/<w:t[^>]*>[^<]*/g) ?? []).map(text => text.replace(/<w:t[^>]*>/, '')).join('');
}

const mm = (length: number): number => Math.round((length / 25.4) * 1440);

describe('the Word file of a draft', () => {
  it('is A4 with 37 and 28 mm, and leaves a text block of 156 × 225 mm', async () => {
    const { document } = await parts(draft);
    const [, width = 0, height = 0] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(document)?.map(Number) ?? [];
    const margin = (side: string): number => Number(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`).exec(document)?.[1]);
    expect([width, height]).toEqual([11906, 16838]);
    expect(Math.abs(margin('top') - mm(37))).toBeLessThanOrEqual(mm(1));
    expect(Math.abs(margin('left') - mm(28))).toBeLessThanOrEqual(mm(1));
    expect(Math.abs(width - margin('left') - margin('right') - mm(156))).toBeLessThanOrEqual(mm(1));
    expect(Math.abs(height - margin('top') - margin('bottom') - mm(225))).toBeLessThanOrEqual(mm(1));
  });

  it('holds 22 lines of 28 characters of 3号 in 仿宋', async () => {
    const { document } = await parts(draft);
    expect(document).toContain('w:line="579" w:lineRule="exact"');
    expect(Math.floor(mm(225) / 579)).toBe(22);
    expect(document).toMatch(/w:eastAsia="仿宋_GB2312"[^>]*\/><w:spacing w:val="-5"\/><w:sz w:val="32"\/>/);
    expect(Math.floor(mm(156) / (16 * 20 - 5))).toBe(28);
  });

  it('has a title in 2号小标宋 and headings in 黑体 and 楷体, none of them blue', async () => {
    const { document } = await parts(draft);
    expect(document).toMatch(/方正小标宋简体[^>]*\/><w:sz w:val="44"\/>/);
    expect(document).toMatch(/w:eastAsia="黑体".{0,200}一、主要做法/);
    expect(document).toMatch(/w:eastAsia="楷体_GB2312".{0,200}（一）组织领导/);
  });

  it('numbers pages — 1 — in 4号, odd ones right and even ones left', async () => {
    const { footers, settings } = await parts(draft);
    expect(settings).toContain('evenAndOddHeaders');
    expect(footers.some(footer => footer.includes('w:val="right"') && footer.includes('<w:sz w:val="28"/>') && footer.includes('— '))).toBe(true);
    expect(footers.some(footer => footer.includes('w:val="left"'))).toBe(true);
  });

  it('begins with title, addressee and opening, and ends with issuer and an open date', async () => {
    const text = plain((await parts(draft)).document);
    expect(text).toMatch(/^青禾区工业和信息化局关于2026年法治政府建设情况的报告区委、区政府：现将/);
    expect(text).toContain('青禾区工业和信息化局〔成文日期：签发后填写〕');
  });

  it('lists each figure with metric, 截至 and records, and each record with who said what and how it was changed', async () => {
    const appendix = plain(unzip(await renderSources(draft, { bureau, entries })).get('word/document.xml') ?? '');
    expect(appendix).toContain('15家走访企业2026年11月20日');
    expect(appendix).toContain(`${second?.number} 3家（秦朗，1月22日）`);
    expect(appendix).toContain('昨天跑了3家，都在新材料园');
    expect(appendix).toContain('秦朗：走访企业：2家 → 3家');
    expect(appendix).toContain('起草说明');
  });

  it('carries none of it itself: what is sent up has no records in it', async () => {
    const text = plain((await parts(draft)).document);
    for (const absent of ['数据出处表', '起草说明', second?.number ?? '', '昨天跑了3家']) expect(text).not.toContain(absent);
  });

  it('has the sources as Word comments only for those who ask', async () => {
    expect([...unzip(await renderDocx(draft, { bureau })).keys()]).not.toContain('word/comments.xml');
    const files = unzip(await renderWithComments(draft, { bureau, entries }));
    const comments = plain(files.get('word/comments.xml') ?? '');
    expect(comments).toContain('走访企业15家（截至2026年11月20日）：');
    expect(comments).toContain(`${second?.number} 3家（秦朗，1月22日）`);
    expect(files.get('word/document.xml')).toMatch(/<w:commentRangeStart w:id="0"\/>.*<w:commentReference w:id="0"\/>/s);
  });

  it('marks placeholders and stale sentences in the text', async () => {
    const flagged = flagStale(draft, [first?.id ?? ''], '0106-1 学法参加人数：42 → 40');
    const text = plain((await parts(flagged)).document);
    expect(text).toContain('〔待补：办公室〕');
    expect(text).toContain('〔待核：0106-1 学法参加人数：42 → 40〕');
    expect(renderMarkdown(flagged)).toContain('〔待核：0106-1 学法参加人数：42 → 40〕');
  });

  it('says on every page that a person has to check it', async () => {
    const files = unzip(await renderDocx(draft, { bureau }));
    const headers = [...files].filter(([name]) => /header\d/.test(name) && name.endsWith('.xml'));
    expect(headers.length).toBeGreaterThan(0);
    for (const [, xml] of headers) expect(xml).toContain('智能辅助起草，须人工审核');
  });

  it('is the same to the byte for the same draft, and carries the time of the compilation', async () => {
    const once = await renderDocx(draft, { bureau });
    const again = await renderDocx(draft, { bureau });
    expect(Buffer.compare(Buffer.from(once), Buffer.from(again))).toBe(0);
    expect((await parts(draft)).core).toContain('2027-01-15T08:00:00Z');
  });
});

describe('what an official document carries around its text', () => {
  const imprint = {
    number: { issuerCode: '青工信', year: 2026, serial: 12 },
    signatory: '高远',
    issuedOn: '2026-12-20',
    attachments: ['重点任务完成情况表', '数据出处表'],
  };
  const headed = { ...bureau, letterhead: { mark: '青禾区工业和信息化局文件', code: '青工信' } };
  const document = async (of: Draft, by: typeof bureau): Promise<string> => unzip(await renderProof(of, by)).get('word/document.xml') ?? '';

  it('has a red head with 发文字号 and 签发人 where the bureau wants one, and only on what goes to somebody', async () => {
    const xml = await document({ ...draft, imprint }, headed);
    expect(plain(xml)).toMatch(/^青禾区工业和信息化局文件青工信〔2026〕12号签发人：高远青禾区/);
    expect(xml).toMatch(/<w:color w:val="FF0000"\/>/);
    expect(xml).toMatch(/<w:pBdr><w:top w:val="single" w:color="FF0000"/);
    expect(plain(await document({ ...draft, imprint, addressee: '' }, headed))).not.toContain('签发人');
    expect(plain(await document({ ...draft, imprint }, bureau))).not.toContain('签发人');
  });

  it('leaves the number open until the registry has given one', async () => {
    expect(plain(await document(draft, headed))).toContain('青工信〔2026〕　号');
  });

  it('names the attachments under the text, and the day of signing in Arabic digits', async () => {
    const text = plain(await document({ ...draft, imprint }, bureau));
    expect(text).toContain('附件：1.重点任务完成情况表2.数据出处表青禾区工业和信息化局2026年12月20日');
    expect(plain(await document({ ...draft, imprint: { attachments: ['情况表'] } }, bureau))).toContain('附件：情况表青禾区');
  });

  it('says in the text and in the properties that a model wrote some of it, and not otherwise', async () => {
    const written: Draft = {
      ...draft,
      sections: draft.sections.map(section =>
        section.id === 'biz'
          ? {
              ...section,
              paragraphs: section.paragraphs.map(paragraph => ({
                ...paragraph,
                sentences: paragraph.sentences.map(sentence => ({ ...sentence, byModel: true as const })),
              })),
            }
          : section,
      ),
    };
    const files = unzip(await renderProof(written, bureau));
    expect(plain(files.get('word/document.xml') ?? '')).toContain('（本文“企业服务”部分由人工智能辅助生成，须人工审核）');
    expect(files.get('docProps/custom.xml')).toMatch(/AIGC.*&quot;Label&quot;:&quot;1&quot;/s);
    const own = rewriteParagraph(written, { paragraph: 'biz', text: '全年走访企业15家。' });
    expect(plain(await document(own, bureau))).not.toContain('人工智能');
    expect(unzip(await renderProof(draft, bureau)).get('docProps/custom.xml') ?? '').not.toContain('AIGC');
  });
});

describe('a title longer than a line', () => {
  it.each([
    ['青禾区工信局2026年工作总结', ['青禾区工信局2026年工作总结']],
    ['青禾区工业和信息化局关于2026年法治政府建设情况的报告', ['青禾区工业和信息化局', '关于2026年法治政府建设情况的报告']],
    ['青禾区工业和信息化局2026年法治政府建设年度报告', ['青禾区工业和信息化局2026年', '法治政府建设年度报告']],
  ])('%s breaks at words', (title, lines) => {
    expect(titleLines(title)).toEqual(lines);
  });
});
