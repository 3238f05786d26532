import { dateOf } from '../../domain/date.ts';
import type { Entry } from '../../domain/entry.ts';
import { AppError } from '../../domain/errors.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { Total } from '../../domain/total.ts';
import { definitionOf } from '../../figures/metric-definition.ts';
import { alikeNames, Likeness } from '../../figures/names/alike-names.ts';
import { adoptName, type DecidedBy, dropName, joinName, partName } from '../../figures/names/decide-name.ts';
import { type FigureName, type FigureNames, figureNames } from '../../figures/names/figure-names.ts';
import { ledgerFor, nearestFirst } from '../../figures/names/ledger-for.ts';
import { yearToDate } from '../../figures/read-period.ts';
import { totalOf } from '../../figures/total.ts';
import { reasonOf } from '../../language/supplement.ts';
import { twinsBetween } from '../../ledgers/duplicates.ts';
import { saidName } from '../../ledgers/names/as-counted.ts';
import { bureauAsDecided } from '../../ledgers/names/bureau-as-decided.ts';
import { flagDrafts } from '../../reports/keep-draft.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import * as wording from '../../wording/name-decisions.ts';
import { type NameWords, nameWords } from '../name-words.ts';
import { aboutTouched } from '../tell-editors.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';
import { newMetrics } from './new-metrics.ts';

/** 巡河就是河道巡查, 巡河单独计, 巡河列为指标 — an editor says what a name counts as. */
export const decideName: Handler = async (turn, services) => {
  const words = await nameWords(turn, services);
  if (words === null) return say();
  if (words.do === 'unlisted' && !words.isShown) {
    const list = await newMetrics(turn, services);
    return async tx => [{ text: wording.noSuchNumber(words.number, false) }, ...(await list(tx))];
  }
  return tx => decided(tx, words, { turn, services });
};

interface Context {
  turn: Turn;
  services: Services;
}

async function decided(tx: Transaction, words: NameWords, context: Context): Promise<Reply[]> {
  const names = await namesNow(tx, context);
  switch (words.do) {
    case 'join':
      return joinedAll(tx, words, context);
    case 'part':
      return parted(tx, words, { ...context, names });
    case 'adopt':
      return adopted(tx, words, { ...context, names });
    case 'drop':
      await dropName(tx, found(names, words.name), byOf(context.turn));
      return [{ text: wording.nameDropped(words.name) }];
    case 'unlisted':
      return [{ text: wording.noSuchNumber(words.number, words.isShown) }];
    case 'unknown':
      return [{ text: wording.unknownName(words.name, alikeSaid(names, words.name)) }];
    case 'ask':
      return [];
  }
}

/** As they stand in this transaction, decisions of a moment ago included; of all years, since a decision moves their figures, too. */
async function namesNow(reader: Reader, { turn, services: { bureau } }: Context): Promise<FigureNames> {
  return figureNames(reader, await bureauAsDecided(reader, bureau), { at: turn.message.at, isOfAllYears: true });
}

function found(names: FigureNames, name: string): FigureName {
  const known = names.of(name);
  if (!known) throw new AppError('not-found', wording.unknownName(name, alikeSaid(names, name)));
  return known;
}

const MOST_ALIKE = 4;
/** Of what nobody knows, more is shown than would be proposed. */
const PERHAPS = 0.4;

function alikeSaid(names: FigureNames, said: string): string[] {
  return new Likeness()
    .likest(said, [...names.kept, ...names.listed], PERHAPS)
    .slice(0, MOST_ALIKE)
    .map(({ name }) => name);
}

function byOf({ message, member }: Turn): DecidedBy {
  return { bureau: message.bureau, member, at: message.at, messageId: message.id, reason: reasonOf(message.text).reason };
}

interface WithNames extends Context {
  names: FigureNames;
}

function totalThisYear(names: FigureNames, metric: string, { message }: Turn): Total {
  const today = dateOf(message.at);
  return totalOf(names.entries, { metric, period: yearToDate(today), today, bureau: names.bureau });
}

/** One after the other, each over what the one before has made of the names; all of them or none. */
async function joinedAll(tx: Transaction, { names: said, into }: NameWords & { do: 'join' }, context: Context): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const name of said) {
    const names = await namesNow(tx, context);
    replies.push(...(await joined(tx, { name: found(names, name), into: found(names, into) }, { ...context, names })));
  }
  const [own, told] = [replies.filter(({ to }) => to === undefined), replies.filter(({ to }) => to !== undefined)];
  return [{ text: own.map(({ text }) => text).join('\n') }, ...told];
}

