import { join } from 'node:path';
import { usualPushRules } from '../domain/push-rules.ts';
import type { ReportingPeriods } from '../domain/reporting-period.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { Bureau } from './bureau.ts';
import { type BureauFolder, createBureauFolder } from './bureau-folder.ts';
import { checkDataFolder, warnOfMisnamed } from './check-folder.ts';
import { dutiesOf, holidayYearsOf, observancesOf, schedulesOf, withConfirmation } from './load-calendar.ts';
import { casesOf } from './load-cases.ts';
import { ledgersOf, sectionsOf } from './load-ledgers.ts';
import { outlinesOf } from './load-outlines.ts';
import { contactsOf, departmentsOf, groupsOf, membersOf, withoutHead } from './load-people.ts';
import { toSuccessors } from './mergers.ts';
import { createProblemList, formatProblem, type ProblemList, throwProblems } from './problem.ts';
import { BureauFile, CalendarFile, CaseFile, LedgersFile, OutlineFile, RosterFile, SchedulesFile, SectionsFile, ValidityFile } from './schema.ts';
import { createWorkdayCalendar } from './workday-calendar.ts';

/** Where the shipped files lie, and who is told what was ignored. */
export interface LoadBureauOptions {
  shippedDir?: string;
  warn?: (warning: string) => void;
}

type People = Pick<
  Bureau,
  'id' | 'name' | 'publicPhone' | 'unknownMembers' | 'corpusFolders' | 'evidence' | 'confirmation' | 'groups' | 'departments' | 'members' | 'contacts'
> & {
  reporting: ReportingPeriods;
  letterhead: Bureau['letterhead'];
};

function warnAbout(problems: ProblemList, message: string, file = 'bureau.yaml'): void {
  problems.warnings.push({ file, line: null, place: '', message });
}

/** A folder with neither bureau nor roster is not set up yet: it is shown the sample. With one of them, the other is empty. */
async function loadPeople(folder: BureauFolder, problems: ProblemList): Promise<People> {
  let bureau = await folder.own('bureau.yaml', BureauFile);
  let roster = await folder.own('roster.yaml', RosterFile);
  if (!bureau && !roster && problems.errors.length === 0) {
    warnAbout(problems, '单位配置文件夹里还没有 bureau.yaml 和 roster.yaml，先按示例单位运行');
    bureau = await folder.one('bureau.yaml', BureauFile);
    roster = await folder.one('roster.yaml', RosterFile);
  } else if (!bureau && problems.errors.length === 0) warnAbout(problems, '没有这个文件，先按“本单位”和一个工作群运行');
  else if (!roster && problems.errors.length === 0) warnAbout(problems, '没有这个文件，花名册是空的，没有人能填报', 'roster.yaml');
  const empty = { name: 'bureau.yaml', data: {}, lineOf: () => 1 };
  const settings = bureau ?? { file: empty, value: BureauFile.parse({ name: '本单位' }), shipped: false };
  const departments = departmentsOf(settings, roster, problems);
  const { weekEndsOn, monthStartsOn, confirmation } = settings.value;
  const members = membersOf(roster, departments, problems);
  const headless = confirmation === 'none' ? [] : withoutHead(departments, members);
  if (headless.length > 0) {
    const message = `${headless.join('、')}在花名册里没有负责人（roles 里写 head），填报的数只能由局领导确认`;
    warnAbout(problems, message, 'roster.yaml');
  }
  return {
    reporting: { weekEndsOn, monthStartsOn },
    id: settings.value.id,
    name: settings.value.name,
    publicPhone: settings.value.publicPhone,
    unknownMembers: settings.value.unknownMembers,
    corpusFolders: settings.value.corpusFolders,
    evidence: settings.value.evidence,
    confirmation: settings.value.confirmation,
    groups: groupsOf(settings, problems),
    departments,
    members,
    contacts: contactsOf(settings, departments, problems),
    letterhead: settings.value.letterhead,
  };
}

async function loadWork(folder: BureauFolder, people: People, problems: ProblemList): Promise<Omit<Bureau, keyof People | 'warnings'>> {
  const departments = people.departments.map(({ name }) => name);
  const sections = sectionsOf(await folder.one('sections.yaml', SectionsFile), departments, problems);
  const sectionIds = sections.map(({ id }) => id);
  const ledgers = ledgersOf(await folder.all('ledgers', LedgersFile), { sections: sectionIds, departments }, problems);
  const cases = casesOf(await folder.all('cases', CaseFile), { ledgers: ledgers.map(({ id }) => id), departments }, problems);
  const names = { sections: sectionIds, ledgers: ledgers.map(({ id }) => id), departments };
  const metrics = ledgers.flatMap(ledger => ledger.metrics.map(({ name }) => name));
  const outlines = outlinesOf(await folder.all('outlines', OutlineFile), { ...names, metrics, cases: cases.map(({ id }) => id) }, problems);
  const groupIds = people.groups.map(({ id }) => id);
  const scheduled = await folder.one('schedules.yaml', SchedulesFile);
  const schedules = withConfirmation(schedulesOf(scheduled, { groups: groupIds, departments }, problems), people.confirmation);
  const push = scheduled?.value.push ?? usualPushRules;
  const calendar = await folder.one('calendar.yaml', CalendarFile);
  const observances = observancesOf(calendar, departments, problems);
  const duties = dutiesOf(calendar, { departments, metrics }, problems);
  const studyList = calendar?.value.studyList ?? [];
  const validity = (await folder.one('validity.yaml', ValidityFile))?.value.facts ?? [];
  const days = createWorkdayCalendar(holidayYearsOf(calendar, problems));
  const work = {
    sections,
    ledgers,
    cases,
    outlines,
    schedules,
    push,
    observances,
    duties,
    studyList,
    validity,
    calendar: { ...days, reporting: people.reporting },
  };
  return toSuccessors(work, people.departments);
}

/** Reads and checks all files of `<dataDir>/bureau`; what is missing there comes from the shipped folder. Throws every mistake at once, as `bureau-file-invalid`. */
export async function loadBureau(dataDir: string, options: LoadBureauOptions = {}): Promise<Bureau> {
  const problems = createProblemList();
  const shippedDir = options.shippedDir ?? join(projectRoot, 'data', 'bureau');
  await checkDataFolder(dataDir);
  const folder = createBureauFolder(join(dataDir, 'bureau'), shippedDir, problems);
  await warnOfMisnamed(join(dataDir, 'bureau'), problems);
  const people = await loadPeople(folder, problems);
  const work = await loadWork(folder, people, problems);
  throwProblems(problems);
  const warnings = [...new Set(problems.warnings.map(formatProblem))];
  for (const warning of warnings) options.warn?.(warning);
  const { reporting: _, ...who } = people;
  return { ...who, ...work, warnings };
}
