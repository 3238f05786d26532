import { type LocalDate, yearOf } from '../../domain/date.ts';
import type { EntryContent, EntryFlag, MetricReading } from '../../domain/entry.ts';
import type { Group } from './time-of-group.ts';

const followUpWords = /回头补|后补|稍后补|待补|再补|之后补|过后补|具体(?:人数|数字|数据)(?:回头|后面|晚点)/;
const uncertainWords = /吧$|吧[，。；]|好像|可能|估计|大概|应该是|不太确定|待确认|记不清/;

/** What of an entry needs a person's eye. */
export function flagsOf(
  group: Group,
  entry: { metrics: MetricReading[]; checks: EntryContent['checks']; raw: string },
  today: LocalDate,
): EntryFlag[] {
  const flags = new Set<EntryFlag>();
  if (group.time.mention === null) flags.add('date-inferred');
  if (group.time.period.to > today) flags.add('period-not-finished');
  if (entry.checks.some(check => !check.holds)) flags.add('sum-mismatch');
  if (entry.metrics.some(metric => metric.isNew)) flags.add('new-metric');
  if (entry.metrics.some(metric => metric.value === null && /[*×xX]/.test(metric.raw))) flags.add('masked-figure');
  if (group.clauses.some(({ clause }) => clause.impossible.length > 0) || entry.metrics.some(isUnreadable)) flags.add('needs-confirmation');
  if (isOfEarlierYear(group, today)) flags.add('scope-ambiguous');
  if (entry.metrics.some(metric => metric.approximate === 'range') || (uncertainWords.test(entry.raw) && entry.metrics.length > 0))
    flags.add('needs-confirmation');
  if (followUpWords.test(entry.raw)) flags.add('to-follow-up');
  if (/[一-龥]{2,8}(?:公司|集团|厂|机电|精工|科技|电子|化工|机械|制造|实业|股份)(?:的|反映|说|提出|那|（|，|企业负责人)/.test(entry.raw))
    flags.add('company-named');
  if (hasAmbiguousScope(entry.metrics, entry.raw)) flags.add('scope-ambiguous');
  return [...flags];
}

/** -3家, 1.5家: said as a figure, but none. */
export function isUnreadable({ value, approximate, raw }: MetricReading): boolean {
  return value === null && approximate === null && /\d/.test(raw);
}

/** 去年全年走访288家: told in a report of this year, it may be meant or be a slip. */
function isOfEarlierYear(group: Group, today: LocalDate): boolean {
  return group.time.mention?.grain === 'year' && yearOf(group.time.period.to) < yearOf(today);
}

/** 备案2个，其中技改1个，总投资1.2亿元: of which is the money? */
function hasAmbiguousScope(metrics: MetricReading[], raw: string): boolean {
  const part = metrics.findIndex(metric => metric.partOf !== null && metrics.some(other => other.name === metric.partOf));
  const after = part < 0 ? [] : metrics.slice(part + 1);
  return /其中/.test(raw) && after.some(metric => metric.unit.endsWith('元'));
}
