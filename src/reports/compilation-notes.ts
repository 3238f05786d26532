import type { LocalDate } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { notes, quotedMetrics, remarkNotes } from '../wording/draft-prose.ts';
import { type Material, planSection } from './material.ts';
import { isOpenPlan } from './section-sentences.ts';
import type { Remark } from './total.ts';

function numbersOf(entries: readonly Entry[]): string {
  const shown = entries.slice(0, 8).map(entry => entry.number);
  return `${shown.join('、')}${entries.length > shown.length ? '等' : ''}`;
}

/** 起草说明 — what was left out of a draft or needs a person's eye, one plain sentence for each reason. */
export function compilationNotes(
  { material, unplaced, untold }: { material: Material; unplaced: readonly Entry[]; untold: readonly Entry[] },
  asOf: LocalDate,
): string[] {
  const placed = [...material.values()].flat();
  const reasons: [(count: number, numbers: string) => string, readonly Entry[]][] = [
    [notes.companies, placed.filter(entry => entry.flags.includes('company-named'))],
    [notes.masked, placed.filter(entry => entry.flags.includes('masked-figure'))],
    [notes.pastPlans, placed.filter(entry => entry.section === planSection && !isOpenPlan(entry, asOf))],
    [notes.untold, untold.filter(entry => !entry.flags.includes('company-named'))],
    [notes.unplaced, unplaced],
  ];
  return reasons.filter(([, found]) => found.length > 0).map(([say, found]) => say(found.length, numbersOf(found)));
}

/** One line for all figures with the same remark, in the order in which they first came up. */
export function remarkLines(remarks: readonly Remark[]): string[] {
  const groups = new Map<string, { remark: Remark; metrics: Set<string> }>();
  for (const remark of remarks) {
    const key = `${remark.reason} ${remark.detail}`;
    const group = groups.get(key) ?? { remark, metrics: new Set<string>() };
    group.metrics.add(remark.metric);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ remark, metrics }) => remarkNotes[remark.reason](quotedMetrics([...metrics]), remark.detail));
}
