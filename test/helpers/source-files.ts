import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

/** One import or re-export of a source file. */
export interface SourceImport {
  specifier: string;
  /** Path from the project's root for our own files; undefined for packages. */
  target: string | undefined;
  isTypeOnly: boolean;
}

/** A string in the code, with what stands before it on its own statement. */
export interface SourceString {
  text: string;
  before: string;
}

/** A TypeScript file of the project as the architecture test sees it. */
export interface SourceFile {
  /** From the project's root, with slashes. */
  path: string;
  /** Without comments and without what stands in strings. */
  code: string;
  imports: SourceImport[];
  strings: SourceString[];
}

/** Comments, strings, templates, regular expressions; in this order the leftmost match is the right one. */
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|\$\{(?:[^{}]|\{[^{}]*\})*\}|[^`\\])*`|(?<=[(,=:[!&|?{};>\n]\s*|return\s+)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

const importPattern = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'";]*?)\bfrom\s+'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g;

function isTypeOnly(keywordType: string | undefined, clause: string | undefined): boolean {
  if (keywordType) return true;
  const named = /^\s*\{([^}]*)\}\s*$/.exec(clause ?? '')?.[1];
  if (named === undefined) return false;
  return named.split(',').every(name => name.trim() === '' || name.trim().startsWith('type '));
}

function importsOf(path: string, source: string): SourceImport[] {
  return [...source.matchAll(importPattern)].map(([, , keywordType, clause, from, bare]) => {
    const specifier = from ?? bare ?? '';
    const target = specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : undefined;
    return { specifier, target, isTypeOnly: isTypeOnly(keywordType, clause) };
  });
}

/** Reads one file's text; exported for the test of this reader itself. */
export function sourceFile(path: string, source: string): SourceFile {
  const strings: SourceString[] = [];
  const withoutComments = source.replace(token, match => (match.startsWith('//') || match.startsWith('/*') ? ' ' : match));
  const code = withoutComments.replace(token, (match, offset: number) => {
    if (!/^['"`]/.test(match)) return '/./';
    const before = withoutComments.slice(0, offset);
    strings.push({ text: match.slice(1, -1), before: before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('}\n')) + 1) });
    return "''";
  });
  return { path, code, imports: importsOf(path, withoutComments), strings };
}

/** All TypeScript files below a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  const entries = readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map(entry => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map(path => sourceFile(path, readFileSync(join(projectRoot, path), 'utf8')));
}
