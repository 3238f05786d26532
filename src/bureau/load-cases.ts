import type { z } from 'zod';
import type { CaseDueRule, CaseKind, CaseTerm } from '../domain/case-kind.ts';
import type { LoadedFile } from './bureau-folder.ts';
import { knownDepartments } from './load-ledgers.ts';
import type { ProblemList } from './problem.ts';
import { checkUnique, type Named, refersTo } from './references.ts';
import type { CaseFile } from './schema.ts';

type CaseInFile = LoadedFile<z.infer<typeof CaseFile>>;
type RuleInFile = CaseInFile['value']['due'][number];

function termOf({ months, days, workdays }: Pick<RuleInFile, 'months' | 'days' | 'workdays'>): CaseTerm {
  if (months !== undefined) return { unit: 'month', count: months };
  if (days !== undefined) return { unit: 'day', count: days };
  return workdays === undefined ? 'stated' : { unit: 'workday', count: workdays };
}

function ruleOf(rule: RuleInFile, first: string): CaseDueRule {
  const { name, since = first, until, basis, extended } = rule;
  return { name, since, until, term: termOf(rule), basis, extended: extended ? { term: termOf(extended), words: extended.words } : null };
}

/** Every state that is spoken of must be one of the file's own. */
function checkStates(loaded: CaseInFile, problems: ProblemList): void {
  const { states, due } = loaded.value;
  const ids = states.map(state => state.id);
  const named = (name: string, path: Named['path']): Named => ({ name, path, loaded: { ...loaded, shipped: false } });
  const expectState = (name: string, path: Named['path']): boolean => refersTo('状态', named(name, path), ids, problems);
  checkUnique(
    '状态编号',
    ids.map((id, index) => named(id, ['states', index, 'id'])),
    problems,
  );
  states.forEach((state, index) => {
    state.next.forEach((id, at) => {
      expectState(id, ['states', index, 'next', at]);
    });
  });
  due.forEach((rule, index) => {
    if (rule.since !== undefined) expectState(rule.since, ['due', index, 'since']);
    rule.until.forEach((id, at) => {
      expectState(id, ['due', index, 'until', at]);
    });
  });
}

function kindOf(loaded: CaseInFile, known: { ledgers: readonly string[]; departments: readonly string[] }, problems: ProblemList): CaseKind {
  const { due, departments, ledgers, ...kind } = loaded.value;
  checkStates(loaded, problems);
  return {
    ...kind,
    departments: knownDepartments(departments, known.departments),
    ledgers: ledgers.filter((name, index) => refersTo('台账', { name, path: ['ledgers', index], loaded }, known.ledgers, problems)),
    due: due.map(rule => ruleOf(rule, kind.states[0]?.id ?? '')),
  };
}

/** All kinds of cases, in the order of their files; what a shipped one says of unknown ledgers and 科室 is left out. */
export function casesOf(
  files: readonly CaseInFile[],
  known: { ledgers: readonly string[]; departments: readonly string[] },
  problems: ProblemList,
): CaseKind[] {
  checkUnique(
    '事项种类编号',
    files.map((loaded): Named => ({ name: loaded.value.id, path: ['id'], loaded })),
    problems,
  );
  return files.map(loaded => kindOf(loaded, known, problems));
}
