import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { addDays, instantAt } from '../../src/domain/date.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { dayPeriod, yearPeriod } from '../../src/domain/period.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { countForReport } from '../../src/reports/count-for-report.ts';
import { renderDocx, renderSources } from '../../src/reports/word/render-docx.ts';

const YEAR = 2026;
const AS_OF = '2026-11-20';

/** One day's work of one ledger with its first metrics, the same on every run. */
function entryAt(position: number, ledger: Ledger, department: string): Entry {
  const date = addDays(`${YEAR}-01-01`, (position * 7) % 320);
  const at = instantAt(date, '16:00');
  const metrics = ledger.metrics
    .filter(metric => metric.kind === 'increment')
    .slice(0, 3)
    .map((metric, place) => {
      const value = 1 + ((position + place) % 9);
      return {
        name: metric.name,
        value,
        unit: metric.units[0] ?? '',
        approximate: null,
        raw: String(value),
        kind: metric.kind,
        isNew: false,
        inferred: false,
        partOf: null,
      };
    });
  return {
    bureau: 'default',
    id: `e${position}`,
    version: 1,
    number: `${date.slice(5, 7)}${date.slice(8)}-${position}`,
    status: 'submitted',
    reporter: { id: 'bench', name: '填报人' },
    submittedAt: at,
    source: { platform: 'simulator', conversationId: 'work', messageId: `m${position}`, text: '' },
    history: [],
    section: ledger.section,
    ledger: ledger.id,
    category: ledger.name,
    summary: `到园区开展第${position % 11}批次工作`,
    date,
    period: dayPeriod(date),
    department,
    supporting: [],
    partners: [],
    metrics,
    flags: [],
    checks: [],
    progress: null,
    deadline: null,
    raw: '当日完成一批工作并登记',
  };
}

function yearOfEntries(bureau: Bureau, count: number): Entry[] {
  const ledgers = bureau.ledgers.filter(ledger => ledger.metrics.length > 0);
  const departments = bureau.departments.filter(department => department.reports);
  return Array.from({ length: count }, (_, position) => {
    const ledger = ledgers[position % ledgers.length];
    const department = departments[position % departments.length];
    if (!ledger || !department) throw new Error('the shipped bureau has no ledgers or departments');
    return entryAt(position, ledger, department.name);
  });
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - start), value };
}

function best(runs: readonly number[]): number {
  return Math.min(...runs);
}

/** An annual draft and its Word file from 1,000 and from 50,000 entries; `args[0]` is another number of entries. */
export async function run(args: readonly string[]): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const outline = bureau.outlines.find(one => one.id === 'annual');
  if (!outline) throw new Error('the shipped bureau has no annual outline');
  for (const count of args[0] ? [Number(args[0])] : [1_000, 50_000]) {
    const entries = yearOfEntries(bureau, count);
    // Totals are remembered by their entries: each run gets entries of its own, so that all is counted anew.
    const compile = (of: readonly Entry[]): Draft => {
      const total = countForReport(of, { bureau, today: AS_OF, nilReports: [] });
      return compileDraft({ bureau, outline, period: yearPeriod(YEAR), asOf: AS_OF, entries: of, total, at: instantAt(AS_OF) });
    };
    const runs = [0, 1, 2].map(() => entries.map(entry => ({ ...entry })));
    const compiled: { ms: number; value: Draft }[] = [];
    for (const run of runs) compiled.push(await timed(() => compile(run)));
    const again = await timed(() => compile(runs[2] ?? entries));
    const draft = again.value;
    const rendered = [await timed(() => renderDocx(draft, { bureau })), await timed(() => renderDocx(draft, { bureau }))];
    const sources = [await timed(() => renderSources(draft, { bureau, entries })), await timed(() => renderSources(draft, { bureau, entries }))];
    const size = rendered[0]?.value.length ?? 0;
    console.log(
      `report: ${count} entries: compile ${best(compiled.map(one => one.ms))} ms (first ${compiled[0]?.ms}, again with nothing new ${again.ms}), docx ${best(rendered.map(one => one.ms))} ms (first ${rendered[0]?.ms}), ${Math.round(size / 1024)} KB, its 数据出处表 ${best(sources.map(one => one.ms))} ms`,
    );
  }
}
