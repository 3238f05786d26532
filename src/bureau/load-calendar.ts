import type { z } from 'zod';
import type { Confirmation } from '../domain/confirmation.ts';
import { makeDate } from '../domain/date.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Duty, Observance } from './bureau.ts';
import type { LoadedFile } from './bureau-folder.ts';
import { dayIn, observanceDays } from './observance-days.ts';
import { type ProblemList, placeOf } from './problem.ts';
import { checkUnique, type Named, refersTo } from './references.ts';
import type { CalendarFile, SchedulesFile } from './schema.ts';
import type { HolidayYear } from './workday-calendar.ts';

type CalendarInFile = LoadedFile<z.infer<typeof CalendarFile>>;

/** A reminder or digest that is too late is noise; a compile is always wanted. */
const usualCatchUp: Record<Schedule['task'], Schedule['catchUp']> = {
  remind: 'drop',
  confirm: 'drop',
  checkup: 'latest',
  digest: 'drop',
  learning: 'latest',
  'daily-law': 'drop',
  'digest-update': 'drop',
  deadlines: 'latest',
  backup: 'latest',
  compile: 'all',
  draft: 'all',
};

/** Schedules; one whose group or 科室 this bureau does not have is an error in its own file and left out of the shipped one. */
export function schedulesOf(
  loaded: LoadedFile<z.infer<typeof SchedulesFile>> | undefined,
  known: { groups: readonly string[]; departments: readonly string[] },
  problems: ProblemList,
): Schedule[] {
  if (!loaded) return [];
  const { schedules } = loaded.value;
  checkUnique(
    '定时任务编号',
    schedules.map(({ id }, index): Named => ({ name: id, path: ['schedules', index, 'id'], loaded })),
    problems,
  );
  for (const [index, schedule] of schedules.entries()) warnOfShortMonth(schedule, { loaded, index }, problems);
  return schedules
    .filter(
      ({ group }, index) => group === null || refersTo('群', { name: group, path: ['schedules', index, 'group'], loaded }, known.groups, problems),
    )
    .filter(({ departments = [] }, index) =>
      departments.every((name, at) => refersTo('科室', { name, path: ['schedules', index, 'departments', at], loaded }, known.departments, problems)),
    )
    .map(({ departments, ...schedule }) => ({
      ...schedule,
      ...(departments ? { departments } : {}),
      catchUp: schedule.catchUp ?? usualCatchUp[schedule.task],
    }));
}

/** Heads are reminded on Fridays where they confirm and the bureau says nothing else. */
export function withConfirmation(schedules: readonly Schedule[], confirmation: Confirmation | undefined): Schedule[] {
  if (confirmation !== 'department-head' || schedules.some(({ task }) => task === 'confirm')) return [...schedules];
  const friday = { every: 'week', day: 5, month: null, time: '15:00', onDayOff: 'before', catchUp: 'drop' } as const;
  return [...schedules, { id: 'heads-confirm', task: 'confirm', ...friday, group: null, report: null }];
}

/** 2月30日 is taken as the last day of the month, which nobody who wrote it may have meant. */
function warnOfShortMonth(
  { every, month, day }: z.infer<typeof SchedulesFile>['schedules'][number],
  { loaded, index }: { loaded: LoadedFile<unknown>; index: number },
  problems: ProblemList,
): void {
  if (every !== 'year' || month === null || day <= 0 || makeDate(2024, month, day) !== undefined) return;
  const path = ['schedules', index, 'day'];
  const message = `${month}月没有${day}日，按${month}月最后一天办`;
  problems.warnings.push({ file: loaded.file.name, line: loaded.file.lineOf(path), place: placeOf(path), message });
}

/** What the file adds to the published holidays. A date under the wrong year would silently count for nothing, so it is an error. */
export function holidayYearsOf(loaded: CalendarInFile | undefined, problems: ProblemList): HolidayYear[] {
  return Object.entries(loaded?.value.holidays ?? {}).map(([year, days]) => {
    for (const key of ['off', 'worked'] as const) {
      days[key].forEach((date, index) => {
        if (!loaded || date.startsWith(year)) return;
        const line = loaded.file.lineOf(['holidays', year, key, index]);
        problems.errors.push({
          file: loaded.file.name,
          line,
          place: `holidays ${year} ${key}`,
          message: `${date}不是${year}年的日期，请写到它那一年下面`,
        });
      });
    }
    return { year: Number(year), ...days };
  });
}

/** The 普法 calendar with its dates as functions of the year. */
export function observancesOf(loaded: CalendarInFile | undefined, departments: readonly string[], problems: ProblemList): Observance[] {
  if (!loaded) return [];
  const { observances } = loaded.value;
  checkUnique(
    '纪念日',
    observances.map(({ name }, index): Named => ({ name, path: ['observances', index, 'name'], loaded })),
    problems,
  );
  return observances.map(rule => ({
    name: rule.name,
    datesIn: year => observanceDays(rule, year),
    basis: rule.basis,
    confirmed: rule.confirmed,
    laws: rule.laws,
    department: rule.department !== null && departments.includes(rule.department) ? rule.department : null,
    leadDays: rule.leadDays,
    themes: rule.themes,
  }));
}

/** Duties of every year; a 科室 that this bureau does not have leaves them to the editors. */
export function dutiesOf(
  loaded: CalendarInFile | undefined,
  { departments, metrics }: { departments: readonly string[]; metrics: readonly string[] },
  problems: ProblemList,
): Duty[] {
  if (!loaded) return [];
  const { duties } = loaded.value;
  checkUnique(
    '固定事项',
    duties.map(({ name }, index): Named => ({ name, path: ['duties', index, 'name'], loaded })),
    problems,
  );
  return duties.map(({ on, department, ...duty }, position) => ({
    ...duty,
    metrics: duty.metrics.filter((name, at) => refersTo('指标', { name, path: ['duties', position, 'metrics', at], loaded }, metrics, problems)),
    dateIn: year => dayIn(year, on),
    department: department !== null && departments.includes(department) ? department : null,
  }));
}
