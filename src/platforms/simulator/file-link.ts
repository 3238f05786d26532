import type { OutgoingFile } from '../../domain/message.ts';

/** A file as the page and scripts get it: its name, and where to fetch it. */
export interface FileLink {
  name: string;
  href: string;
  /** Of a picture: its letters in the text. */
  letters?: string;
}

/** Where a file is fetched; its id is what names it to the renderer. */
export function fileLink(file: OutgoingFile): FileLink {
  const href = `/simulator/files/${encodeURIComponent(file.id)}?name=${encodeURIComponent(file.name)}`;
  return { name: file.name, href, ...(file.letters === undefined ? {} : { letters: file.letters }) };
}
