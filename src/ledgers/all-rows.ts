import type { Kind, Query, Reader, Rows } from '../store/store.ts';

/** Every row that a query finds, page after page. */
export async function* allRows<K extends Kind>(reader: Reader, kind: K, query: Query<K>): AsyncGenerator<Rows[K]> {
  let cursor: string | undefined;
  do {
    const page = await reader.find(kind, cursor === undefined ? query : { ...query, cursor });
    yield* page.rows;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
