import type { LoadedFile } from './bureau-folder.ts';
import { suggestion } from './nearest-word.ts';
import { type Problem, type ProblemList, placeOf } from './problem.ts';
import type { YamlPath } from './yaml-file.ts';

/** A name as it stands in a file, to be compared with others. */
export interface Named {
  name: string;
  path: YamlPath;
  loaded: LoadedFile<unknown>;
}

function problemAt({ loaded, path }: Named, message: string): Problem {
  return { file: loaded.file.name, line: loaded.file.lineOf(path), place: placeOf(path), message };
}

/** Names that must differ: `what` says of what they are (成员编号). */
export function checkUnique(what: string, named: readonly Named[], problems: ProblemList): void {
  const seen = new Map<string, Named>();
  for (const item of named) {
    const first = seen.get(item.name);
    if (first) {
      const where = `${first.loaded.file.name} 第${first.loaded.file.lineOf(first.path)}行`;
      problems.errors.push(problemAt(item, `${what}“${item.name}”重复，${where}已用过`));
    } else seen.set(item.name, item);
  }
}

const MOST_CHOICES = 10;

/** The one that was probably meant; else some of those that there are. */
function choices(written: string, known: readonly string[]): string {
  if (known.length === 0) return '，现在一个也没有';
  const more = known.length > MOST_CHOICES ? `等${known.length}个` : '';
  return suggestion(written, known) || `，现有${known.slice(0, MOST_CHOICES).join('、')}${more}`;
}

/** True when `known` has the name. Otherwise an error for a bureau's own file, and a quiet false for a shipped one, which is then fitted. */
export function refersTo(what: string, item: Named, known: readonly string[], problems: ProblemList): boolean {
  if (known.includes(item.name)) return true;
  if (!item.loaded.shipped) {
    problems.errors.push({ ...problemAt(item, `没有叫“${item.name}”的${what}${choices(item.name, known)}`), reference: what });
  }
  return false;
}
