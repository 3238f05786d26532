// Makes the Word files of a report as a bureau gets them, renders them with LibreOffice (PDF, then PNG), and checks the pages:
// A4, 22 lines of at most 28 characters, page numbers outside, title and red head in their places, no empty page.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'xiaofa-pages-'));
const data = join(folder, 'data');
const state = join(folder, 'state');

function xiaofa(...args) {
  return execFileSync('node', ['dist/src/main.js', ...args, '--data', data, '--state', state], { encoding: 'utf8' });
}

function fail(message) {
  console.error(`pages: ${message} (files kept in ${folder})`);
  process.exit(1);
}

/** A year of messages long enough for several pages, as staff would type them. */
function script() {
  const said = [
    ['guchuan', '组织全局集体学法1次，学习《行政处罚法》，42人参加'],
    ['qinlang', '本周走访企业12家，收集问题9条，解决6条'],
    ['shaobing', '本周网上备案办结7个'],
    ['leiming', '对6家重点用能企业开展节能监察，出动执法人员12人次，发现问题4个，下达整改通知书3份'],
    ['guchuan', '开展普法宣传活动2场，发放宣传资料800余份，参加群众300人次'],
    ['bailu', '举办企业培训1场，参训企业60家、80人次'],
    ['wenjing', '本月兑现惠企资金320.5万元，受惠企业18户'],
    ['shenlan', '截至目前今年累计主动公开政府信息168条，依申请公开办理3件'],
    ['guchuan', '法律顾问出具法律意见书5份，审查合同7份'],
    ['gaoyuan', '生成年度报告'],
  ];
  const lines = [];
  for (let month = 1; month <= 9; month++)
    said.forEach(([from, text], at) => {
      if (from === 'gaoyuan' && month < 9) return;
      const day = String(10 + at).padStart(2, '0');
      lines.push(JSON.stringify({ at: `2026-0${month}-${day}T16:00:00+08:00`, from, text }));
    });
  return lines.join('\n');
}

/** Lines of body text on each page, told apart by where they stand. */
function pageLines(pdf) {
  const html = execFileSync('pdftotext', ['-bbox-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 64e6 });
  return html.split('<page ').slice(1).map(page => {
    const lines = new Map();
    for (const [, top, text] of page.matchAll(/<word xMin="[^"]*" yMin="([\d.]+)"[^>]*>([^<]*)<\/word>/g)) {
      const y = Math.round(Number(top) / 6);
      const near = [y - 1, y, y + 1].find(one => lines.has(one)) ?? y;
      lines.set(near, (lines.get(near) ?? '') + text);
    }
    return [...lines].sort((a, b) => a[0] - b[0]).map(([y, text]) => ({ y: y * 6, text }));
  });
}

/** Of a line set in full-width characters: Latin letters and digits are half as wide. */
function width(text) {
  return [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 128 ? 0.5 : 1), 0);
}

mkdirSync(join(data, 'bureau'), { recursive: true });
for (const file of ['bureau.yaml', 'roster.yaml']) {
  const text = readFileSync(join('data/bureau', file), 'utf8');
  const headed = file === 'bureau.yaml' ? `${text}\nletterhead: { mark: 青禾区工业和信息化局文件, code: 青工信 }\n` : text;
  writeFileSync(join(data, 'bureau', file), headed);
}
writeFileSync(join(folder, 'year.jsonl'), script());
xiaofa('replay', join(folder, 'year.jsonl'));
const year = ['--from', '2026-01-01', '--to', '2026-12-31'];
xiaofa('report', 'annual', ...year, '--out', join(folder, 'annual.docx'), '--sources', join(folder, 'sources.docx'));
xiaofa('report', 'annual', ...year, '--outline', 'annual-framework', '--comments', '--out', join(folder, 'comments.docx'));
xiaofa('report', 'duty', ...year, '--out', join(folder, 'duty.docx'));

const documents = ['annual', 'comments', 'duty', 'sources'];
for (const name of documents)
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'pdf', '--outdir', folder, join(folder, `${name}.docx`)], { stdio: 'ignore' });

for (const name of documents) {
  const pdf = join(folder, `${name}.pdf`);
  const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
  const [, wide, high] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
  const upright = name !== 'sources';
  const [short, long] = upright ? [wide, high] : [high, wide];
  if (Math.abs(short - 595.3) > 1 || Math.abs(long - 841.9) > 1) fail(`${name} is ${wide} x ${high} points, not A4`);
  execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(folder, name)]);
  const pictures = readdirSync(folder).filter(file => file.startsWith(`${name}-`) && file.endsWith('.png'));
  for (const picture of pictures) if (statSync(join(folder, picture)).size < 2500) fail(`${picture} is an empty page`);
  const pages = pageLines(pdf);
  if (pages.length < 2 || pages.length !== pictures.length) fail(`${name} has ${pages.length} pages and ${pictures.length} pictures`);
  if (!upright) continue;
  pages.forEach((lines, at) => {
    const number = lines.find(({ text }) => text.replace(/\s/g, '') === `—${at + 1}—`);
    if (!number) fail(`page ${at + 1} of ${name} has no page number`);
    // 37 mm from the top, 225 mm high.
    const body = lines.filter(({ y }) => y > 100 && y < 742);
    if (body.length > 22) fail(`page ${at + 1} of ${name} has ${body.length} lines`);
    const longest = body.reduce((most, { text }) => Math.max(most, width(text)), 0);
    if (longest > 29) fail(`page ${at + 1} of ${name} has a line of ${longest} characters`);
  });
  const first = pages[0].map(({ text }) => text).join('');
  if (name === 'annual' && !/青禾区工业和信息化局文件.*青工信〔2026〕.*签发人：.*关于2026年法治政府建设/.test(first)) fail(`the first page of ${name} reads ${first.slice(0, 120)}`);
  console.log(`pages: ${name}: ${pages.length} pages of A4, ${Math.max(...pages.map(lines => lines.filter(({ y }) => y > 100 && y < 742).length))} lines at most`);
}
console.log('pages: 数据出处表 rendered');
rmSync(folder, { recursive: true, force: true });
