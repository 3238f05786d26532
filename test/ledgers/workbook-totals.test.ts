import { describe, expect, it } from 'vitest';
import { ledgerWorkbook } from '../../src/ledgers/workbook.ts';
import { bureau, sampleYear, totalOver, year } from '../reports/sample-year.ts';
import { unzip } from '../reports/unzip.ts';

describe('the exported ledgers', () => {
  it('have this year’s totals on a last sheet, as reckoned and not as formulas', async () => {
    const entries = sampleYear();
    const visits = totalOver(entries)('走访企业', year);
    if (!visits) throw new Error('the sample year has visits');
    const files = unzip(await ledgerWorkbook(entries, bureau.sections, [visits]));
    expect(files.get('xl/workbook.xml')).toMatch(/name="本年合计"[^>]*\/><\/sheets>/);
    const sheets = [...files.keys()].filter(name => /worksheets\/sheet\d+\.xml$/.test(name));
    const last = files.get(`xl/worksheets/sheet${sheets.length}.xml`) ?? '';
    expect(last).toContain(`<v>${visits.value}</v>`);
    expect(last).not.toContain('<f>');
  });
});
