import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFile, sourceFiles } from './helpers/source-files.ts';

const files = sourceFiles('src');

const ports = ['platforms', 'models', 'store'];
const foundations = ['language', 'wording', 'bureau', 'models (port)', 'store (port)', 'domain', 'lib'];
const features = ['writing', 'knowledge', 'ledgers', 'figures', 'reports', 'learning'];
const aroundFeatures = [...features, 'delivery', 'platforms (port)', 'models (port)', 'store (port)', 'wording', 'bureau', 'domain', 'lib'];

/** The table of design.md: what each part may import besides itself. */
const mayImport: Record<string, readonly string[]> = {
  lib: [],
  domain: ['lib'],
  language: ['domain', 'lib'],
  wording: ['domain', 'language', 'lib'],
  bureau: ['models (port)', 'domain', 'lib'],
  'platforms (port)': ['domain', 'lib'],
  'models (port)': ['domain', 'lib'],
  'store (port)': ['domain', 'lib'],
  writing: foundations,
  knowledge: ['writing', ...foundations],
  ledgers: ['writing', ...foundations],
  figures: ['ledgers', 'knowledge', 'writing', ...foundations],
  reports: ['figures', 'ledgers', 'knowledge', 'writing', ...foundations],
  learning: ['figures', 'ledgers', 'knowledge', 'writing', ...foundations],
  delivery: ['wording', 'platforms (port)', 'store (port)', 'domain', 'lib'],
  bot: ['language', ...aroundFeatures],
  jobs: aroundFeatures,
  http: ['bot', 'platforms (port)', 'store (port)', 'domain', 'lib'],
  console: ['jobs', ...aroundFeatures],
  commands: ['domain', 'lib', 'wording', 'models (port)', 'app (types)', 'bureau (types)', 'config (types)'],
  config: ['domain', 'lib'],
};

/** `domain`, `store (port)`, `store/lowdb`, `app`. */
function partOf(path: string): string {
  const [, top = '', second = '', third] = path.split('/');
  if (second === '') return top.replace(/\.ts$/, '');
  if (!ports.includes(top)) return top;
  return third === undefined ? `${top} (port)` : `${top}/${second}`;
}

/** These put the parts together and may import everything; nobody below imports them, types in commands apart. */
const composers = ['main', 'app'];

function allowedFor(part: string): readonly string[] | undefined {
  const [top = '', adapter] = part.split('/');
  return adapter === undefined ? mayImport[part] : [`${top} (port)`, 'domain', 'lib'];
}

function forbiddenImports(file: SourceFile): string[] {
  const part = partOf(file.path);
  if (composers.includes(part)) return [];
  const allowed = allowedFor(part);
  return file.imports.flatMap(({ target, isTypeOnly }) => {
    if (target === undefined) return [];
    const imported = partOf(target);
    const isAllowed = imported === part || allowed?.includes(imported) || (isTypeOnly && allowed?.includes(`${imported} (types)`));
    return isAllowed ? [] : [`${file.path} → ${target}`];
  });
}

/** Paths of one cycle of value imports, or undefined. */
function findCycle(): string[] | undefined {
  const valueImports = new Map(
    files.map(file => [file.path, file.imports.flatMap(it => (it.isTypeOnly || it.target === undefined ? [] : [it.target]))]),
  );
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of valueImports.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}

const mayAskTheTime = (path: string): boolean => path.startsWith('src/lib/') || path === 'src/main.ts' || path.startsWith('src/app/');

/** Parts that can reach wording keep their sentences there; those that cannot (an adapter, a loader) word their own errors. */
const reachesWording = (path: string): boolean => composers.includes(partOf(path)) || (allowedFor(partOf(path))?.includes('wording') ?? false);
const isErrorMessage = (before: string): boolean => /\b(AppError|Conflict|Error|Problem|problem)\(/.test(before);
const isSentence = (text: string): boolean => /[一-龥]/.test(text) && /[。！？]$/.test(text);

describe('the architecture', () => {
  it('knows every top-level part of src', () => {
    const unknown = files.map(file => partOf(file.path)).filter(part => !composers.includes(part) && allowedFor(part) === undefined);
    expect(unknown).toEqual([]);
  });

  it('lets a part import only what the table of the design allows, types included', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([]);
  });

  it('has no cycle of value imports', () => {
    expect(findCycle()).toBeUndefined();
  });

  it.each(['Date.now()', 'new Date()', 'Math.random()'])('asks for %s only at the edge', call => {
    const offenders = files.filter(file => !mayAskTheTime(file.path) && file.code.includes(call)).map(file => file.path);
    expect(offenders).toEqual([]);
  });

  it('names files in kebab-case, after what they hold', () => {
    const names = files.map(file => file.path.replace(/^.*\//, ''));
    expect(names.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
    expect(names.filter(name => /^(utils?|helpers?|types|common|misc|interfaces|services)\.ts$/.test(name))).toEqual([]);
  });

  it('has no default exports', () => {
    expect(files.filter(file => /\bexport default\b/.test(file.code)).map(file => file.path)).toEqual([]);
  });

  it('keeps sentences for people in wording, errors apart', () => {
    const stray = files
      .filter(file => reachesWording(file.path))
      .flatMap(file =>
        file.strings
          .filter(({ text, before }) => isSentence(text) && !isErrorMessage(before))
          .map(({ text }) => `${file.path}: ${text.slice(0, 40)}`),
      );
    expect(stray).toEqual([]);
  });
});

describe('the reader of source files', () => {
  it('tells type imports from value imports, also across lines and re-exports', () => {
    const { imports } = sourceFile(
      'src/a/b.ts',
      "import type { A } from './a.ts';\nimport {\n  type B,\n  c,\n} from '../c/c.ts';\nimport { type D } from './d.ts';\nexport { e } from './e.ts';\nimport 'node:fs';\nawait import('./f.ts');\n",
    );
    expect(imports.map(it => [it.target ?? it.specifier, it.isTypeOnly])).toEqual([
      ['src/a/a.ts', true],
      ['src/c/c.ts', false],
      ['src/a/d.ts', true],
      ['src/a/e.ts', false],
      ['node:fs', false],
      ['src/a/f.ts', false],
    ]);
  });

  it('sees neither comments nor strings as code', () => {
    const template = ['`x $', "{'y'} 好。`"].join('');
    const { code, strings } = sourceFile(
      'src/a.ts',
      `// Date.now()\n/* new Date() */ const a = 'Date.now()'; const b = /'/g; const c = ${template};\n`,
    );
    expect(code).not.toContain('Date');
    expect(strings.map(({ text }) => text)).toEqual(['Date.now()', template.slice(1, -1)]);
  });
});
