import { basename } from 'node:path';
import type { z } from 'zod';
import type { Outline, OutlineSection } from '../domain/outline.ts';
import type { LoadedFile } from './bureau-folder.ts';
import { knownDepartments } from './load-ledgers.ts';
import type { ProblemList } from './problem.ts';
import { checkUnique, type Named, refersTo } from './references.ts';
import type { OutlineFile, OutlineSectionInFile } from './schema.ts';
import type { YamlPath } from './yaml-file.ts';

type OutlineInFile = LoadedFile<z.infer<typeof OutlineFile>>;

/** Names that an outline may refer to. */
export interface OutlineNames {
  sections: readonly string[];
  ledgers: readonly string[];
  metrics: readonly string[];
  cases: readonly string[];
  departments: readonly string[];
}

/** A heading with the place where it stands. */
interface Heading {
  written: OutlineSectionInFile;
  path: YamlPath;
  depth: number;
}

function outlineId(loaded: OutlineInFile): string {
  return loaded.value.id ?? basename(loaded.file.name).replace(/\.ya?ml$/, '');
}

/** Where the ids of all headings stand, in reading order. */
function idPaths(written: readonly OutlineSectionInFile[], path: YamlPath = []): Named['path'][] {
  return written.flatMap((section, index) => {
    const here = [...path, path.length === 0 ? 'sections' : 'children', index];
    return [[...here, 'id'], ...idPaths(section.children, here)];
  });
}

function idAt(loaded: OutlineInFile, path: YamlPath): string {
  return String(path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown>)[step], loaded.value));
}

function sectionOf(
  loaded: OutlineInFile,
  { written, path, depth }: Heading,
  context: { names: OutlineNames; problems: ProblemList },
): OutlineSection {
  const { names, problems } = context;
  const known = (what: string, key: 'sections' | 'ledgers' | 'metrics' | 'cases'): string[] =>
    written[key].filter((name, index) => refersTo(what, { name, path: [...path, key, index], loaded }, names[key], problems));
  return {
    ...written,
    level: written.level ?? depth,
    sections: known('板块', 'sections'),
    ledgers: known('台账', 'ledgers'),
    metrics: known('指标', 'metrics'),
    cases: known('事项种类', 'cases'),
    departments: knownDepartments(written.departments, names.departments),
    children: written.children.map((child, index) =>
      sectionOf(loaded, { written: child, path: [...path, 'children', index], depth: depth + 1 }, context),
    ),
  };
}

/** All outlines; places that refer to nothing this bureau has are errors in its own files and left out of the shipped ones. */
export function outlinesOf(files: readonly OutlineInFile[], names: OutlineNames, problems: ProblemList): Outline[] {
  checkUnique(
    '提纲编号',
    files.map(loaded => ({ name: outlineId(loaded), path: ['id'], loaded })),
    problems,
  );
  return files.map(loaded => {
    const paths = idPaths(loaded.value.sections);
    checkUnique(
      '章节编号',
      paths.map(path => ({ name: idAt(loaded, path), path, loaded })),
      problems,
    );
    const sections = loaded.value.sections.map((written, index) =>
      sectionOf(loaded, { written, path: ['sections', index], depth: 1 }, { names, problems }),
    );
    return { ...loaded.value, id: outlineId(loaded), sections };
  });
}
