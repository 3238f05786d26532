import { statusOfChanged } from '../domain/confirmation.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import { type Entry, type EntryChange, type EntryContent, type EntryFlag, isWithdrawn, type MetricReading } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import { dayPeriod } from '../domain/period.ts';
import type { Quantity } from '../domain/quantity.ts';
import type { ChangeRequest } from '../domain/reading.ts';
import { valueIn } from '../language/convert-unit.ts';
import { sumQuantities } from '../language/format-quantity.ts';
import { asMoney, bareMagnitude, unitClassOf, writtenOut } from '../language/units.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';
import { reasonGiven } from '../wording/closing.ts';
import { cannotShift, changeOf, nothingToCorrect, unclearMetric, unclearMoney, withdrawnCannotChange } from '../wording/receipt.ts';
import { requireReason } from './closing.ts';
import { findTwin } from './duplicates.ts';
import { findMetric } from './find-metric.ts';
import { requireMayChange } from './may-change.ts';
import { asSaid, entryAsCounted } from './names/as-counted.ts';
import { decidedNames } from './names/decided-names.ts';

/** Who changes what, when, and by which message. */
export interface ChangeBy {
  member: Member;
  at: Instant;
  messageId: string | null;
  /** Why a closed period is changed; null when none was given. */
  reason?: string | null;
}

/** 更正 — the changed entry and, in plain words, what changed: `走访企业：12家 → 13家`. */
export interface Correction {
  entry: Entry;
  what: string[];
}

/** Applies the requested changes to an entry and keeps what stood there before. */
export async function correctEntry(
  transaction: Transaction,
  entry: Entry,
  { changes, ...by }: ChangeBy & { changes: readonly ChangeRequest[] },
): Promise<Correction> {
  requireMayChange(by.member, entry);
  if (isWithdrawn(entry)) throw new AppError('conflict', withdrawnCannotChange(entry.number));
  const decided = await decidedNames(transaction);
  const after: Partial<EntryContent> = {};
  for (const change of changes) Object.assign(after, applied({ ...entry, ...after }, change, decided));
  const what = changeOf(entry, { ...entry, ...after });
  if (after.metrics) after.flags = await withoutSettledDoubt(transaction, { ...entry, ...after });
  if (what.length === 0) throw new AppError('usage', nothingToCorrect(entry));
  const status = statusOfChanged({ ...entry, ...after }, by.member);
  return { entry: await recordChange(transaction, entry, { action: 'correct', what: what.join('；'), after, status, ...by }), what };
}

/** An entry that no longer says what another one says is no duplicate of it. */
async function withoutSettledDoubt(transaction: Transaction, entry: Entry): Promise<EntryFlag[]> {
  if (!entry.flags.includes('suspected-duplicate') || (await findTwin(transaction, entry))) return entry.flags;
  return entry.flags.filter(flag => flag !== 'suspected-duplicate');
}

function applied(entry: Entry, change: ChangeRequest, decided: DecidedNames): Partial<EntryContent> {
  return {
    ...(change.quantity ? metricsAfter(entry, change, decided) : {}),
    ...(change.date === null
      ? {}
      : { date: change.date, period: dayPeriod(change.date), flags: entry.flags.filter(flag => flag !== 'date-inferred') }),
    ...(change.department === null ? {} : { department: change.department }),
    ...(change.progress === null ? {} : { progress: change.progress }),
  };
}

function metricsAfter(entry: Entry, change: ChangeRequest, decided: DecidedNames): Partial<EntryContent> {
  const match = findMetric(entryAsCounted(entry, decided).metrics, change);
  if (match.found === 'several' || (match.found === 'none' && !mayBeAdded(change))) throw new AppError('usage', unclearMetric(entry));
  const metrics =
    match.found === 'one'
      ? entry.metrics.map((metric, index) => (index === match.index ? changed(entry, metric, change) : metric))
      : [...entry.metrics, ...asSaid([added(change)], decided)];
  return { metrics, flags: flagsAfter(entry.flags, metrics), checks: entry.checks.filter(check => check.holds) };
}

function changed(entry: Entry, metric: MetricReading, change: ChangeRequest): MetricReading {
  return change.adds === undefined ? replaced(entry, metric, change) : shifted(entry, metric, change);
}

