import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../src/bureau/bureau.ts';
import { parseInstant } from '../src/domain/date.ts';
import type { MetricKind } from '../src/domain/quantity.ts';
import { readMessage } from '../src/ledgers/read-message.ts';
import { KIND_FEATURES, type KindScene, kindFeatures } from '../src/ledgers/reading/kinds/kind-features.ts';
import { type KindWeights, toldApart } from '../src/ledgers/reading/kinds/learned-kinds.ts';
import { chooseKindBy, toldKindOf } from '../src/ledgers/reading/kinds/settle-kinds.ts';
import { lexiconOf } from '../src/ledgers/reading/lexicon.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import { withPeople } from '../test/evals/extract.ts';
import type { ExpectedMetric } from '../test/evals/extraction-case.ts';
import type { Office } from '../test/evals/own-messages.ts';
import { descendByExample, type Lesson } from './softmax.ts';
import { FOLDS, matches } from './train-names.ts';

/** `calm`: how much a large weight costs. */
const tuning = { rounds: 8, rate: 0.03, calm: 0.03 };
const LARGEST = 127;
/** A feature of every line of figure-kinds.txt alone, which has far more levels than offices send: it takes their share upon itself, and is never asked for. */
const OF_LINES = KIND_FEATURES - 1;

/** 定性样本 — a figure as it is met while a message is read, and the kinds that are right for it. */
export interface KindExample {
  scene: KindScene;
  right: readonly MetricKind[];
  isOfLine: boolean;
}

/** Reads a message and gives the figures of no metric, each once and as the rules read it. */
function scenesOfMessage(text: string, bureau: Bureau, { from, at, quote }: Pick<Office['messages'][number], 'from' | 'at' | 'quote'>): KindScene[] {
  const scenes = new Map<string, KindScene>();
  lexiconOf(bureau).chooseKind = scene => {
    const { reading, timed, index } = scene.figure;
    scenes.set(`${index} ${timed.clause.text}`, scene);
    return reading.kind;
  };
  readMessage(text, { bureau, reporter: from, at: parseInstant(at) ?? 0, ...(quote === undefined ? {} : { quote }) });
  return [...scenes.values()];
}

/** The figures of no metric in the messages of an office, with the kinds that are right for them. */
function examplesOfOffice({ people, messages }: Office, bureau: Bureau): KindExample[] {
  const own = withPeople(bureau, people);
  return messages.flatMap(message => {
    const left = message.entries.flatMap(entry => entry.metrics);
    return scenesOfMessage(message.text, own, message).flatMap(scene => {
      const { reading } = scene.figure;
      const alike = left.filter(metric => matches(metric, reading));
      const metric = alike.find(({ name, otherNames = [] }) => [name, ...otherNames].includes(reading.name)) ?? alike[0];
      if (metric === undefined) return [];
      left.splice(left.indexOf(metric), 1);
      return [{ scene, right: kindsOf(metric), isOfLine: false }];
    });
  });
}

/** A bare 上半年 may be told as either. */
function kindsOf({ kind, isOfYearSoFar }: ExpectedMetric): MetricKind[] {
  return isOfYearSoFar === true && kind === 'increment' ? [kind, 'cumulative'] : [kind];
}

const marks: Readonly<Record<string, MetricKind>> = { L: 'level', R: 'rate', C: 'cumulative' };
const mark = /(?<=[^A-Za-z\d.])[LRC](?![A-Za-z])/g;
/** The mark of a figure stands behind its unit. */
const markBehind = /^[^\d，。；、：A-Z]{0,4}?([LRC])(?![A-Za-z])/;

/** The lines of training/data/figure-kinds.txt: a letter behind a figure says its kind, none that it was done then. */
export function examplesOfLines(bureau: Bureau): KindExample[] {
  const own = withPeople(bureau, { 某人: '综合科' });
  const lines = readFileSync(join(projectRoot, 'training', 'data', 'figure-kinds.txt'), 'utf8')
    .trim()
    .split('\n');
  const said = { from: { name: '某人', department: '综合科' }, at: '2026-11-12T16:30:00+08:00' };
  return lines.flatMap(line => {
    let end = 0;
    return scenesOfMessage(line.replace(mark, ''), own, said).flatMap(scene => {
      const { raw } = scene.figure.reading;
      const at = line.indexOf(raw, end);
      if (raw === '' || at < 0) return [];
      end = at + raw.length;
      return [{ scene, right: [marks[markBehind.exec(line.slice(end))?.[1] ?? ''] ?? 'increment'], isOfLine: true }];
    });
  });
}

export function kindExamples(offices: readonly Office[], bureau: Bureau): KindExample[][] {
  return offices.map(office => examplesOfOffice(office, bureau));
}

export function trainKinds(examples: readonly KindExample[]): KindWeights {
  const rows = examples.map(({ scene, right, isOfLine }): Lesson => {
    const places = [...kindFeatures(scene), ...(isOfLine ? [OF_LINES] : [])];
    return { places, worth: places.map(() => 1), right: [...new Set(right.map(kind => toldApart.indexOf(toldKindOf(kind))))], counts: 1 };
  });
  const weights = descendByExample(rows, { features: KIND_FEATURES, labels: toldApart.length, ...tuning });
  weights.fill(0, OF_LINES * toldApart.length);
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST;
  return { says: Int8Array.from(weights, weight => Math.round(weight / step)), step };
}

/** How many figures the rules alone and the weights give the right kind, and what the weights do to levels: taken for work done these are added up, and work done that is taken for them is lost. */
export interface KindScore {
  figures: number;
  ruled: number;
  chosen: number;
  /** Levels that are taken for what was done, and what was done taken for a level: by the rules, by the weights. */
  addedUp: [number, number];
  lost: [number, number];
}

/** Each fifth of the offices by what the other four, and what is only learned from, teach. */
export function crossValidateKinds(offices: readonly (readonly KindExample[])[], besides: readonly KindExample[]): KindScore {
  const total: KindScore = { figures: 0, ruled: 0, chosen: 0, addedUp: [0, 0], lost: [0, 0] };
  for (let fold = 0; fold < FOLDS; fold++) {
    const choose = chooseKindBy(trainKinds([...offices.filter((_, index) => index % FOLDS !== fold).flat(), ...besides]));
    for (const { scene, right } of offices.filter((_, index) => index % FOLDS === fold).flat()) {
      const kinds = [scene.figure.reading.kind, choose(scene)] as const;
      total.figures++;
      if (right.includes(kinds[0])) total.ruled++;
      if (right.includes(kinds[1])) total.chosen++;
      kinds.forEach((kind, by) => {
        if (right.includes('level') && toldKindOf(kind) === 'done') total.addedUp[by as 0 | 1]++;
        if (toldKindOf(right[0] ?? kind) === 'done' && kind === 'level') total.lost[by as 0 | 1]++;
      });
    }
  }
  return total;
}
