import { zipOf } from '../helpers/zip.ts';
import { unzip } from './unzip.ts';

const body = 'word/document.xml';

/** A Word file after somebody changed its body. */
export function editedWord(docx: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzip(docx);
  files.set(body, change(files.get(body) ?? ''));
  return zipOf(files);
}

/** The words with which our files and those of Word hold text. */
export function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A tracked deletion of these words, with others inserted in their place. */
export function tracked(deleted: string, inserted: string): string {
  const by = 'w:id="9001" w:author="沈岚" w:date="2026-11-21T09:00:00Z"';
  return `</w:t></w:r><w:del ${by}><w:r><w:delText>${deleted}</w:delText></w:r></w:del><w:ins ${by}>${run(inserted)}</w:ins><w:r><w:t xml:space="preserve">`;
}

/** A new paragraph behind the one that holds these words. */
export function paragraphBehind(xml: string, words: string, added: string): string {
  const at = xml.indexOf('</w:p>', xml.indexOf(words)) + '</w:p>'.length;
  return `${xml.slice(0, at)}<w:p>${run(added)}</w:p>${xml.slice(at)}`;
}

/** Takes out the whole paragraph that holds these words, its bookmark with it. */
export function withoutParagraph(xml: string, words: string): string {
  const at = xml.indexOf(words);
  const from = Math.max(xml.lastIndexOf('<w:p>', at), xml.lastIndexOf('<w:p ', at));
  return xml.slice(0, from) + xml.slice(xml.indexOf('</w:p>', at) + '</w:p>'.length);
}

/** What is left when a program does not keep bookmarks. */
export function withoutBookmarks(xml: string): string {
  return xml.replace(/<w:bookmark(?:Start|End)[^>]*\/>/g, '');
}
