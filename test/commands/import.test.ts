import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { commandLine } from '../helpers/command-line.ts';

type Cells = readonly (string | number | null)[];

async function xlsx(sheet: string, rows: readonly Cells[]): Promise<Uint8Array> {
  const data: SheetData = rows.map(row => row.map(value => (value === null ? null : { value })));
  return writeExcelFile([{ sheet, data }]).toBuffer();
}

const visits: Cells[] = [
  ['2025年各科室走访企业情况统计表（单位：家）', null, null, null],
  ['科室', '10月', '11月', '合计'],
  ['企业服务科', 31, 12, 43],
  ['中小企业服务中心', 4, 5, 9],
];

describe('import', () => {
  it('previews by default, writes with --yes, keeps the cell, and changes nothing when it is said twice', async () => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '去年.xlsx'), await xlsx('走访', visits));
    const preview = await run('import', '去年.xlsx');
    expect(preview.code).toBe(0);
    expect(preview.out.join('\n')).toMatch(
      /将新增4条.*走访企业.*企业服务科、中小企业服务中心.*“走访”B3 → 企业服务科 2025年10月 走访企业31家.*加 --yes/s,
    );
    expect((await run('stats', '2025年走访了多少企业')).out.join()).not.toContain('52家');
    expect((await run('import', '去年.xlsx', '--yes')).out[0]).toContain('已新增4条');
    expect((await run('stats', '2025年走访了多少企业')).out.join()).toContain('52家');
    expect((await run('import', '去年.xlsx', '--yes')).out[0]).toMatch(/已新增0条，已更正0条，4条已经有了/);
    writeFileSync(
      join(folder, '去年.xlsx'),
      await xlsx(
        '走访',
        visits.map(row => (row[1] === 31 ? ['企业服务科', 33, 12, 45] : row)),
      ),
    );
    expect((await run('import', '去年.xlsx', '--yes')).out[0]).toMatch(/已新增0条，已更正1条，3条/);
    expect((await run('stats', '2025年走访了多少企业')).out.join()).toContain('54家');
    expect((await run('verify')).code).toBe(0);
  });

  it('is what last year is compared with', async () => {
    const { run, jsonl, folder } = commandLine();
    writeFileSync(join(folder, '去年.xlsx'), await xlsx('走访', visits));
    await run('import', '去年.xlsx', '--yes');
    const script = jsonl('week.jsonl', [
      { id: 'a', at: '2026-10-30T16:00:00+08:00', from: 'qinlang', text: '本月走访企业40家' },
      { id: 'b', at: '2026-11-02T16:00:00+08:00', from: 'gaoyuan', text: '10月走访了多少企业，和去年比呢' },
    ]);
    const { out } = await run('replay', script);
    expect(out.join('\n')).toMatch(/40家.*35/s);
  });

  it('reads GBK .csv, and what export wrote', async () => {
    const { run, jsonl, folder } = commandLine();
    const gbk = Buffer.from('bfc6cad22c3130d4c22c3131d4c20d0ac6f3b7febfc62c33312c31320d0a', 'hex');
    writeFileSync(join(folder, '2025走访企业.csv'), gbk);
    expect((await run('import', '2025走访企业.csv')).out[0]).toContain('将新增2条');
    await run(
      'replay',
      jsonl('week.jsonl', [{ id: 'a', at: '2026-10-30T16:00:00+08:00', from: 'qinlang', text: '本月走访企业约40家，收集问题5条' }]),
      '--state',
      'one',
    );
    await run('export', '--out', '导出.xlsx', '--state', 'one');
    expect((await run('import', '导出.xlsx', '--yes', '--state', 'one')).out[0]).toMatch(/已新增0条，已更正0条，2条已经有了/);
    expect((await run('import', '导出.xlsx', '--yes', '--state', 'two')).out[0]).toContain('已新增2条');
    expect((await run('stats', '2026年10月走访了多少企业', '--state', 'two')).out.join()).toContain('约40家');
  });

  it('says in plain words what it cannot read', async () => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '坏.xlsx'), 'PK\u0003\u0004 nothing');
    writeFileSync(join(folder, '旧.xls'), 'x');
    writeFileSync(join(folder, '空.csv'), '说明,没有数\n');
    for (const [file, said] of [
      ['坏.xlsx', '打不开'],
      ['旧.xls', '另存为 .xlsx'],
      ['空.csv', '没有找到能导入的数'],
      ['没有.xlsx', '没有找到'],
    ] as const) {
      const { code, error } = await run('import', file);
      expect([code, error.join()]).toEqual([1, expect.stringContaining(said)]);
    }
    expect((await run('import')).code).toBe(2);
    expect((await run('import', '空.csv', '--year', '25')).code).toBe(2);
    expect(readFileSync(join(folder, '旧.xls'), 'utf8')).toBe('x');
  });
});
