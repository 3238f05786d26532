import type { FileNote, FileReading, FileText } from './file-text.ts';
import { isGarbled } from './garbled.ts';
import { layOut } from './page-layout.ts';
import type { PrintedPage } from './printed-lines.ts';

/** 1、3—5. */
function pageList(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && run[1] === page - 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`)).join('、');
}

function lettersOf(page: PrintedPage): string {
  return page.texts.map(({ text }) => text).join('');
}

/** Pages as the text of a file. Pages without words, or with words that nobody could read, are named, and refused when there is nothing else. */
export function pagedText(pages: readonly PrintedPage[], notes: readonly FileNote[] = []): FileReading<FileText> {
  const silent = pages.filter(page => lettersOf(page).trim() === '');
  const garbled = pages.filter(page => isGarbled(lettersOf(page)));
  const read = pages.filter(page => !silent.includes(page) && !garbled.includes(page));
  if (read.length === 0) return { unreadable: garbled.length > 0 ? 'garbled' : pages.length > 0 ? 'scanned' : 'empty' };
  const { lines, tablePages } = layOut(read);
  const told = (kind: FileNote['kind'], which: readonly number[]): FileNote[] => (which.length > 0 ? [{ kind, detail: pageList(which) }] : []);
  return {
    kind: 'text',
    lines: lines.map(({ text }) => text),
    unit: 'page',
    numbers: lines.map(({ page }) => page),
    title: null,
    notes: [
      ...told(
        'pages-without-text',
        silent.map(({ number }) => number),
      ),
      ...told(
        'pages-garbled',
        garbled.map(({ number }) => number),
      ),
      ...told('table-guessed', tablePages),
      ...notes,
    ],
  };
}
