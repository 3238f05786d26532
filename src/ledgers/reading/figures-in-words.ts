import type { MetricReading } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { comparable } from './filler-words.ts';
import { kindOf, type TimedClause } from './timed-clause.ts';

/** 没发现问题, 零投诉: a figure of 0 that was said in words. */
export function readZero(timed: TimedClause, ledger: Ledger): MetricReading | null {
  const { clause } = timed;
  const match =
    /(?:没有|[没未](?=发现|发生|收到|接到|出现|新增)|(?<=^[^一-龥]*(?:也|还|都|就)?)没|无|零)(?:发现|发生|收到|接到|出现|新增)?([一-龥]{2,10})/.exec(
      clause.words,
    );
  if (match === null || clause.quantities.length > 0) return null;
  const said = comparable(match[1] ?? '');
  const metric = ledger.metrics.find(
    ({ name, aliases, kind }) =>
      kind !== 'rate' && [name, ...aliases].map(comparable).some(alias => alias.length >= 2 && said.slice(0, alias.length + 3).includes(alias)),
  );
  if (metric === undefined) return null;
  return {
    value: 0,
    unit: metric.units[0] ?? '个',
    approximate: null,
    raw: match[0],
    name: metric.name,
    kind: kindOf(metric.kind, timed),
    isNew: false,
    inferred: false,
    partOf: metric.partOf,
  };
}

const allWords = '(?:都|均|全部|全都|全员|全数|全|百分百)';
const allDone = new RegExp(`^(?:现|目前)?已?${allWords}(?:已经?|当场|现场|给|当天)*([一-龥]{2,8})`);
const saysAll = new RegExp(`${allWords}[^，。；]{0,10}`);

/** 收集问题2条，都解决了: as many as there were, marked as following from the words. */
export function inferredParts(silent: readonly TimedClause[], readings: readonly MetricReading[], ledger: Ledger): MetricReading[] {
  return silent.flatMap(({ clause }) => {
    const said = allDone.exec(clause.text.trim());
    if (said === null || /未|没|不/.test(clause.text)) return [];
    const folded = comparable(said[1] ?? '');
    const wholes = readings.filter(({ kind, value, approximate }) => kind === 'increment' && value !== null && approximate === null);
    const metric = ledger.metrics.find(
      ({ name, kind, partOf, aliases }) =>
        kind === 'increment' &&
        wholes.some(whole => whole.name === partOf) &&
        !readings.some(reading => reading.name === name || reading.partOf === partOf) &&
        aliases.map(comparable).some(alias => alias.length >= 2 && folded.startsWith(alias)),
    );
    const whole = wholes.findLast(({ name }) => name === metric?.partOf);
    if (metric === undefined || whole === undefined) return [];
    return [{ ...whole, name: metric.name, raw: said[0], isNew: false, inferred: true, partOf: metric.partOf }];
  });
}

/** 都是当天办完, 全员通过, 均按期答复: a rate of 100 % that follows from the words, marked as such. */
export function inferredRates(text: string, readings: MetricReading[], ledger: Ledger | null): MetricReading[] {
  if (ledger === null) return [];
  const counted = attendanceRates(readings, ledger);
  const folded = comparable(text.replace(/都|均|全部|全都|全员|全数|百分百/g, '全'));
  if (!saysAll.test(text)) return counted;
  const said = ledger.metrics.flatMap(metric => {
    if (metric.kind !== 'rate' || [...readings, ...counted].some(({ name }) => name === metric.name)) return [];
    const stem = metric.aliases
      .map(comparable)
      .find(alias => alias.length >= 2 && !alias.endsWith('率') && new RegExp(`全.{0,3}${alias}`).test(folded));
    if (stem === undefined) return [];
    const raw = saysAll.exec(text)?.[0] ?? '';
    return [{ value: 100, unit: '%', approximate: null, raw, name: metric.name, kind: 'rate' as const, isNew: false, inferred: true, partOf: null }];
  });
  return [...counted, ...said];
}

/** 应考45人，实考45人: all who should have come did. Any other share nobody said. */
function attendanceRates(readings: readonly MetricReading[], ledger: Ledger): MetricReading[] {
  const exact = (name: string | undefined): MetricReading | undefined =>
    readings.find(each => each.name === name && each.value !== null && each.approximate === null);
  return ledger.metrics.flatMap(({ name, rate }) => {
    const came = exact(rate?.numerator);
    const should = exact(rate?.denominator);
    const isAttendance = /应/.test(should?.name ?? '') && /实/.test(came?.name ?? '');
    if (!isAttendance || !came?.value || came.value !== should?.value || readings.some(each => each.name === name)) return [];
    return [
      {
        value: 100,
        unit: '%',
        approximate: null,
        raw: `${came.raw}/${should.raw}`,
        name,
        kind: 'rate' as const,
        isNew: false,
        inferred: true,
        partOf: null,
      },
    ];
  });
}
