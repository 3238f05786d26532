import type { z } from 'zod';
import type { OutlineSection } from '../domain/outline.ts';
import type { Bureau, Department } from './bureau.ts';
import type { LoadedFile } from './bureau-folder.ts';
import type { ProblemList } from './problem.ts';
import { refersTo } from './references.ts';
import type { BureauFile } from './schema.ts';

type Work = Pick<Bureau, 'sections' | 'ledgers' | 'cases' | 'outlines' | 'schedules' | 'observances' | 'duties'>;

/** 撤并的科室 as listed, which report no more; a successor that is not there, or that leads back to the same 科室, is an error. */
export function mergedDepartments(bureau: LoadedFile<z.infer<typeof BureauFile>>, problems: ProblemList): Department[] {
  const listed = bureau.value.departments;
  const names = listed.map(({ name }) => name);
  return listed.map(({ successor, until, ...department }, index) => {
    if (successor === undefined || until === undefined) return department;
    const into = listed.find(({ name, aliases }) => name === successor || aliases.includes(successor))?.name ?? successor;
    const path = ['departments', index, 'successor'];
    if (!refersTo('科室', { name: into, path, loaded: bureau }, names, problems)) return department;
    if (leadsBack(into, department.name, listed))
      problems.errors.push({
        file: bureau.file.name,
        line: bureau.file.lineOf(path),
        place: `departments 第${index + 1}项 successor`,
        message: `“${department.name}”并来并去又并回了自己`,
      });
    return { ...department, reports: false, merged: { into, until } };
  });
}

function leadsBack(from: string, name: string, listed: readonly { name: string; successor?: string | undefined }[]): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = listed.find(each => each.name === at)?.successor) {
    if (at === name) return true;
    seen.add(at);
  }
  return false;
}

/** The 科室 that does today what this one did. */
export function successorOf(name: string, departments: readonly Department[]): string {
  let current = name;
  for (const _ of departments) current = departments.find(department => department.name === current)?.merged?.into ?? current;
  return current;
}

/** Ledgers, outlines and all else that name a 科室 that has ended mean its successor. */
export function toSuccessors<W extends Work>(work: W, departments: readonly Department[]): W {
  if (departments.every(({ merged }) => merged === undefined)) return work;
  const one = (name: string): string => successorOf(name, departments);
  const named = <T extends { departments: readonly string[] }>(thing: T): T => ({ ...thing, departments: [...new Set(thing.departments.map(one))] });
  const owned = <T extends { department: string | null }>(thing: T): T => ({
    ...thing,
    department: thing.department === null ? null : one(thing.department),
  });
  const section = (each: OutlineSection): OutlineSection => ({ ...named(each), children: each.children.map(section) });
  return {
    ...work,
    sections: work.sections.map(named),
    ledgers: work.ledgers.map(named),
    cases: work.cases.map(named),
    outlines: work.outlines.map(outline => ({ ...outline, sections: outline.sections.map(section) })),
    schedules: work.schedules.map(schedule =>
      schedule.departments ? { ...schedule, departments: [...new Set(schedule.departments.map(one))] } : schedule,
    ),
    observances: work.observances.map(owned),
    duties: work.duties.map(owned),
  };
}
