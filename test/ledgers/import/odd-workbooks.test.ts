import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../../src/bureau/load-bureau.ts';
import { describeImport } from '../../../src/ledgers/import/describe-import.ts';
import { cellName } from '../../../src/ledgers/import/figures-of-matrix.ts';
import { proposeImport } from '../../../src/ledgers/import/propose-import.ts';
import { readSheets } from '../../../src/ledgers/import/read-sheets.ts';
import { importReport } from '../../../src/wording/import.ts';
import { zipOf } from '../../helpers/zip.ts';

type Content = string | number | null | { error: string };

interface OddSheet {
  name: string;
  rows: Content[][];
  merged?: string[];
  isHidden?: boolean;
  /** From 1, as Excel counts. */
  hiddenRows?: number[];
  hiddenColumns?: number[];
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';

function cellXml(content: Content, cell: string): string {
  if (content === null) return '';
  if (typeof content === 'number') return `<c r="${cell}"><v>${content}</v></c>`;
  if (typeof content === 'string') return `<c r="${cell}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
  return `<c r="${cell}" t="e"><f>A1</f><v>${content.error}</v></c>`;
}

function sheetXml({ rows, merged = [], hiddenRows = [], hiddenColumns = [] }: OddSheet): string {
  const columns = hiddenColumns.map(column => `<col min="${column}" max="${column}" width="9" hidden="1"/>`).join('');
  const body = rows.map((row, at) => {
    const cells = row.map((content, column) => cellXml(content, cellName(at, column))).join('');
    return `<row r="${at + 1}"${hiddenRows.includes(at + 1) ? ' hidden="1"' : ''}>${cells}</row>`;
  });
  const merges = merged.map(ref => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet ${main}>${columns ? `<cols>${columns}</cols>` : ''}<sheetData>${body.join('')}</sheetData>${merges ? `<mergeCells>${merges}</mergeCells>` : ''}</worksheet>`;
}

/** An .xlsx as a spreadsheet program writes it, with what our own writer has no use for: hidden and merged parts, failed formulas. */
function workbook(...sheets: OddSheet[]): Uint8Array {
  const each = (word: (sheet: OddSheet, id: number) => string): string => sheets.map((sheet, at) => word(sheet, at + 1)).join('');
  return zipOf(
    new Map([
      [
        '_rels/.rels',
        `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
      [
        'xl/workbook.xml',
        `<workbook ${main} xmlns:r="${relations}"><sheets>${each(({ name, isHidden }, id) => `<sheet name="${name}" sheetId="${id}"${isHidden ? ' state="hidden"' : ''} r:id="rId${id}"/>`)}</sheets></workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${packaged}">${each((_, id) => `<Relationship Id="rId${id}" Type="${relations}/worksheet" Target="worksheets/sheet${id}.xml"/>`)}</Relationships>`,
      ],
      ...sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)] as const),
    ]),
  );
}

const bureau = await loadBureau('data');

async function preview(...sheets: OddSheet[]): Promise<{ figures: string[]; report: string }> {
  const { sheets: read, hidden } = await readSheets('台账.xlsx', workbook(...sheets));
  const proposal = proposeImport(read, { file: '台账.xlsx', bureau, year: null, today: '2026-11-20' });
  const figures = proposal.items.map(({ content: { department, period, metrics } }) => {
    const [metric] = metrics;
    return `${department} ${period.from}~${period.to} ${metric?.name}${metric?.value}${metric?.unit}`;
  });
  return { figures, report: importReport(describeImport('台账.xlsx', { ...proposal, hidden }, { isNew: 0, changed: 0, same: 0 }), false).join('\n') };
}

