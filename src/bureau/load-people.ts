import type { z } from 'zod';
import type { Member } from '../domain/member.ts';
import type { Bureau, Department, Group } from './bureau.ts';
import type { LoadedFile } from './bureau-folder.ts';
import { mergedDepartments, successorOf } from './mergers.ts';
import { suggestion } from './nearest-word.ts';
import { type ProblemList, placeOf } from './problem.ts';
import { checkUnique, type Named } from './references.ts';
import type { BureauFile, RosterFile } from './schema.ts';

type BureauInFile = z.infer<typeof BureauFile>;
type MemberInFile = z.infer<typeof RosterFile>['members'][number];

const defaultGroup: Group = { id: 'work', name: '工作群', kind: 'work', platform: 'simulator', conversation: 'work', robotKeyEnv: null };

/** Groups with their names filled in; a bureau that names none gets one work group on the simulator. */
export function groupsOf(loaded: LoadedFile<BureauInFile>, problems: ProblemList): Group[] {
  const named = loaded.value.groups.map((group, index): Named => ({ name: group.id, path: ['groups', index, 'id'], loaded }));
  checkUnique('群编号', named, problems);
  const groups = loaded.value.groups.map(group => ({ ...group, name: group.name ?? group.id, conversation: group.conversation ?? group.id }));
  return groups.length > 0 ? groups : [defaultGroup];
}

/** 局领导 and the like never report: nobody there does the reporting work. */
function hasReporters(members: readonly MemberInFile[]): boolean {
  return members.some(member => member.roles.some(role => role === 'staff' || role === 'liaison' || role === 'head' || role === 'editor'));
}

/** 科室 that report and have no head in the roster. */
export function withoutHead(departments: readonly Department[], members: readonly Member[]): string[] {
  const heads = members.filter(({ roles }) => roles.includes('head'));
  return departments
    .filter(({ name, reports }) => reports && !heads.some(head => [head.department, ...head.otherDepartments].includes(name)))
    .map(({ name }) => name);
}

function fullName(written: string, departments: readonly Department[]): string {
  return departments.find(department => department.name === written || department.aliases.includes(written))?.name ?? written;
}

/** As listed in bureau.yaml, then those that only the roster names, in order of appearance. */
export function departmentsOf(
  bureau: LoadedFile<BureauInFile>,
  roster: LoadedFile<{ members: MemberInFile[] }> | undefined,
  problems: ProblemList,
): Department[] {
  const listed = bureau.value.departments;
  const names = listed.flatMap(({ name, aliases }, index): Named[] => [
    { name, path: ['departments', index, 'name'], loaded: bureau },
    ...aliases.map((alias, at): Named => ({ name: alias, path: ['departments', index, 'aliases', at], loaded: bureau })),
  ]);
  checkUnique('科室名称', names, problems);
  const departments: Department[] = mergedDepartments(bureau, problems);
  roster?.value.members.forEach((member, index) => {
    if (departments.some(({ name }) => name === fullName(member.department, departments))) return;
    const colleagues = roster.value.members.filter(other => other.department === member.department);
    departments.push({ name: member.department, aliases: [], reports: hasReporters(colleagues) });
    if (listed.length === 0) return;
    const known = names.map(({ name }) => name);
    problems.warnings.push({
      file: roster.file.name,
      line: roster.file.lineOf(['members', index, 'department']),
      place: `members 第${index + 1}项 department`,
      message: `bureau.yaml 的 departments 里没有“${member.department}”${suggestion(member.department, known)}，已按新科室排在最后`,
    });
  });
  return departments;
}

/** Members with full department names. In the simulator everyone is known by their id. */
export function membersOf(
  roster: LoadedFile<{ members: MemberInFile[] }> | undefined,
  departments: readonly Department[],
  problems: ProblemList,
): Member[] {
  if (!roster) return [];
  const members = roster.value.members.map((member): Member => {
    const id = member.id ?? member.name;
    const [department = '', ...otherDepartments] = ownDepartments(member, departments);
    return {
      ...member,
      id,
      department,
      otherDepartments,
      accounts: { simulator: id, ...member.accounts },
      known: true,
    };
  });
  checkUnique(
    '成员编号',
    members.map(({ id }, index) => ({ name: id, path: ['members', index, 'id'], loaded: roster })),
    problems,
  );
  const accounts = roster.value.members.flatMap((member, index) =>
    Object.entries(member.accounts).map(
      ([platform, account]): Named => ({ name: `${platform}:${account}`, path: ['members', index, 'accounts', platform], loaded: roster }),
    ),
  );
  checkUnique('平台账号', accounts, problems);
  warnOfPeople(roster, members, departments, problems);
  return members;
}

/** With full names; who belongs to a successor also answers for what was merged into it. */
function ownDepartments({ department, otherDepartments }: MemberInFile, departments: readonly Department[]): string[] {
  const current = [department, ...otherDepartments].map(name => successorOf(fullName(name, departments), departments));
  const ended = departments.filter(({ name, merged }) => merged && current.includes(successorOf(name, departments)));
  return [...new Set([...current, ...ended.map(({ name }) => name)])];
}

/** Two people of one name cannot be told apart by it; a second 科室 that nobody has is a slip. */
function warnOfPeople({ file }: LoadedFile<unknown>, members: readonly Member[], departments: readonly Department[], problems: ProblemList): void {
  const warn = (path: (string | number)[], message: string): void =>
    void problems.warnings.push({ file: file.name, line: file.lineOf(path), place: placeOf(path), message });
  const known = departments.map(({ name }) => name);
  members.forEach(({ name, otherDepartments }, index) => {
    const namesake = members.slice(0, index).findIndex(other => other.name === name);
    const first = file.lineOf(['members', namesake]);
    if (namesake >= 0) warn(['members', index, 'name'], `与第${first}行都叫“${name}”，按姓名找人时分不清；请在姓名后加区别，如“${name}（女）”`);
    for (const other of otherDepartments.filter(each => !known.includes(each)))
      warn(['members', index, 'otherDepartments'], `没有叫“${other}”的科室${suggestion(other, known)}`);
  });
}

/** Topics with the 科室 that answers for them; a 科室 that is not there is only a warning, because nothing breaks. */
export function contactsOf(loaded: LoadedFile<BureauInFile>, departments: readonly Department[], problems: ProblemList): Bureau['contacts'] {
  const names = departments.map(({ name }) => name);
  return loaded.value.contacts.flatMap((contact, index) => {
    const department = successorOf(fullName(contact.department, departments), departments);
    if (names.includes(department)) return [{ ...contact, department }];
    const message = `没有叫“${department}”的科室${suggestion(department, names)}，这一条已忽略`;
    problems.warnings.push({
      file: loaded.file.name,
      line: loaded.file.lineOf(['contacts', index, 'department']),
      place: `contacts 第${index + 1}项`,
      message,
    });
    return [];
  });
}
