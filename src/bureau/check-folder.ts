import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { nearestWord } from './nearest-word.ts';
import type { ProblemList } from './problem.ts';

const knownFiles = ['bureau.yaml', 'roster.yaml', 'sections.yaml', 'schedules.yaml', 'calendar.yaml', 'validity.yaml'];
const knownFolders = ['ledgers', 'outlines', 'cases', 'prompts'];

/** Throws when the data folder itself is not there: a slip in its name must not start another bureau in a new folder. */
export async function checkDataFolder(dataDir: string): Promise<void> {
  const found = await stat(dataDir).catch(() => undefined);
  if (found?.isDirectory()) return;
  const what = found ? '不是文件夹' : '不存在';
  throw new AppError(
    'config-invalid',
    `数据目录${what}：${dataDir}。请检查 --data 或 DATA_DIR；新单位请先建好这个文件夹，里面放 bureau/bureau.yaml 和 bureau/roster.yaml。`,
  );
}

/** The name that a file was probably meant to have: `roster.yml`, `rooster.yaml`, `Roster.yaml`, `roster.yaml.txt`. */
function meantName(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name) || /^[.~]/.test(name)) return undefined;
  const plain = name
    .toLowerCase()
    .replace(/\.txt$/, '')
    .replace(/\.yml$/, '.yaml');
  return known.includes(plain) ? plain : nearestWord(plain, known);
}

/** Warns of files and folders whose names look like slips, because nobody reads them. */
export async function warnOfMisnamed(folder: string, problems: ProblemList): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const meant = meantName(entry.name, entry.isDirectory() ? knownFolders : knownFiles);
    const isYaml = entry.isFile() && /^[^.~].*\.ya?ml$/i.test(entry.name) && !knownFiles.includes(entry.name);
    if (meant === undefined && !isYaml) continue;
    const advice = meant === undefined ? `这里只读${knownFiles.join('、')}` : `是不是“${meant}”？请改名`;
    problems.warnings.push({ file: entry.name, line: null, place: '', message: `不认识这个名称，没有读；${advice}` });
  }
  for (const name of knownFolders) await warnOfUnread(join(folder, name), name, problems);
}

/** In a sub-folder every `.yaml` is read; one that is saved as `.yaml.txt` is not. */
async function warnOfUnread(folder: string, name: string, problems: ProblemList): Promise<void> {
  for (const file of await readdir(folder).catch(() => []))
    if (/\.ya?ml\.txt$/i.test(file)) problems.warnings.push({ file: `${name}/${file}`, line: null, place: '', message: '没有读；请去掉末尾的 .txt' });
}