describe('workbooks as bureaus really keep them', () => {
  it('two lines of merged headings, text numbers, full-width digits and dashes for nothing', async () => {
    const { figures, report } = await preview({
      name: 'Sheet1',
      rows: [
        ['某局2025年一季度企业服务统计表'],
        ['科室', '走访企业（家）', null, null, '收集问题（条）', null, '备注'],
        [null, '1月', '2月', '小计', '1月', '2月', null],
        ['企业服务科', 12, '１５', 27, 3, '5条', '含节前'],
        ['中小企业服务中心', '8家', null, 8, '—', '/', null],
        ['合计', 20, 15, 35, 3, 5, null],
      ],
      merged: ['A1:G1', 'A2:A3', 'B2:D2', 'E2:F2', 'G2:G3'],
    });
    expect(figures).toEqual([
      '企业服务科 2025-01-01~2025-01-31 走访企业12家',
      '企业服务科 2025-02-01~2025-02-28 走访企业15家',
      '企业服务科 2025-01-01~2025-01-31 收集问题3条',
      '企业服务科 2025-02-01~2025-02-28 收集问题5条',
      '中小企业服务中心 2025-01-01~2025-01-31 走访企业8家',
    ]);
    expect(report).not.toMatch(/没有导入|对不上/);
  });

  it('years side by side, with columns that only compare them', async () => {
    const { figures, report } = await preview({
      name: '对比',
      rows: [
        ['序号', '指标', '单位', '2024年', '2025年', '增减', '增减幅度', '增长率'],
        [1, '走访企业', '家', 230, 312, 82, 0.357, '35.7%'],
      ],
    });
    expect(figures).toEqual(['企业服务科 2024-01-01~2024-12-31 走访企业230家', '企业服务科 2025-01-01~2025-12-31 走访企业312家']);
    expect(report).not.toContain('没有导入');
  });

  it('科室 across, months down, with subtotals that are checked and not imported', async () => {
    const rows = (half: number): Content[][] => [
      ['月份', '企服科', '服务中心', '合计'],
      ['1月', 10, 3, 13],
      ['2月', 11, 2, 13],
      ['一季度小计', 21, 5, 26],
      ['4月', 9, 1, 10],
      ['二季度小计', 9, 1, 10],
      ['上半年合计', half, 6, half + 6],
    ];
    const right = await preview({ name: '2025走访企业', rows: rows(30) });
    expect(right.figures).toHaveLength(6);
    expect(right.report).not.toMatch(/小计|对不上/);
    expect((await preview({ name: '2025走访企业', rows: rows(31) })).report).toContain('B7写的是31，各项相加是30');
  });

  it('a list in which one cell speaks for several rows, with days in every fashion', async () => {
    const { figures, report } = await preview({
      name: '台账',
      rows: [
        ['2025年度普法工作台账'],
        ['责任科室', '时间', '项目', '数量'],
        ['政策法规科', '2025.3.20', '发放宣传资料', '约300份'],
        [null, '3月上旬', '现场咨询', '30余人次'],
        [null, '13月', '普法宣传活动', '4场'],
        ['企业服务科', '2025-05', '普法宣传活动', '1场'],
        [null, '2025年6月', '普法宣传活动', '2场'],
      ],
      merged: ['A3:A5'],
    });
    expect(figures).toEqual([
      '政策法规科 2025-03-20~2025-03-20 发放宣传资料300份',
      '政策法规科 2025-03-01~2025-03-10 现场咨询30人次',
      '企业服务科 2025-05-01~2025-05-31 普法宣传活动1场',
    ]);
    expect(report).toMatch(/D5，看不出是哪年哪月/);
    // An empty cell that is not merged speaks for nobody.
    expect(report).toMatch(/D7，看不出是哪个科室/);
  });

  it('what is hidden, failed, negative or no number is said, and hidden sheets are not read', async () => {
    const { figures, report } = await preview(
      {
        name: '底稿',
        isHidden: true,
        rows: [
          ['科室', '2025年1月走访企业'],
          ['企业服务科', 999],
        ],
      },
      {
        name: '2025年审查合同',
        rows: [
          ['科室', '1月', '2月', '3月'],
          ['政策法规科', '1,234', { error: '#REF!' }, 8],
          ['办公室', 2, '未报', -3],
        ],
        hiddenRows: [3],
        hiddenColumns: [4],
      },
    );
    expect(figures).toEqual([
      '政策法规科 2025-01-01~2025-01-31 审查合同1234份',
      '政策法规科 2025-03-01~2025-03-31 审查合同8份',
      '办公室 2025-01-01~2025-01-31 审查合同2份',
    ]);
    for (const said of ['C2，“#REF!”不是数', 'C3，“未报”不是数', 'D3，是负数', '隐藏的表没有读：底稿', '“2025年审查合同”D2', '“2025年审查合同”B3'])
      expect(report).toContain(said);
  });
});
