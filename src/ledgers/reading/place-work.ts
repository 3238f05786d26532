import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../bureau/bureau.ts';
import { decodeBinaryFile, encodeBinaryFile } from '../../lib/binary-file.ts';
import { fnv1a } from '../../lib/fnv.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { sumsOf, type WeighedFeatures } from './intent-model.ts';

/** 待归板块的工作 — what is known of a piece of work that no ledger takes. */
export interface UnplacedWork {
  raw: string;
  /** What its figures are called, and in what they are counted. */
  names: readonly string[];
  units: readonly string[];
  department: string;
}

/** 板块的权重 — what each feature of a piece of work says for each section; only which section has most is asked. */
export interface SectionWeights {
  sections: string[];
  /** `sections.length` for each feature, in its order. */
  says: Int8Array;
}

/** Where the weights that ship with the project lie; `npm run train -- sections` makes them again. */
export const shippedSectionsFile: string = join(projectRoot, 'data', 'reading', 'sections.bin');
const FORMAT = 1;

/** Features are numbered by a hash of what they say; so many numbers there are. */
export const SECTION_FEATURES: number = 1 << 13;
/** How much the letters of the words, those of the 科室, and each sign count. */
const WORTH = { words: 5, department: 5, sign: 0.7 };
const LONGEST = { words: 2, department: 3 };

/** The section of work of no ledger: where the bureau's own words for a section say so, there; else where what was learned puts it. */
export function placeWork(work: UnplacedWork, bureau: Bureau, weights: SectionWeights | null = shippedSections()): string {
  const scores = keywordScores(work, bureau);
  const ruled = placeByWords(work, scores, bureau) ?? fallback(bureau);
  const isSaid = [...scores.values()].some(score => score > 0);
  if (isSaid || weights === null || !knowsAll(weights, bureau)) return ruled;
  const sums = sumsOf(sectionFeatures(work, bureau), weights.says, weights.sections.length);
  let best = { id: ruled, sum: Number.NEGATIVE_INFINITY };
  for (const { id } of bureau.sections) {
    const sum = sums[weights.sections.indexOf(id)] ?? Number.NEGATIVE_INFINITY;
    if (sum > best.sum) best = { id, sum };
  }
  return best.id;
}

/** Sections without words of their own (存在问题, 下步安排) are never placed in. */
function knowsAll({ sections }: SectionWeights, bureau: Bureau): boolean {
  return bureau.sections.every(({ id, keywords = [], departments }) => sections.includes(id) || (keywords.length === 0 && departments.length === 0));
}

function fallback(bureau: Bureau): string {
  return (bureau.sections.find(({ isFallback }) => isFallback === true) ?? bureau.sections[0])?.id ?? '';
}

/** Where the words of the work belong, the longest counting most; else where its 科室 belongs; null when neither says. */
function placeByWords(work: UnplacedWork, scores: ReadonlyMap<string, number>, bureau: Bureau): string | null {
  let best: { id: string | null; score: number } = { id: null, score: 0 };
  for (const { id, departments } of bureau.sections) {
    const score = (scores.get(id) ?? 0) + (departments.includes(work.department) ? 1 : 0);
    if (score > best.score) best = { id, score };
  }
  return best.id;
}

function keywordScores({ raw, names }: UnplacedWork, bureau: Bureau): Map<string, number> {
  const text = `${raw} ${names.join(' ')}`.replace(/《[^》]*》/g, '');
  return new Map(
    bureau.sections.map(({ id, keywords = [] }) => [id, keywords.reduce((sum, word) => sum + (text.includes(word) ? word.length ** 2 : 0), 0)]),
  );
}

/** What the placing of a piece of work is learned from and made by. */
export function sectionFeatures(work: UnplacedWork, bureau: Bureau): WeighedFeatures {
  const words = piecesOf(
    `^${work.raw
      .replace(/《[^》]*》/g, '《》')
      .replace(/\d[\d.,]*/g, '0')
      .replace(/\s+/g, ' ')}$`,
    LONGEST.words,
    1,
  );
  const department = piecesOf(work.department.replace(/[科股室局]$/, ''), LONGEST.department, 2);
  const signs = [...new Set(signsOf(work, bureau))].map(sign => placeOf(sign, 3));
  return {
    places: [0, ...words, ...department, ...signs],
    worth: [
      1,
      ...words.map(() => WORTH.words / Math.sqrt(words.length)),
      ...department.map(() => WORTH.department / Math.sqrt(department.length)),
      ...signs.map(() => WORTH.sign),
    ],
  };
}

function signsOf(work: UnplacedWork, bureau: Bureau): string[] {
  const strong = 9;
  const scores = keywordScores(work, bureau);
  const ofWords = [...scores].flatMap(([id, score]) => (score === 0 ? [] : [`words ${id} ${score >= strong}`]));
  const ofDepartment = bureau.sections.flatMap(({ id, keywords = [] }) =>
    keywords.some(word => work.department.includes(word)) ? [`department ${id}`] : [],
  );
  return [`ruled ${placeByWords(work, scores, bureau)}`, ...ofWords, ...ofDepartment, ...work.units.map(unit => `unit ${unit}`)];
}

function piecesOf(text: string, longest: number, kind: number): number[] {
  const pieces = new Set<string>();
  for (let at = 0; at < text.length; at++)
    for (let length = 1; length <= longest && at + length <= text.length; length++) pieces.add(text.slice(at, at + length));
  return [...pieces].map(piece => placeOf(piece, kind));
}

function placeOf(text: string, kind: number): number {
  const hash = fnv1a(text, kind);
  return (hash ^ (hash >>> 15)) & (SECTION_FEATURES - 1);
}

export function encodeSections({ sections, says }: SectionWeights): Uint8Array {
  const origin = 'Learned from messages written for this project (test/evals/data); npm run train -- sections';
  return encodeBinaryFile({ meta: { origin, sections }, arrays: { says } }, FORMAT);
}

/** Null when the file is damaged or of another format. */
export function decodeSections(bytes: Uint8Array): SectionWeights | null {
  const file = decodeBinaryFile(bytes, FORMAT);
  if (!file) return null;
  const { sections } = file.meta as Pick<SectionWeights, 'sections'>;
  return { sections, says: file.arrays['says'] as Int8Array };
}

let shipped: SectionWeights | null | undefined;

/** The weights that ship with the project, read once; null when they are absent or damaged: then the words alone decide. */
function shippedSections(): SectionWeights | null {
  if (shipped === undefined) shipped = existsSync(shippedSectionsFile) ? decodeSections(readFileSync(shippedSectionsFile)) : null;
  return shipped;
}
