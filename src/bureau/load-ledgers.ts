import type { z } from 'zod';
import type { Ledger, Section } from '../domain/ledger.ts';
import type { LoadedFile } from './bureau-folder.ts';
import type { ProblemList } from './problem.ts';
import { checkUnique, type Named, refersTo } from './references.ts';
import type { LedgersFile, SectionsFile } from './schema.ts';

type LedgersInFile = LoadedFile<z.infer<typeof LedgersFile>>;
type LedgerInFile = LedgersInFile['value']['ledgers'][number];

/** Only the 科室 that this bureau has: shipped files name those of the sample. */
export function knownDepartments(written: readonly string[], departments: readonly string[]): string[] {
  return written.filter(name => departments.includes(name));
}

/** Sections with the responsible 科室 that this bureau has. */
export function sectionsOf(
  loaded: LoadedFile<z.infer<typeof SectionsFile>> | undefined,
  departments: readonly string[],
  problems: ProblemList,
): Section[] {
  if (!loaded) return [];
  const named = loaded.value.sections.map(({ id }, index): Named => ({ name: id, path: ['sections', index, 'id'], loaded }));
  checkUnique('板块编号', named, problems);
  return loaded.value.sections.map(section => ({ ...section, departments: knownDepartments(section.departments, departments) }));
}

function checkMetrics(loaded: LedgersInFile, ledger: LedgerInFile, index: number, problems: ProblemList): void {
  const names = ledger.metrics.map(metric => metric.name);
  const at = (...path: (string | number)[]): Named['path'] => ['ledgers', index, ...path];
  const expectMetric = (name: string | null, path: Named['path']): void => {
    if (name !== null) refersTo(`指标（台账“${ledger.name}”内）`, { name, path, loaded: { ...loaded, shipped: false } }, names, problems);
  };
  checkUnique(
    '指标',
    names.map((name, metric) => ({ name, path: at('metrics', metric, 'name'), loaded })),
    problems,
  );
  expectMetric(ledger.eventMetric, at('eventMetric'));
  ledger.metrics.forEach((metric, position) => {
    expectMetric(metric.partOf, at('metrics', position, 'partOf'));
    expectMetric(metric.rate?.numerator ?? null, at('metrics', position, 'rate', 'numerator'));
    expectMetric(metric.rate?.denominator ?? null, at('metrics', position, 'rate', 'denominator'));
  });
}

function ledgerOf(loaded: LedgersInFile, index: number, sections: readonly string[], problems: ProblemList): Ledger[] {
  const ledger = loaded.value.ledgers[index];
  if (!ledger) return [];
  const path = ledger.section === undefined && loaded.value.section !== undefined ? ['section'] : ['ledgers', index, 'section'];
  const section = ledger.section ?? loaded.value.section ?? '';
  checkMetrics(loaded, ledger, index, problems);
  return refersTo('板块', { name: section, path, loaded }, sections, problems) ? [{ ...ledger, section }] : [];
}

/** All ledgers of all files; those of the shipped files whose section this bureau does not have are left out. */
export function ledgersOf(
  files: readonly LedgersInFile[],
  known: { sections: readonly string[]; departments: readonly string[] },
  problems: ProblemList,
): Ledger[] {
  const named = files.flatMap(loaded => loaded.value.ledgers.map(({ id }, index): Named => ({ name: id, path: ['ledgers', index, 'id'], loaded })));
  checkUnique('台账编号', named, problems);
  return files
    .flatMap(loaded => loaded.value.ledgers.flatMap((_, index) => ledgerOf(loaded, index, known.sections, problems)))
    .map(ledger => ({ ...ledger, departments: knownDepartments(ledger.departments, known.departments) }));
}
