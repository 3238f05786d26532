/** 命中 — a term found in a text. */
export interface TermHit<T> {
  start: number;
  end: number;
  targets: T[];
}

interface Node<T> {
  /** By UTF-16 unit. */
  next: Map<number, Node<T>>;
  targets: T[];
}

/** 词表 — many terms looked up in a text in one pass (a trie), so that a bureau's thousand aliases cost no more than one. */
export class TermIndex<T> {
  readonly #root: Node<T> = { next: new Map(), targets: [] };

  add(term: string, target: T): void {
    if (term === '') return;
    let node = this.#root;
    for (let at = 0; at < term.length; at++) {
      const unit = term.charCodeAt(at);
      let child = node.next.get(unit);
      if (child === undefined) {
        child = { next: new Map(), targets: [] };
        node.next.set(unit, child);
      }
      node = child;
    }
    node.targets.push(target);
  }

  /** Every term at every position, shorter ones inside longer ones included. */
  find(text: string): TermHit<T>[] {
    const hits: TermHit<T>[] = [];
    for (let start = 0; start < text.length; start++) {
      let node: Node<T> | undefined = this.#root;
      for (let end = start; end < text.length && node !== undefined; ) {
        node = node.next.get(text.charCodeAt(end));
        end++;
        if (node !== undefined && node.targets.length > 0) hits.push({ start, end, targets: node.targets });
      }
    }
    return hits;
  }
}