/** 少报了2家 of 12家 is 14家; a 约 stays one. */
function shifted(entry: Entry, metric: MetricReading, { quantity, adds = 1 }: ChangeRequest): MetricReading {
  const said = quantity === null ? null : inUnitOf(quantity, metric.unit);
  const by = said === null ? null : valueIn(said, metric.unit);
  const { value } =
    said === null || by === null ? { value: null } : sumQuantities([metric, { ...said, unit: metric.unit, value: adds * by, approximate: null }]);
  if (value === null || value < 0) throw new AppError('usage', cannotShift(entry, metric, adds === 1 ? '加' : '减'));
  return { ...metric, value, raw: `${value}${metric.unit}`, inferred: false };
}

/** The new figure under the old name; a unit that was not said again stays. */
function replaced(entry: Entry, metric: MetricReading, { quantity, kind }: ChangeRequest): MetricReading {
  if (!quantity) return metric;
  const { min: _min, max: _max, ...rest } = metric;
  const isUnitSaid = bareMagnitude(quantity.unit) !== undefined || !/[\d〇零一二两三四五六七八九十百千半]$/.test(quantity.raw);
  const now = isUnitSaid ? inUnitOf(quantity, metric.unit) : { ...quantity, unit: metric.unit };
  if (!isUnitSaid && unitClassOf(metric.unit) === 'money' && isFarFrom(metric, now)) throw new AppError('usage', unclearMoney(entry, metric, now));
  return { ...rest, ...now, kind: kind ?? metric.kind, inferred: false };
}

/** 罚款改成3000 of 2万元 may be 3000元 as well as 3000万元. */
function isFarFrom({ value: before }: MetricReading, { value: now }: Quantity): boolean {
  return before !== null && now !== null && before > 0 && now > 0 && Math.max(now / before, before / now) >= FAR;
}

const FAR = 100;

/** 改成1.2万 of a figure in 次 is 12000次, of one in 元 1.2万元. */
function inUnitOf(quantity: Quantity, unit: string): Quantity {
  if (bareMagnitude(quantity.unit) === undefined) return { ...quantity, unit: quantity.unit === '' ? unit : quantity.unit };
  return unitClassOf(unit) === 'money' ? asMoney(quantity) : writtenOut(quantity, unit);
}

/** Only to an entry that was named, only under a known name, and never in the place of a figure that was not found. */
function mayBeAdded({ metric, old, quantity, adds, mayAdd }: ChangeRequest): boolean {
  return mayAdd === true && adds === undefined && metric !== null && old === null && quantity !== null && quantity.unit !== '';
}

/** 补报 — a figure of this name that the entry did not have. */
function added({ metric, quantity, kind }: ChangeRequest): MetricReading {
  const figure = quantity ?? { value: null, unit: '', approximate: null, raw: '' };
  return { ...figure, name: metric ?? '', kind: kind ?? 'increment', isNew: false, inferred: false, partOf: null };
}

/** What a figure settles is no longer asked: a range that became a number, a sum that was mended, a promise to follow up. */
function flagsAfter(flags: readonly EntryFlag[], metrics: readonly MetricReading[]): EntryFlag[] {
  const isOpen = metrics.some(metric => metric.value === null);
  const kept = flags.filter(flag => flag !== 'needs-confirmation' && flag !== 'sum-mismatch' && (flag !== 'to-follow-up' || isOpen));
  return isOpen && flags.includes('needs-confirmation') ? [...kept, 'needs-confirmation'] : kept;
}

/** Replaces the entry by its changed self, with who, when, before and after in its history. */
export async function recordChange(
  transaction: Transaction,
  entry: Entry,
  {
    member,
    at,
    messageId,
    action,
    what,
    after,
    status,
    reason = null,
  }: ChangeBy & {
    action: EntryChange['action'];
    what: string;
    after: Partial<EntryContent>;
    status?: Entry['status'];
  },
): Promise<Entry> {
  const isCounted =
    (status !== undefined && status !== entry.status) || after.metrics !== undefined || after.period !== undefined || after.department !== undefined;
  const isLate = isCounted && (await requireReason(transaction, [entry.period.to, after.period?.to ?? entry.period.to], { at, reason }));
  const before = Object.fromEntries(Object.keys(after).map(key => [key, entry[key as keyof EntryContent]])) as Partial<EntryContent>;
  const isContent = Object.keys(after).length > 0;
  const change: EntryChange = {
    at,
    by: { id: member.id, name: member.name },
    action,
    what: isLate && reason ? `${what}${reasonGiven(reason)}` : what,
    ...(isContent ? { before, after } : {}),
    ...(status === undefined || status === entry.status ? {} : { statusBefore: entry.status }),
    messageId,
  };
  const changed: Entry = { ...entry, ...after, status: status ?? entry.status, history: [...entry.history, change] };
  await transaction.replace('entry', changed);
  return { ...changed, version: entry.version + 1 };
}
