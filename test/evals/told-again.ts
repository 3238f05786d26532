import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { MetricReading } from '../../src/domain/entry.ts';
import { fitOf } from '../../src/figures/names/may-join.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { KnownNames } from '../../src/ledgers/reading/naming/known-names.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { judgeProposals, type ToldOf } from './proposed-joins.ts';
import { formatShare, type Share } from './wilson.ts';

/** 重述 — one work that nobody listed, told several times in other words, beside other work that sounds alike. */
interface Work {
  tellings: string[];
  /** The figure of the work in each telling. */
  values: number[];
  unit: string;
  others: { text: string; value: number; unit: string }[];
}

/** Of all later tellings: read at all, and counted under the name of the first as they came in and in the end. Of other works: counted with it. */
interface TellingScore {
  read: Share;
  same: Share;
  inTheEnd: Share;
  together: Share;
  /** Sentences that the editor said. */
  joins: number;
}

/** Whether names are remembered, and whether an editor joins what comes in under a second one. */
interface Way {
  isRemembered: boolean;
  hasEditor: boolean;
}

const AT = parseInstant('2026-11-19T16:30:00+08:00') ?? 0;

function amountOf(value: number | null, unit: string): number | null {
  return value === null ? null : Math.round(value * (unit.startsWith('万') ? 1e4 : unit.startsWith('亿') ? 1e8 : 1) * 1000);
}

function figureIn(metrics: readonly MetricReading[], value: number, unit: string): MetricReading | null {
  return metrics.find(metric => amountOf(metric.value, metric.unit) === amountOf(value, unit)) ?? null;
}

/** The names of a bureau's year, as they are kept and as its editor joins them. */
class Year {
  readonly #names = new KnownNames();
  readonly #used = new Set<string>();
  readonly #joined = new Map<string, string>();
  readonly #bureau: Bureau;
  readonly #isRemembered: boolean;

  constructor(bureau: Bureau, isRemembered: boolean) {
    this.#bureau = bureau;
    this.#isRemembered = isRemembered;
  }

  get joins(): number {
    return this.#joined.size;
  }

  /** The figure as it is read; nothing is kept. */
  read(text: string): MetricReading[] {
    const context = { bureau: this.#bureau, reporter: { name: '甲', department: '办公室' }, at: AT };
    const namesInUse = this.#isRemembered ? { namesInUse: this.#names } : {};
    return readMessage(text, { ...context, ...namesInUse }).entries.flatMap(({ metrics }) => metrics);
  }

  keep(metrics: readonly MetricReading[]): void {
    for (const { name, unit, kind, isNew } of metrics) {
      if (isNew) this.#names.add(name, { units: [unit], kind, definition: null });
      this.#used.add(name);
    }
  }

  /** What a name counts as by now. */
  countedAs(name: string): string {
    return this.#joined.get(name) ?? name;
  }

  /** The editor says once that a name that nobody used before is the first one, where figures of the two can be added. */
  join({ name, unit, kind, isNew }: MetricReading, first: MetricReading): void {
    const { units, isOneKind } = fitOf({ units: [unit], kind }, { units: [first.unit], kind: first.kind });
    if (!isNew || this.#used.has(name) || units.length === 0 || !isOneKind) return;
    this.#joined.set(name, first.name);
    this.#names.add(name, { units, kind, definition: null, countedAs: first.name });
  }
}

/** The year of a bureau: the first telling of every work and every other other work, then all that is told later. */
function judge(works: readonly Work[], bureau: Bureau, { isRemembered, hasEditor }: Way): TellingScore {
  const year = new Year(bureau, isRemembered);
  const tell = (text: string, value: number, unit: string, first: MetricReading | null = null): MetricReading | null => {
    const metrics = year.read(text);
    const figure = figureIn(metrics, value, unit);
    if (hasEditor && figure !== null && first !== null && figure.name !== first.name) year.join(figure, first);
    year.keep(metrics);
    return figure;
  };
  const firsts = works.map(({ tellings, values, unit }) => tell(tellings[0] ?? '', values[0] ?? 0, unit));
  const early = works.map(({ others }) => others.map(({ text, value, unit }, at) => (at % 2 === 0 ? tell(text, value, unit) : null)));
  const score: TellingScore = {
    ...{ read: { hits: 0, of: 0 }, same: { hits: 0, of: 0 }, inTheEnd: { hits: 0, of: 0 }, together: { hits: 0, of: 0 } },
    joins: 0,
  };
  for (const [index, { tellings, values, unit, others }] of works.entries()) {
    const first = firsts[index] ?? null;
    for (const [at, text] of tellings.entries()) {
      if (at === 0) continue;
      const figure = tell(text, values[at] ?? 0, unit, first);
      add(score.read, figure !== null && first !== null);
      if (figure === null || first === null) continue;
      add(score.same, figure.name === first.name);
      add(score.inTheEnd, year.countedAs(figure.name) === first.name);
    }
    for (const [at, { text, value, unit: other }] of others.entries()) {
      const figure = at % 2 === 0 ? early[index]?.[at] : figureIn(year.read(text), value, other);
      add(score.together, first !== null && figure != null && year.countedAs(figure.name) === first.name);
    }
  }
  return { ...score, joins: year.joins };
}

function add(share: Share, isHit: boolean): void {
  share.of++;
  if (isHit) share.hits++;
}

/** Every telling by itself, as the list of 新指标 would hold it. */
function toldOf(works: readonly Work[], bureau: Bureau): ToldOf[] {
  const year = new Year(bureau, false);
  const told = (text: string, value: number, unit: string, work: string): ToldOf => ({ figure: figureIn(year.read(text), value, unit), work });
  return works.flatMap(({ tellings, values, unit, others }, index) => [
    ...tellings.map((text, at) => told(text, values[at] ?? 0, unit, `${index}`)),
    ...others.map((other, at) => told(other.text, other.value, other.unit, `${index}-${at}`)),
  ]);
}

function readWorks(half: 'open' | 'held'): Work[] {
  const lines = readFileSync(join(projectRoot, 'test', 'evals', 'data', `told-again-${half}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line) as Work);
}

/** Work that nobody listed, told again in other words: how often it is counted together, and how often other work is with it. */
export async function run(): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  for (const [name, half] of [
    ['公开', 'open'],
    ['保留', 'held'],
  ] as const) {
    const works = readWorks(half);
    const { found, right } = judgeProposals(toldOf(works, bureau));
    for (const [how, way] of ways) {
      const { read, same, inTheEnd, together, joins } = judge(works, bureau, way);
      const edited = way.hasEditor ? `  并后同计 ${formatShare(inTheEnd)}  编辑并了${joins}个` : '';
      console.log(
        `${name}·${how}  ${works.length}项工作  读出 ${formatShare(read)}  同名 ${formatShare(same)}  错并 ${formatShare(together)}${edited}`,
      );
    }
    console.log(`${name}·新指标的提议  有别名的提对 ${formatShare(found)}  提议里对的 ${formatShare(right)}`);
  }
}

const ways: readonly (readonly [string, Way])[] = [
  ['各记各的', { isRemembered: false, hasEditor: false }],
  ['照已有叫法', { isRemembered: true, hasEditor: false }],
  ['编辑把第二个叫法并一次', { isRemembered: true, hasEditor: true }],
];
