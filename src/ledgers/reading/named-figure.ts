import { unitClassOf } from '../../language/units.ts';
import type { Collected, GroupContext } from './collected-figure.ts';
import { isComparison } from './compared-figure.ts';
import type { FigureWindow } from './figure-window.ts';
import { comparable } from './filler-words.ts';
import { defined } from './known-figure.ts';
import type { Lexicon } from './lexicon.ts';
import type { RankedNames } from './naming/choose-name.ts';
import type { FigureScene } from './naming/figure-scene.ts';
import type { KnownName, KnownNames } from './naming/known-names.ts';
import type { TimedClause } from './timed-clause.ts';

/** A figure that no alias fits is of the known name that its words mean all the same; else it gets the name that they allow best. */
export function named(
  found: Collected,
  { collected, timed, topic, context }: { collected: readonly Collected[]; timed: TimedClause; topic: string; context: GroupContext },
): Collected {
  const { reading, window } = found;
  // 转办：住建3、自规2 are parts of a list, and named as such.
  const isBarePart = reading.name.includes('—') && /\d$/.test(reading.raw);
  if (!reading.isNew || isBarePart || isComparison(reading) || reading.name.startsWith('每')) return found;
  const previous = collected.at(-1)?.reading;
  const { metrics, known, naming } = context.lexicon;
  const scene: FigureScene = {
    quantity: reading,
    window,
    unitClass: unitClassOf(reading.unit),
    kind: reading.kind,
    previous: previous?.name ?? '',
    head: collected[0]?.reading.name ?? '',
    isSameUnit: previous?.unit === reading.unit,
    topic,
    rule: reading.name,
    refused: new Set([...collected.map(({ reading: { name } }) => name), ...toldOf(window, metrics)]),
  };
  const ranked = naming.rank(scene);
  const meant = joinedName(ranked.best, reading.unit, context) ?? recognised(scene, ranked, context);
  const apart = saidApart(meant?.name ?? ranked.best, window, context.lexicon);
  if (apart !== null) return { ...found, reading: { ...reading, name: apart } };
  const joined = meant?.countedAs ? meant.name : null;
  if (meant?.definition) return { ...found, reading: defined(reading, { ...meant.definition, joined }, timed, context) };
  const name = meant?.countedAs ?? meant?.name ?? ownName(ranked, reading.unit, known);
  return { ...found, reading: { ...reading, name, ...(joined === null ? {} : { saidAs: joined }) } };
}

/** The name that the words allow best, where an editor joined it into another one. */
function joinedName(best: string, unit: string, { lexicon, namesInUse }: GroupContext): KnownName | null {
  return lexicon.known.joined(best, unit) ?? namesInUse?.joined(best, unit) ?? null;
}

/** What the words mean all the same; never a name that an editor told apart from the one that they say. */
function recognised(scene: FigureScene, ranked: RankedNames, { lexicon, namesInUse }: GroupContext): KnownName | null {
  const apart = [ranked.best, scene.rule].flatMap(name => lexicon.apartFrom(name));
  const asked = apart.length === 0 ? scene : { ...scene, refused: new Set([...scene.refused, ...apart]) };
  const { naming, known } = lexicon;
  return naming.recognise(asked, ranked, known) ?? (namesInUse ? naming.recognise(asked, ranked, namesInUse) : null);
}

/** The name that an editor told apart from this one, where the words say that one in full and not this one. */
function saidApart(name: string, { left, right }: FigureWindow, lexicon: Lexicon): string | null {
  const says = (other: string): boolean => [...other].every(letter => left.includes(letter) || right.includes(letter));
  return lexicon.apartFrom(name).find(other => says(other) && !says(name)) ?? null;
}

/** The best name that no metric of this unit has: 正在整改5处 is none of what 整改隐患 counts. */
function ownName({ best, ranked }: RankedNames, unit: string, known: KnownNames): string {
  if (!known.has(best, unit)) return best;
  const others = ranked.filter(({ name }) => !known.has(name, unit));
  return others.length === 0 ? best : others.reduce((top, one) => (one.score > top.score ? one : top)).name;
}

/** The metrics of which a word stands beside a figure. */
function toldOf({ left, right }: FigureWindow, metrics: Lexicon['metrics']): string[] {
  return metrics.find(comparable(left) + comparable(right)).flatMap(({ targets }) => targets.map(({ metric }) => metric.name));
}
