import type { LocalDate } from '../../domain/date.ts';
import { AppError } from '../../domain/errors.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { BureauId, Member } from '../../domain/member.ts';
import type { LedgerPlace, NameStanding, NameStep } from '../../domain/name-decision.ts';
import { requireReason } from '../../ledgers/closing.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Transaction } from '../../store/store.ts';
import * as wording from '../../wording/name-decisions.ts';
import type { FigureName, FigureNames } from './figure-names.ts';
import { fitOf, toldTogether } from './may-join.ts';

/** By whom, when and by which message it is decided; the reason, which figures of closed books need. */
export interface DecidedBy {
  bureau: BureauId;
  member: Pick<Member, 'id' | 'name'>;
  at: Instant;
  messageId: string;
  reason: string | null;
}

const undecided: NameStanding = { joined: null, apart: [], adopted: null };

/** 并入 — from now on one name counts as the other, with all that was reported under it. Throws, in plain words, where the two cannot be one figure. Resolves to the units that stay by themselves. */
export async function joinName(
  tx: Transaction,
  { name, into }: { name: FigureName; into: FigureName },
  context: { names: FigureNames; by: DecidedBy },
): Promise<string[]> {
  const { names, by } = context;
  const target = names.root(into);
  if (name.listed && !name.listed.metric.isAdopted) throw new AppError('conflict', wording.listedStays(name.name, into.name, into.listed === null));
  if (name.name === target.name) throw new AppError('conflict', wording.joinedRound(name.name, into.name));
  if (names.root(name).name === target.name) throw new AppError('conflict', wording.joinedAlready(name.name, target.name));
  const { units, otherUnits, isOneKind } = fitOf(name, target);
  if (units.length === 0) throw new AppError('conflict', wording.otherUnit(name, target));
  if (!isOneKind) throw new AppError('conflict', wording.otherKind(name, target));
  const both = [...new Set([...toldTogether(name, target), ...toldTogether(name, into)])];
  if (both.length > 0) throw new AppError('conflict', wording.toldTogether(name.name, target.name, both));
  await requireReason(tx, daysOf(name), by);
  // Whether an adopted metric still is one, its own decision says.
  const ledger = into.listed && !into.listed.metric.isAdopted ? placeOf(into.listed.ledger) : null;
  const joined = { into: into.name, units, ledger };
  const along = [into.name, ...names.decided.path(into.name).flatMap(step => step.joined?.into ?? [])];
  const under = names.decided.countedUnder(name.name).map(({ id }) => id);
  for (const one of along) for (const other of [name.name, ...under]) await unpart(tx, { name: one, other, by });
  for (const one of under) for (const other of along) await unpart(tx, { name: one, other, by });
  await decide(tx, name.name, {
    action: 'join',
    by,
    change: ({ apart }) => ({ joined, apart: without(apart, ...along), adopted: null }),
  });
  return otherUnits;
}

/** 分开 — the name is never taken for these others; where it was joined into one of them, or none was named, it counts by itself again. Resolves to what it was joined into, null where that stays as it was. */
export async function partName(
  tx: Transaction,
  name: FigureName,
  { others, names, by }: { others: readonly FigureName[]; names: FigureNames; by: DecidedBy },
): Promise<string | null> {
  const path = names.decided.path(name.name).flatMap(({ joined }) => joined?.into ?? []);
  const isLifted = path.length > 0 && (others.length === 0 || others.some(other => path.includes(other.name)));
  if (isLifted) await requireReason(tx, daysOf(name), by);
  const apart = [...others.map(other => other.name), ...(isLifted ? path : [])];
  await decide(tx, name.name, {
    action: 'part',
    by,
    change: before => ({ ...before, joined: isLifted ? null : before.joined, apart: [...new Set([...before.apart, ...apart])] }),
  });
  return isLifted ? (path[0] ?? null) : null;
}

/** 列为指标 — the name stands in the ledger as if its file listed it, in the units and of the kind that it was reported in. */
export async function adoptName(
  tx: Transaction,
  name: FigureName,
  { ledger, names, by }: { ledger: Ledger; names: FigureNames; by: DecidedBy },
): Promise<void> {
  if (name.listed) throw new AppError('conflict', wording.listedAlready(name.name, name.listed.ledger.name));
  const root = names.root(name);
  if (root.name !== name.name) throw new AppError('conflict', wording.adoptRoot(name.name, root.name));
  const adopted = { ledger: placeOf(ledger), units: [...name.units], kind: name.kind };
  await decide(tx, name.name, { action: 'adopt', by, change: before => ({ ...before, adopted }) });
}

/** 不再列为指标 — it is kept under its own name, as before. */
export async function dropName(tx: Transaction, name: FigureName, by: DecidedBy): Promise<void> {
  if (!name.listed?.metric.isAdopted) throw new AppError('conflict', wording.notAdopted(name.name, name.listed !== null));
  await decide(tx, name.name, { action: 'drop', by, change: before => ({ ...before, adopted: null }) });
}

function daysOf({ entries }: FigureName): LocalDate[] {
  return entries.map(({ period }) => period.to);
}

function placeOf({ id, section, name }: Ledger): LedgerPlace {
  return { id, section, name };
}

function without(names: readonly string[], ...left: string[]): string[] {
  return names.filter(name => !left.includes(name));
}

/** What was once told apart and is joined now is no longer apart, whichever of the two it was said of. */
async function unpart(tx: Transaction, { name, other, by }: { name: string; other: string; by: DecidedBy }): Promise<void> {
  const known = await tx.get('name-decision', name);
  if (!known?.apart.includes(other)) return;
  await decide(tx, name, { action: 'join', by, change: before => ({ ...before, apart: without(before.apart, other) }) });
}

interface Step {
  action: NameStep['action'];
  by: DecidedBy;
  change: (before: NameStanding) => NameStanding;
}

async function decide(tx: Transaction, name: string, { action, by: { bureau, member, at, messageId, reason }, change }: Step): Promise<void> {
  const known = await tx.get('name-decision', name);
  const { joined, apart, adopted } = known ?? undecided;
  const before = { joined, apart, adopted };
  const after = change(before);
  const step: NameStep = { action, by: { id: member.id, name: member.name }, at, messageId, reason, before, after };
  const row = { ...after, id: name, history: [...(known?.history ?? []), step] };
  if (known) await tx.replace('name-decision', { ...known, ...row });
  else await tx.insert('name-decision', { ...row, bureau, version: 1 });
}
