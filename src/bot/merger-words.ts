import type { Bureau } from '../bureau/bureau.ts';
import { addDays, type LocalDate } from '../domain/date.ts';
import type { Merger } from '../domain/merger.ts';
import { matchDepartment } from '../language/departments.ts';

const words =
  /^(?:[^，,]{1,14}起[，,]?)?([\p{Script=Han}]{2,12}?)(?:已经?|正式|现)?(?:并入|合并到|合并进|并到|划入|撤并到)了?([\p{Script=Han}]{2,12})[。！!]?$/u;

/** 数字产业科并入经济运行科 — which 科室 into which, up to yesterday unless the files say otherwise; null when the words say something else. */
export function mergerWords(text: string, { departments }: Pick<Bureau, 'departments'>, today: LocalDate): ({ name: string } & Merger) | null {
  const match = words.exec(text.trim());
  const name = matchDepartment(match?.[1] ?? '', departments);
  if (!match || name === null) return null;
  return { name, into: matchDepartment(match[2] ?? '', departments) ?? match[2] ?? '', until: addDays(today, -1) };
}
