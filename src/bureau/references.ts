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

/** True when `known` has the name. Otherwise an error for a bureau's own file, and a quiet false for a shipped one, which is then fitted. */
export function refersTo(what: string, item: Named, known: readonly string[], problems: ProblemList): boolean {
  if (known.includes(item.name)) return true;
  if (!item.loaded.shipped) {
    const choices = known.length > 0 ? `现有${known.join('、')}` : '现在一个也没有';
    problems.errors.push(problemAt(item, `没有叫“${item.name}”的${what}${suggestion(item.name, known)}，${choices}`));
  }
  return false;
}
