import type { LocalDate } from './date.ts';

/** 撤并 — into which 科室 one was merged, and the last day on which it was one of its own. */
export interface Merger {
  into: string;
  until: LocalDate;
}

interface MayBeMerged {
  name: string;
  merged?: Merger;
}

/** The 科室 that answers on a day for what a 科室 did: itself up to the day it ended, then its successor, which may have been merged in turn. */
export function departmentOn(name: string, date: LocalDate, departments: readonly MayBeMerged[]): string {
  let current = name;
  for (const _ of departments) {
    const merged = departments.find(department => department.name === current)?.merged;
    if (!merged || date <= merged.until) return current;
    current = merged.into;
  }
  return current;
}

/** A 科室 and those that were merged into it by that day. */
export function mergedInto(name: string, date: LocalDate, departments: readonly MayBeMerged[]): string[] {
  const before = departments.filter(({ merged, name: other }) => merged && other !== name && departmentOn(other, date, departments) === name);
  return [name, ...before.map(department => department.name)];
}
