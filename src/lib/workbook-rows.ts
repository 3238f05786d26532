import { setTimeout as after } from 'node:timers/promises';
import readExcelFile from 'read-excel-file/node';

type Sheets = Awaited<ReturnType<typeof readExcelFile>>;

/** A large workbook takes some seconds. */
const PATIENCE_MS = 10_000;

/** The sheets of an .xlsx file; throws when it is damaged, also where read-excel-file would wait for ever (one zip behind another). */
export async function workbookRows(bytes: Uint8Array, patienceMs = PATIENCE_MS): Promise<Sheets> {
  const stop = new AbortController();
  const tooLong = after(patienceMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error('the workbook has no end');
  });
  try {
    return await Promise.race([readExcelFile(Buffer.from(bytes)), tooLong]);
  } finally {
    tooLong.catch(() => undefined);
    stop.abort();
  }
}
