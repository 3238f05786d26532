import type { SourceDocument } from '../domain/provision.ts';

function plain(title: string): string {
  return title.replace(/^中华人民共和国/, '');
}

/** Asks the corpus, as it then is, for a document by its title, with or without 中华人民共和国. */
export function titleKnower(
  corpus: { documents(reader: string): readonly Pick<SourceDocument, 'title'>[] },
  reader: string,
): (title: string) => boolean {
  return title => corpus.documents(reader).some(document => plain(document.title) === plain(title));
}
