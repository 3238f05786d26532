import type { OutgoingFile } from '../../domain/message.ts';

/** A file as the page and scripts get it: its name, and where to fetch it. */
export interface FileLink {
  name: string;
  href: string;
}

/** Where a file is fetched; its id is what names it to the renderer. */
export function fileLink(file: OutgoingFile): FileLink {
  return { name: file.name, href: `/simulator/files/${encodeURIComponent(file.id)}?name=${encodeURIComponent(file.name)}` };
}
