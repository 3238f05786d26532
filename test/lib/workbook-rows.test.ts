import { expect, it } from 'vitest';
import { workbookRows } from '../../src/lib/workbook-rows.ts';
import { excelOf } from '../helpers/sample-files.ts';

const workbook = await excelOf('政策清单', [['政策名称', '标准']]);

it('gives the rows of every sheet', async () => {
  expect(await workbookRows(workbook)).toMatchObject([{ sheet: '政策清单', data: [['政策名称', '标准']] }]);
});

it('does not wait for ever for the end of a workbook that another follows', async () => {
  await expect(workbookRows(Buffer.concat([workbook, workbook]), 300)).rejects.toThrow();
});
