import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { MetricReading } from '../../src/domain/entry.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { KnownNames } from '../../src/ledgers/reading/naming/known-names.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { formatShare, type Share } from './wilson.ts';

/** 重述 — one work that nobody listed, told several times in other words, beside other work that sounds alike. */
interface Work {
  tellings: string[];
  /** The figure of the work in each telling. */
  values: number[];
  unit: string;
  others: { text: string; value: number; unit: string }[];
}

/** Of all later tellings: read at all, counted under the name of the first. Of other works: counted with it. */
interface TellingScore {
  read: Share;
  same: Share;
  together: Share;
}

const AT = parseInstant('2026-11-19T16:30:00+08:00') ?? 0;

function amountOf(value: number | null, unit: string): number | null {
  return value === null ? null : Math.round(value * (unit.startsWith('万') ? 1e4 : unit.startsWith('亿') ? 1e8 : 1) * 1000);
}

function nameIn(metrics: readonly MetricReading[], value: number, unit: string): string | null {
  return metrics.find(metric => amountOf(metric.value, metric.unit) === amountOf(value, unit))?.name ?? null;
}

/** The year of a bureau: the first telling of every work and every other other work, then all that is told later. */
function judge(works: readonly Work[], bureau: Bureau, isRemembered: boolean): TellingScore {
  const names = new KnownNames();
  const read = (text: string): MetricReading[] => {
    const context = { bureau, reporter: { name: '甲', department: '办公室' }, at: AT, ...(isRemembered ? { namesInUse: names } : {}) };
    return readMessage(text, context).entries.flatMap(({ metrics }) => metrics);
  };
  const keep = (metrics: readonly MetricReading[]): void => {
    for (const { name, unit, kind, isNew } of metrics) if (isNew) names.add(name, { units: [unit], kind, definition: null });
  };
  const tell = (text: string, value: number, unit: string): string | null => {
    const metrics = read(text);
    keep(metrics);
    return nameIn(metrics, value, unit);
  };
  const firsts = works.map(({ tellings, values, unit }) => tell(tellings[0] ?? '', values[0] ?? 0, unit));
  const early = works.map(({ others }) => others.map(({ text, value, unit }, at) => (at % 2 === 0 ? tell(text, value, unit) : null)));
  const score: TellingScore = { read: { hits: 0, of: 0 }, same: { hits: 0, of: 0 }, together: { hits: 0, of: 0 } };
  for (const [index, { tellings, values, unit, others }] of works.entries()) {
    const first = firsts[index] ?? null;
    for (const [at, text] of tellings.entries()) {
      if (at === 0) continue;
      const name = tell(text, values[at] ?? 0, unit);
      add(score.read, name !== null && first !== null);
      if (name !== null && first !== null) add(score.same, name === first);
    }
    for (const [at, { text, value, unit: other }] of others.entries()) {
      const name = at % 2 === 0 ? early[index]?.[at] : nameIn(read(text), value, other);
      add(score.together, first !== null && name === first);
    }
  }
  return score;
}

function add(share: Share, isHit: boolean): void {
  share.of++;
  if (isHit) share.hits++;
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
    for (const [how, isRemembered] of [
      ['各记各的', false],
      ['照已有叫法', true],
    ] as const) {
      const { read, same, together } = judge(works, bureau, isRemembered);
      console.log(`${name}·${how}  ${works.length}项工作  读出 ${formatShare(read)}  同名 ${formatShare(same)}  错并 ${formatShare(together)}`);
    }
  }
}
