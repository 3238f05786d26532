import { may } from '../domain/permission.ts';
import { Likeness } from '../figures/names/alike-names.ts';
import { type FigureName, type FigureNames, figureNames } from '../figures/names/figure-names.ts';
import { type NameCommand, namesIn, numberOfNew, readNameCommands } from '../language/name-command.ts';
import { reasonOf } from '../language/supplement.ts';
import { shownNames } from './shown-names.ts';
import type { Services, Turn } from './turn.ts';

/** 叫法的话 as it is meant: names that there are, or what keeps it from being done. */
export type NameWords =
  | { do: 'join'; names: string[]; into: string }
  | { do: 'part'; name: string; from: string | null }
  | { do: 'adopt'; name: string; ledger: string | null }
  | { do: 'drop'; name: string }
  | { do: 'ask'; name: string | null }
  | { do: 'unknown'; name: string }
  | { do: 'unlisted'; number: number; isShown: boolean };

interface Known {
  names: FigureNames;
  shown: string[] | null;
  /** May decide: what they say plainly of a name that nobody knows is answered. */
  isEditor: boolean;
}

/** 巡河就是河道巡查, 新指标2列为指标, 巡河并到哪了 — null where no name is meant, or the words are no more than talk. */
export async function nameWords(turn: Turn, { store, bureau }: Services): Promise<NameWords | null> {
  const isEditor = may(turn.member, 'review');
  // 普法宣传也是上门宣传, said by somebody who decides nothing, is talk.
  const commands = readNameCommands(reasonOf(turn.message.text).text).filter(({ do: what, isPlain }) => isEditor || isPlain || what === 'ask');
  if (commands.length === 0) return null;
  const known = await store.read({ bureau: bureau.id }, async reader => ({
    names: await figureNames(reader, bureau, { at: turn.message.at }),
    shown: await shownNames(reader, turn),
    isEditor,
  }));
  return commands.map(command => meant(command, known)).find(words => words !== null) ?? null;
}

function meant(command: NameCommand, known: Known): NameWords | null {
  const unlisted = numbersOf(command).find(number => known.shown?.[number - 1] === undefined);
  if (unlisted !== undefined) return { do: 'unlisted', number: unlisted, isShown: known.shown !== null };
  switch (command.do) {
    case 'join':
      return joinMeant(command, known);
    case 'part':
      return partMeant(command, known);
    case 'adopt': {
      const name = nameMeant(command.name, known);
      if (name) return { do: 'adopt', name: name.name, ledger: command.ledger };
      const isMeant = known.isEditor && (command.isPlain || isLikeKept(command.name, known));
      return isMeant ? { do: 'unknown', name: command.name } : null;
    }
    case 'drop': {
      const name = nameMeant(command.name, known);
      return name && { do: 'drop', name: name.name };
    }
    case 'ask':
      return askMeant(command, known);
  }
}

function nameMeant(words: string, { names, shown }: Known): FigureName | null {
  const number = numberOfNew(words);
  return names.said((number === undefined ? undefined : shown?.[number - 1]) ?? words) ?? null;
}

function isLikeKept(words: string, { names }: Known): boolean {
  return new Likeness().likest(words, names.kept).length > 0;
}

/** Two metrics of the files: what is said of them may be anything. */
function isOfFiles({ listed }: FigureName): boolean {
  return listed !== null && listed.metric.isAdopted !== true;
}

/** The numbers of the list that are spoken of. */
function numbersOf(command: NameCommand): number[] {
  const said = [command.name, command.do === 'join' ? command.into : command.do === 'part' ? command.from : null];
  return said.flatMap(words => (words === null ? [] : namesIn(words))).flatMap(words => numberOfNew(words) ?? []);
}

/** One name, or several: 巡河、巡渠都算河道巡查; null where one of them is not known. */
function namesMeant(words: string, known: Known): FigureName[] | null {
  const one = nameMeant(words, known);
  if (one !== null) return [one];
  const all = namesIn(words).map(name => nameMeant(name, known));
  return all.length > 1 && all.every(name => name !== null) ? all : null;
}

function joinMeant({ name, into, isPlain }: NameCommand & { do: 'join' }, known: Known): NameWords | null {
  const [all, other] = [namesMeant(name, known), nameMeant(into, known)];
  const [one] = all ?? [];
  if (all === null || one === undefined || other === null) {
    const unknown = all === null ? name : into;
    const found = one ?? other;
    const isMeant = found !== null && (isPlain ? !isOfFiles(found) : isLikeKept(unknown, known));
    return isMeant && known.isEditor ? { do: 'unknown', name: unknown } : null;
  }
  const names = all.map(each => each.name);
  if (all.every(isOfFiles) && isOfFiles(other)) return isPlain && one.name !== other.name ? { do: 'join', names, into: other.name } : null;
  // 走访企业就是跑企业 says the same as 跑企业就是走访企业.
  const isTurned = !isPlain && all.length === 1 && isOfFiles(one);
  return isTurned ? { do: 'join', names: [other.name], into: one.name } : { do: 'join', names, into: other.name };
}

function partMeant({ name, from }: NameCommand & { do: 'part' }, known: Known): NameWords | null {
  const one = nameMeant(name, known);
  if (one === null) return null;
  const into = known.names.decided.path(one.name).map(({ joined }) => joined?.into);
  // A name that was joined, and that a file has come to list since, may still be told apart.
  if (from === null) return isOfFiles(one) && into.length === 0 ? null : { do: 'part', name: one.name, from: null };
  const other = nameMeant(from, known);
  if (other === null || one.name === other.name) return null;
  if (into.includes(other.name)) return { do: 'part', name: one.name, from: other.name };
  // 河道巡查不是巡河, where 巡河 was joined into it.
  const isUnder = known.names.decided.path(other.name).some(({ joined }) => joined?.into === one.name);
  if (isOfFiles(one) && isOfFiles(other) && !isUnder) return null;
  const isTurned = isOfFiles(one) || isUnder;
  return isTurned ? { do: 'part', name: other.name, from: one.name } : { do: 'part', name: one.name, from: other.name };
}

/** 夜间施工算不算违法 is no question about a name, nor is 夜间施工算什么 where nothing was ever decided about that. */
function askMeant({ name: words, other: said, isPlain }: NameCommand & { do: 'ask' }, known: Known): NameWords | null {
  if (words === null) return { do: 'ask', name: null };
  const name = nameMeant(words, known);
  if (name === null) return null;
  const isDecided = known.names.decided.of(name.name) !== undefined || known.names.decided.countedUnder(name.name).length > 0;
  const other = said === null ? null : nameMeant(said, known);
  if (said !== null && (other === null || (isOfFiles(name) && isOfFiles(other) && !isDecided))) return null;
  const isMeant = isDecided || (name.listed === null && (isPlain || other !== null));
  return isMeant ? { do: 'ask', name: name.name } : null;
}
