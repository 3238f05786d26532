import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { commandLine } from '../helpers/command-line.ts';

const shared = join(projectRoot, '..', 'shared', 'reports');
const old = [
  '青禾区工业和信息化局关于2025年法治政府建设情况的报告',
  '区委、区政府：',
  '现将有关情况报告如下。',
  '一、加强学法普法',
  '（一）抓实集体学法',
  '全年组织集体学法12次，参加420人次。',
  '（二）开展普法宣传',
  '开展普法宣传活动8场，发放宣传资料3200份。',
  '二、主动服务企业',
  '走访企业312家，收集问题97条，解决89条。',
  '三、建设过硬队伍',
  '不断提升素质。',
  '四、存在的不足',
  '一是执法力量不足。',
  '五、2026年工作思路',
  '一是继续学法。',
].join('\n');

describe('outline', () => {
  it('proposes from a past report a file that the bureau can load', async () => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '旧报告.txt'), old);
    const { code, out } = await run('outline', '旧报告.txt');
    expect(code).toBe(0);
    const yaml = out.join('\n');
    expect(yaml).toContain("title: '{局名}关于{年}年法治政府建设情况的报告'".replaceAll("'", yaml.includes('title: "') ? '"' : "'"));
    expect(yaml).toMatch(/没有对上台账的标题.*建设过硬队伍/);
    expect(yaml).toMatch(/metrics:\s[\s\S]*走访企业/);
    const own = join(folder, 'own');
    mkdirSync(join(own, 'bureau', 'outlines'), { recursive: true });
    for (const file of ['bureau.yaml', 'roster.yaml'])
      writeFileSync(join(own, 'bureau', file), readFileSync(join(projectRoot, 'data', 'bureau', file)));
    writeFileSync(join(own, 'bureau', 'outlines', 'proposed.yaml'), yaml);
    const [outline] = (await loadBureau(own)).outlines;
    expect(outline?.sections.map(({ heading, required, sections }) => [heading, required, sections])).toEqual([
      ['加强学法普法', null, []],
      ['主动服务企业', null, ['BIZ']],
      ['建设过硬队伍', null, []],
      ['存在的不足', 'shortcomings', ['GAP']],
      ['下一年工作思路', 'plans', ['PLAN']],
    ]);
    expect(outline?.sections[0]?.children.map(({ heading, sections }) => [heading, sections])).toEqual([
      ['抓实集体学法', ['EDU']],
      ['开展普法宣传', ['EDU']],
    ]);
  });

  it.each([
    ['holds no headings', '一份没有标题的文字。'],
    ['is empty', ''],
  ])('says plainly that a file %s', async (_, text) => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '旧报告.txt'), text);
    const { code, error } = await run('outline', '旧报告.txt');
    expect([code, error.join('').length > 8]).toEqual([1, true]);
  });

  it.skipIf(!existsSync(shared))('reads the headings of real reports', async () => {
    const { run } = commandLine();
    for (const file of readdirSync(shared)) {
      const { code, out } = await run('outline', join(shared, file), '--json');
      expect(code, file).toBe(0);
      const { outline } = JSON.parse(out.join('')) as { outline: { sections: { required: string | null }[] } };
      expect(outline.sections.length, file).toBeGreaterThanOrEqual(2);
    }
  });
});
