import { basename, extname } from 'node:path';
import type { DocumentLevel, SourceDocument } from '../domain/provision.ts';
import { type SecrecyHit, screen, screenPublished } from '../language/secrecy.ts';

const published: ReadonlySet<DocumentLevel> = new Set<DocumentLevel>([
  'constitution',
  'law',
  'judicial-interpretation',
  'administrative-regulation',
  'departmental-rule',
  'local-regulation',
]);

/** 入库筛查 — whether a document may not be kept, by its file's name and its words; null when it may. */
export function screenDocument({ path, level }: Pick<SourceDocument, 'path' | 'level'>, text: string): SecrecyHit | null {
  const words = `${basename(path, extname(path))}\n${text}`;
  return published.has(level) ? screenPublished(words) : screen(words);
}