async function joined(tx: Transaction, { name, into }: { name: FigureName; into: FigureName }, context: WithNames): Promise<Reply[]> {
  const { turn, names } = context;
  const otherUnits = await joinName(tx, { name, into }, { names, by: byOf(turn) });
  const now = await namesNow(tx, context);
  const root = now.root(name).name;
  const text = wording.nameJoined({
    name: name.name,
    into: into.name,
    root,
    entries: name.entries,
    before: totalThisYear(names, root, turn),
    after: totalThisYear(now, root, turn),
    otherUnits,
    twins: twinsUnder(now, name.name, root),
  });
  return withDrafts(tx, { text, what: wording.joinedIn(name.name, root), names: [name.name, root] }, { ...context, names: now });
}

/** One event told by two people under the two names, which nobody was asked about while the names were two. */
function twinsUnder({ entries }: FigureNames, name: string, root: string): (readonly [Entry, Entry])[] {
  const saysOld = ({ metrics }: Entry): boolean => metrics.some(metric => saidName(metric) === name);
  const concerned = entries.filter(({ metrics }) => metrics.some(metric => metric.name === root));
  const inOrder = ([one, other]: readonly [Entry, Entry]): readonly [Entry, Entry] =>
    one.submittedAt <= other.submittedAt ? [one, other] : [other, one];
  return twinsBetween(
    concerned.filter(saysOld),
    concerned.filter(entry => !saysOld(entry)),
  ).map(inOrder);
}

/** Of a name that was never joined it is learned what it must not be taken for: what was named, or all that it looks like. */
async function parted(tx: Transaction, { name: said, from }: NameWords & { do: 'part' }, context: WithNames): Promise<Reply[]> {
  const { turn, names } = context;
  const name = found(names, said);
  const isJoined = names.decided.path(said).length > 0;
  const others = from !== null ? [found(names, from)] : isJoined ? [] : alikeNames(name, names);
  const left = await partName(tx, name, { others, names, by: byOf(turn) });
  const now = await namesNow(tx, context);
  const root = now.root(name).name;
  const text = wording.nameParted({ name: said, from: left, root, apart: now.decided.of(said)?.apart ?? [] });
  return left === null ? [{ text }] : withDrafts(tx, { text, what: wording.partedFrom(said, left), names: [said, left] }, context);
}

async function adopted(tx: Transaction, { name: said, ledger: called }: NameWords & { do: 'adopt' }, { turn, names }: WithNames): Promise<Reply[]> {
  const name = found(names, said);
  const { ledgers } = names.bureau;
  const meant = called === null ? [] : ledgersCalled(called, ledgers);
  const ledger = name.listed?.ledger ?? (called === null ? ledgerFor(name, ledgers) : meant.length === 1 ? meant[0] : undefined);
  if (!ledger) {
    const near = nearestFirst(name, meant.length > 0 ? meant : ledgers).map(each => each.name);
    return [{ text: called === null || meant.length > 0 ? wording.whichLedger(said, near) : wording.noSuchLedger(called, near) }];
  }
  await adoptName(tx, name, { ledger, names, by: byOf(turn) });
  return [{ text: wording.nameAdopted(name, { ledger: ledger.name, entries: name.entries }) }];
}

/** 安全 may be 安全生产 and 数据安全. */
function ledgersCalled(called: string, ledgers: readonly Ledger[]): Ledger[] {
  const own = ledgers.filter(({ name }) => name === called);
  return own.length > 0 ? own : ledgers.filter(({ name }) => name.includes(called) || called.includes(name));
}

/** What was drafted from either name is marked, and the other editors told. */
async function withDrafts(
  tx: Transaction,
  { text, what, names: touched }: { text: string; what: string; names: readonly string[] },
  { turn, services, names }: WithNames,
): Promise<Reply[]> {
  const ids = names.entries.filter(({ metrics }) => metrics.some(({ name, saidAs }) => touched.includes(name) || touched.includes(saidAs ?? name)));
  const { lines, notices } = aboutTouched(
    await flagDrafts(
      tx,
      ids.map(({ id }) => id),
      what,
    ),
    { services, turn, what },
  );
  return [{ text: [text, ...lines.map(line => `> ${line}`)].join('\n') }, ...notices];
}

/** 巡河并到哪了, 指标并入情况 — what a name counts as, and who decided it. */
export const askName: Handler = async (turn, services) => {
  const words = await nameWords(turn, services);
  if (words?.do !== 'ask') return say();
  const { decided } = await services.store.read({ bureau: services.bureau.id }, reader => namesNow(reader, { turn, services }));
  const { at } = turn.message;
  if (words.name === null) return say(wording.nameDecisions(decided.all, at));
  const root = decided.countedAs(words.name)?.name ?? words.name;
  const under = decided.countedUnder(words.name).map(({ id }) => id);
  const ledger = definitionOf(services.bureau, root)?.ledger.name ?? null;
  return say(wording.nameStanding(words.name, decided.of(words.name), { root, under, ledger, now: at }));
};
