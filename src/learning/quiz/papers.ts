import type { LocalDate } from '../../domain/date.ts';
import type { BureauId } from '../../domain/member.ts';
import { type AnswerSheet, isPass, type Paper, type QuizQuestion, type QuizResult, type Sitting } from '../../domain/quiz.ts';
import { allRows } from '../../ledgers/all-rows.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Reader, Transaction } from '../../store/store.ts';

/** The papers of a term, oldest first. */
export async function papersOf(reader: Reader, term: string): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const paper of allRows(reader, 'paper', { index: 'byTerm', equals: [term] })) papers.push(paper);
  return papers;
}

/** The papers in a state, oldest first. */
export async function papersIn(reader: Reader, state: Paper['state']): Promise<Paper[]> {
  return (await reader.find('paper', { index: 'byState', equals: [state] })).rows;
}

/** What a term has asked already, by key and by provision. */
export function usedBy(papers: readonly Paper[]): Set<string> {
  const asked = papers.filter(({ state }) => state === 'open' || state === 'closed').flatMap(({ questions }) => questions);
  return new Set(asked.flatMap(({ key, provisionId }) => [key, provisionId]));
}

async function changed(transaction: Transaction, paper: Paper, change: Partial<Paper>): Promise<Paper> {
  await transaction.replace('paper', { ...paper, ...change });
  return { ...paper, ...change, version: paper.version + 1 };
}

/** A new paper that waits for an editor's eye; one that still waited is dropped. */
export async function draftPaper(
  transaction: Transaction,
  fields: Pick<Paper, 'bureau' | 'term' | 'questions' | 'makeupOf' | 'createdBy' | 'createdAt' | 'invited'>,
): Promise<Paper> {
  for (const waiting of await papersIn(transaction, 'draft')) await changed(transaction, waiting, { state: 'dropped' });
  const count = (await papersOf(transaction, fields.term)).length;
  const paper: Paper = { ...fields, id: `${fields.term}-${count + 1}`, version: 1, state: 'draft', approvedBy: null, closesOn: null, entry: null };
  await transaction.insert('paper', paper);
  return paper;
}

export function dropPaper(transaction: Transaction, paper: Paper): Promise<Paper> {
  return changed(transaction, paper, { state: 'dropped' });
}

export function replaceQuestions(transaction: Transaction, paper: Paper, questions: QuizQuestion[]): Promise<Paper> {
  return changed(transaction, paper, { questions });
}

/** 同意发卷 — from now on it may be answered, by those invited. */
export function openPaper(transaction: Transaction, paper: Paper, by: { editor: string; invited: string[]; closesOn: LocalDate }): Promise<Paper> {
  return changed(transaction, paper, { state: 'open', approvedBy: by.editor, invited: by.invited, closesOn: by.closesOn });
}

export async function closePaper(transaction: Transaction, paper: Paper, entry: string | null): Promise<Paper> {
  await dropSheets(transaction, paper);
  return changed(transaction, paper, { state: 'closed', entry });
}

function sittingId(paper: Paper, member: string): string {
  return `${paper.id}:${member}`;
}

export function sittingOf(reader: Reader, paper: Paper, member: string): Promise<Sitting | undefined> {
  return reader.get('sitting', sittingId(paper, member));
}

async function sheetRow(reader: Reader, paper: Paper, member: string): Promise<AnswerSheet | undefined> {
  return reader.get('answer-sheet', sittingId(paper, member));
}

/** 答题卡 — what a member has chosen of a paper so far. */
export async function sheetOf(reader: Reader, paper: Paper, member: string): Promise<(number | null)[]> {
  return (await sheetRow(reader, paper, member))?.answers ?? paper.questions.map(() => null);
}

export async function keepSheet(
  transaction: Transaction,
  paper: Paper,
  { member, answers }: { member: string; answers: (number | null)[] },
): Promise<void> {
  const known = await sheetRow(transaction, paper, member);
  if (known) await transaction.replace('answer-sheet', { ...known, answers });
  else await transaction.insert('answer-sheet', { bureau: paper.bureau, id: sittingId(paper, member), version: 1, paper: paper.id, answers });
}

/** What was begun and not handed in stays nowhere. */
async function dropSheets(transaction: Transaction, paper: Paper): Promise<void> {
  const sheets: AnswerSheet[] = [];
  for await (const sheet of allRows(transaction, 'answer-sheet', { index: 'byPaper', equals: [paper.id] })) sheets.push(sheet);
  for (const { id, version } of sheets) await transaction.remove('answer-sheet', id, version);
}

/** 交卷 — kept once; null when this member has answered before. */
export async function sit(
  transaction: Transaction,
  paper: Paper,
  { member, answers, at, bureau }: { member: string; answers: number[]; at: Instant; bureau: BureauId },
): Promise<Sitting | null> {
  const correct = paper.questions.filter((question, index) => question.answer === answers[index]).length;
  const passed = isPass(correct, paper.questions.length);
  const sitting: Sitting = { bureau, id: sittingId(paper, member), version: 1, paper: paper.id, member, at, answers, correct, passed };
  if (!(await transaction.insert('sitting', sitting))) return null;
  const sheet = await sheetRow(transaction, paper, member);
  if (sheet) await transaction.remove('answer-sheet', sheet.id, sheet.version);
  return sitting;
}

async function sittingsOf(reader: Reader, paper: string): Promise<Sitting[]> {
  const sittings: Sitting[] = [];
  for await (const sitting of allRows(reader, 'sitting', { index: 'byPaper', equals: [paper] })) sittings.push(sitting);
  return sittings;
}

/** The first round and its make-up together: who took part in either, who passed either. */
async function everySitting(reader: Reader, paper: Paper): Promise<{ invited: string[]; sittings: Sitting[] }> {
  const own = await sittingsOf(reader, paper.id);
  const first = paper.makeupOf === null ? undefined : await reader.get('paper', paper.makeupOf);
  return first ? { invited: first.invited, sittings: [...(await sittingsOf(reader, first.id)), ...own] } : { invited: paper.invited, sittings: own };
}

/** 计数 — how many were invited, took part and passed; a make-up counts with its first round. */
export async function resultOf(reader: Reader, paper: Paper): Promise<QuizResult> {
  const { invited, sittings } = await everySitting(reader, paper);
  const count = (list: readonly Sitting[]): number => new Set(list.map(({ member }) => member)).size;
  return { invited: invited.length, taken: count(sittings), passed: count(sittings.filter(({ passed }) => passed)) };
}

/** Who has not passed a closed paper yet, in the order of invitation. */
export async function toMakeUp(reader: Reader, paper: Paper): Promise<string[]> {
  const passed = new Set((await sittingsOf(reader, paper.id)).filter(sitting => sitting.passed).map(({ member }) => member));
  return paper.invited.filter(member => !passed.has(member));
}
