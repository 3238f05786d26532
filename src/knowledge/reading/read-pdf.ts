import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FileReading, FileText } from './file-text.ts';
import { pagedText } from './paged-text.ts';
import type { PrintedPage, PrintedText } from './printed-lines.ts';

const MOST_PAGES = 2_000;
const MOST_LETTERS = 5_000_000;

/** Where the tables lie that say what the codes of Chinese fonts mean that are not in the file; without them such a PDF reads as empty. */
const tables = `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps')}/`;

type PdfLibrary = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type PdfPage = Awaited<ReturnType<Awaited<ReturnType<PdfLibrary['getDocument']>['promise']>['getPage']>>;

/** Watermarks stand askew; they are no part of the text. */
function isUpright([a = 1, b = 0]: readonly number[]): boolean {
  return a > 0 && Math.abs(b) < 0.1 * a;
}

async function printedOn(page: PdfPage, number: number, library: PdfLibrary): Promise<PrintedPage> {
  const { transform, width } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const texts = items.flatMap((item): PrintedText[] => {
    if (!('str' in item) || item.str === '') return [];
    const placed: number[] = library.Util.transform(transform, item.transform);
    // The viewport counts downwards, which turns the letters' vertical axis over but not their horizontal one.
    if (!isUpright(placed)) return [];
    return [{ text: item.str, x: placed[4] ?? 0, y: placed[5] ?? 0, width: item.width, size: Math.hypot(placed[2] ?? 0, placed[3] ?? 0) || 1 }];
  });
  page.cleanup();
  return { number, width, texts };
}

function refusal(error: unknown): FileReading<FileText> {
  const name = error instanceof Error ? error.name : '';
  return { unreadable: name === 'PasswordException' ? 'encrypted' : 'damaged' };
}

/** PDF — its words in reading order, page by page. Scanned pages are named, not silently empty. */
export async function readPdf(bytes: Uint8Array): Promise<FileReading<FileText>> {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = library.getDocument({
    // The library takes the bytes for itself.
    data: new Uint8Array(bytes),
    cMapUrl: tables,
    cMapPacked: true,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize: 1,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > MOST_PAGES) return { unreadable: 'too-large' };
    const pages: PrintedPage[] = [];
    let letters = 0;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await printedOn(await document.getPage(number), number, library);
      for (const { text } of page.texts) letters += text.length;
      if (letters > MOST_LETTERS) return { unreadable: 'too-large' };
      pages.push(page);
    }
    return pagedText(pages);
  } catch (error) {
    return refusal(error);
  } finally {
    await loading.destroy();
  }
}
