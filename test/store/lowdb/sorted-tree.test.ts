import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Edit, SortedTree } from '../../../src/store/lowdb/sorted-tree.ts';

interface Item {
  key: number;
  label: string;
}

const compare = (a: Item, b: Item): number => a.key - b.key;
const byKey = (item: Item) => (other: Item) => compare(other, item);

const someSteps = fc.array(fc.record({ key: fc.nat(400), label: fc.string({ maxLength: 2 }), isRemoval: fc.boolean() }), { maxLength: 900 });

function whole(tree: SortedTree<Item>): Item[] {
  return tree.slice(0, tree.size);
}

it('holds what a sorted list would hold after the same steps, and old trees stay as they were', () => {
  fc.assert(
    fc.property(someSteps, fc.nat(400), (steps, probe) => {
      const model = new Map<number, Item>();
      let tree = new SortedTree<Item>(byKey);
      const half = Math.floor(steps.length / 2);
      let snapshot: { tree: SortedTree<Item>; items: Item[] } = { tree, items: [] };
      for (const [at, { key, label, isRemoval }] of steps.entries()) {
        if (at === half) snapshot = { tree, items: whole(tree) };
        if (isRemoval) model.delete(key);
        else model.set(key, { key, label });
        tree = isRemoval ? tree.without({ key, label }) : tree.with({ key, label });
      }
      const expected = [...model.values()].sort(compare);
      expect(whole(tree)).toEqual(expected);
      expect(tree.rank(item => item.key < probe)).toBe(expected.filter(item => item.key < probe).length);
      expect(tree.firstBeyond(item => item.key < probe)).toEqual(expected.find(item => item.key >= probe));
      expect(tree.slice(3, 9)).toEqual(expected.slice(3, 9));
      expect(whole(snapshot.tree)).toEqual(snapshot.items);
    }),
    { numRuns: 60 },
  );
});

it('changed in place within an edit, leaves what was there before the edit as it was', () => {
  fc.assert(
    fc.property(fc.array(someSteps, { maxLength: 6 }), edits => {
      const model = new Map<number, Item>();
      let tree = SortedTree.from<Item>([], byKey);
      const snapshots: { tree: SortedTree<Item>; items: Item[] }[] = [];
      for (const steps of edits) {
        const edit = new Edit();
        for (const { key, label, isRemoval } of steps) {
          if (isRemoval) model.delete(key);
          else model.set(key, { key, label });
          tree = isRemoval ? tree.without({ key, label }, edit) : tree.with({ key, label }, edit);
        }
        snapshots.push({ tree, items: [...model.values()].sort(compare) });
      }
      for (const snapshot of snapshots) {
        expect(whole(snapshot.tree)).toEqual(snapshot.items);
        expect(snapshot.tree.rank(item => item.key < 200)).toBe(snapshot.items.filter(item => item.key < 200).length);
      }
    }),
    { numRuns: 60 },
  );
});

it('built at once equals built item by item', () => {
  const items = Array.from({ length: 10_000 }, (_, at) => ({ key: (at * 7_919) % 10_000, label: '' }));
  const one = SortedTree.from(items, byKey);
  const other = items.reduce((tree, item) => tree.with(item), new SortedTree<Item>(byKey));
  expect(whole(one)).toEqual(whole(other));
  expect(one.rank(item => item.key < 4_321)).toBe(4_321);
});
