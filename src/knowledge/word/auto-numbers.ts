import { formatNumeral } from '../article-number.ts';
import { childOf } from './read-word.ts';
import type { XmlNode } from './xml-tree.ts';

/** One level of a numbered list, as numbering.xml has it. */
interface Level {
  start: number;
  format: string;
  /** `第%1条`. */
  text: string;
}

interface List {
  /** Lists that share their counting. */
  counter: string;
  levels: ReadonlyMap<number, Level>;
}

const chinese =
  /^(?:chineseCounting|chineseCountingThousand|taiwaneseCountingThousand|taiwaneseCounting|japaneseCounting|ideographDigital|ideographTraditional)$/;
const romans = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const;

function roman(value: number): string {
  let rest = value;
  let text = '';
  for (const [letters, size] of romans) for (; rest >= size; rest -= size) text += letters;
  return text;
}

function inFormat(value: number, format: string): string {
  if (chinese.test(format)) return formatNumeral(value);
  if (format === 'lowerLetter') return String.fromCharCode(97 + ((value - 1) % 26));
  if (format === 'upperLetter') return String.fromCharCode(65 + ((value - 1) % 26));
  if (format === 'lowerRoman') return roman(Math.min(value, 4000));
  if (format === 'upperRoman') return roman(Math.min(value, 4000)).toUpperCase();
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  return String(value);
}

function attribute(node: XmlNode | undefined, name = 'w:val'): string {
  return node?.attributes[name] ?? '';
}

function levelsOf(definition: XmlNode): Map<number, Level> {
  const levels = definition.children.filter(({ name }) => name === 'w:lvl');
  return new Map(
    levels.map(level => [
      Number(attribute(level, 'w:ilvl')),
      {
        start: Number(attribute(childOf(level, 'w:start')) || 1),
        format: attribute(childOf(level, 'w:numFmt')),
        text: attribute(childOf(level, 'w:lvlText')),
      },
    ]),
  );
}

function listsOf(numbering: XmlNode | undefined): Map<string, List> {
  const all = numbering?.children ?? [];
  const definitions = new Map(all.filter(({ name }) => name === 'w:abstractNum').map(node => [attribute(node, 'w:abstractNumId'), node]));
  const lists = all
    .filter(({ name }) => name === 'w:num')
    .map((list): [string, List] => {
      const definition = attribute(childOf(list, 'w:abstractNumId'));
      const levels = levelsOf(definitions.get(definition) ?? list);
      const restarts = list.children.filter(({ name, children }) => name === 'w:lvlOverride' && children.length > 0);
      for (const restart of restarts) {
        const level = levels.get(Number(attribute(restart, 'w:ilvl')));
        const start = attribute(childOf(restart, 'w:startOverride'));
        if (level && start !== '') level.start = Number(start);
      }
      const id = attribute(list, 'w:numId');
      return [id, { counter: restarts.length > 0 ? `list ${id}` : `definition ${definition}`, levels }];
    });
  return new Map(lists);
}

/** 自动编号 — what Word prints before a paragraph that it numbers by itself: 第三条 is then nowhere in the file's words. */
export class AutoNumbers {
  readonly #lists: ReadonlyMap<string, List>;
  readonly #styles: ReadonlyMap<string, XmlNode | undefined>;
  readonly #counts = new Map<string, number[]>();

  constructor(numbering: XmlNode | undefined, styles: XmlNode | undefined) {
    this.#lists = listsOf(numbering);
    const all = (styles?.children ?? []).filter(({ name }) => name === 'w:style');
    this.#styles = new Map(all.map(style => [attribute(style, 'w:styleId'), childOf(style, 'w:pPr', 'w:numPr')]));
  }

  /** To be asked for every paragraph, in order; empty for one without a number, and for bullets. */
  next(paragraph: XmlNode): string {
    const style = this.#styles.get(attribute(childOf(paragraph, 'w:pPr', 'w:pStyle')));
    const own = childOf(paragraph, 'w:pPr', 'w:numPr');
    const id = attribute(childOf(own, 'w:numId')) || attribute(childOf(style, 'w:numId'));
    const level = Number(attribute(childOf(own, 'w:ilvl')) || attribute(childOf(style, 'w:ilvl')) || 0);
    const list = this.#lists.get(id);
    const shape = list?.levels.get(level);
    if (!list || !shape || shape.format === 'bullet' || shape.format === 'none') return '';
    const counts = this.#counts.get(list.counter) ?? [];
    this.#counts.set(list.counter, counts);
    counts[level] = (counts[level] ?? shape.start - 1) + 1;
    counts.length = level + 1;
    return shape.text.replace(/%(\d)/g, (_, position: string) => {
      const at = Number(position) - 1;
      const other = list.levels.get(at);
      return inFormat(counts[at] ?? other?.start ?? 1, other?.format ?? shape.format);
    });
  }
}
