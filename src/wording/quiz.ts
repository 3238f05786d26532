import { dayOf, type LocalDate, monthOf } from '../domain/date.ts';
import type { QuizQuestion, QuizResult } from '../domain/quiz.ts';

const letters = ['A', 'B', 'C', 'D'] as const;

function letter(position: number): string {
  return letters[position] ?? '';
}

function day(date: LocalDate): string {
  return `${monthOf(date)}月${dayOf(date)}日`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `（${((part * 100) / whole).toFixed(1).replace(/\.0$/, '')}%）`;
}

function questionBody({ reference, stem, options, kind }: QuizQuestion): string {
  const task = kind === 'yes-no' ? '（判断）' : '';
  return `${task}${reference}：${stem}\n${options.map((option, index) => `${letter(index)} ${option}`).join('　')}`;
}

function questionText(question: QuizQuestion, number: number): string {
  return `${number}. ${questionBody(question)}`;
}

function keyText({ answer, options, explanation, kind }: QuizQuestion): string {
  const basis = kind === 'yes-no' && answer === 0 ? '题干即原文' : `原文：“${explanation}”`;
  return `> 答案${letter(answer)} ${options[answer] ?? ''}。${basis}`;
}

function termText(term: string): string {
  const [year = '', half = ''] = term.split('-');
  return `${year}年${half === 'H1' ? '上' : '下'}半年`;
}

/** 待审卷 — what the editor sees before anybody else does: every question with its key and the article's own words. */
export function paperPreview(paper: { term: string; questions: readonly QuizQuestion[]; asked: number; people: number; isMakeup: boolean }): string {
  const { questions, asked, people } = paper;
  const fewer = questions.length < asked ? `要的是${asked}题，学法清单里本期没用过、能从条文证明答案的只有这些。` : '';
  return [
    `**${paper.isMakeup ? '局内自测补测卷' : '局内自测卷'}（待审）**｜${termText(paper.term)}，${questions.length}题，将私下发给${people}人`,
    ...questions.map((question, index) => `${questionText(question, index + 1)}\n${keyText(question)}`),
    `> ${fewer}同意回“同意发卷”，换一题回“换第3题”，全换回“换一套”，不发回“不发卷”。`,
  ].join('\n');
}

export const previewSent = '待审的自测卷已私下发给您，请审核。';

export const noQuestions = [
  '**没有出成卷**｜学法清单里的法，库内没有现行有效、核对过效力、本期还没考过的条文可出题。',
  '请把法规入库并核对效力，或在 calendar.yaml 的 studyList 里加几部法。',
].join('\n');

/** `unreached`: names of those who have no account, or must write to 小法 first; told by number in a group. */
export function paperApproved(
  people: number,
  closesOn: LocalDate,
  { unreached, isPrivate }: { unreached: readonly string[]; isPrivate: boolean },
): string {
  const whom = isPrivate ? unreached.join('、') : `有${unreached.length}人`;
  const rest = unreached.length > 0 ? `${whom}没有账号，或还没和小法单独说过话，没有发到；请他们私下对小法说“${beginLabel}”。` : '';
  return `**已发卷**｜私下发给${people}人，${day(closesOn)}收卷，群里只公布人数。${rest}\n想提前收卷回“结束自测”，看进度回“自测情况”。`;
}

export const paperDropped = '**已作废**｜这套自测卷没有发给任何人。';

export const noDraftPaper = '没有待审的自测卷。要出一套，回“出一套自测题”。';

export function noSuchQuestion(number: number, questions: number): string {
  return `这套卷只有${questions}题，没有第${number}题。`;
}

export const noOtherQuestion = '没有别的题可换了：学法清单里本期没用过的条文都已在卷内。';

/** 试卷 — told to each member privately, after the greeting. */
export function paperToAnswer(questions: readonly QuizQuestion[], options: { closesOn: LocalDate; isMakeup: boolean }): string {
  const example = questions
    .slice(0, 3)
    .map((_, index) => `${index + 1}${letter(index)}`)
    .join('');
  return [
    `这是**局内自测${options.isMakeup ? '补测' : ''}**，${questions.length}题，${day(options.closesOn)}前（含当天）回我一串答案即可，如“${example}……”；想一题一题来，回“${beginLabel}”。`,
    ...questions.map((question, index) => questionText(question, index + 1)),
    '> 成绩只有您自己知道，群里只公布人数；不计入正式的学法考试。',
  ].join('\n');
}

/** 交卷回执 — to the member alone. */
export function sittingReceipt(
  questions: readonly QuizQuestion[],
  answers: readonly number[],
  { passed, isMakeup }: { passed: boolean; isMakeup: boolean },
): string {
  const wrong = questions.flatMap((question, index) => (question.answer === answers[index] ? [] : [{ question, number: index + 1 }]));
  const lines = wrong.map(
    ({ question, number }) =>
      `第${number}题应选${letter(question.answer)} ${question.options[question.answer] ?? ''}。${question.reference}：“${question.explanation}”`,
  );
  const correct = questions.length - wrong.length;
  return [
    `**已交卷**｜${questions.length}题答对${correct}题，${passed ? '合格' : isMakeup ? '未合格' : '未合格，可参加补测'}。`,
    ...lines,
    '> 局内自测不计入正式的学法考试。',
  ].join('\n');
}

export const answerPrivately = '自测答案请私下发给小法，群里不收，这一条没有记分。';

export function answersOutOfRange(numbers: readonly number[]): string {
  return `第${numbers.join('、')}题没有您选的那一项，这一次的答案没有记，请重发。`;
}

/** Starts answering one by one; also what the button under a paper says. */
export const beginLabel = '逐题作答';

const LONGEST_LABEL = 10;

/** A 三十日; the letters alone where one of the options is too long for a button. */
export function optionLabels(options: readonly string[]): string[] {
  const whole = options.map((option, index) => `${letter(index)} ${option}`);
  return whole.every(label => label.length <= LONGEST_LABEL) ? whole : options.map((_, index) => letter(index));
}

/** What has just been kept of an answer sheet that is not whole yet; empty when nothing was chosen. */
export function chosenText(
  questions: readonly QuizQuestion[],
  { answers, numbers }: { answers: readonly (number | null)[]; numbers: readonly number[] },
): string {
  const [number] = numbers;
  if (number === undefined) return '';
  const answer = answers[number - 1] ?? 0;
  const what =
    numbers.length === 1 ? `第${number}题选${letter(answer)} ${questions[number - 1]?.options[answer] ?? ''}` : `第${numbers.join('、')}题`;
  const left = answers.filter(one => one === null).length;
  return `已记${what}，还差${left}题。`;
}

/** One question, where people answer one after the other; `at` counts from 0. */
export function questionToAnswer(questions: readonly QuizQuestion[], { at, kept }: { at: number; kept: string }): string {
  const question = questions[at];
  const how = kept === '' ? ['> 点选项或回一个字母；交卷前可改，如回“1B”，答完最后一题自动交卷。'] : [];
  return [
    ...(kept === '' ? [] : [kept]),
    ...(question ? [`**第${at + 1}题**（共${questions.length}题）${questionBody(question)}`] : []),
    ...how,
  ].join('\n');
}

export const oldCard = '这一题的自测卷已经收了，没有记。';

export const nothingToAnswer = '现在没有要您答的自测题。想学一条法规，回“学一条”。';

export function answeredBefore(correct: number, questions: number): string {
  return `您已交过卷（${questions}题答对${correct}题），一卷只记第一次。`;
}

function countsText({ invited, taken, passed }: QuizResult): string {
  return `应参加${invited}人，参加${taken}人${percent(taken, invited)}，合格${passed}人${taken === 0 ? '' : `（占参加的${((passed * 100) / taken).toFixed(1).replace(/\.0$/, '')}%）`}`;
}

/** To the group: counts only. */
export function groupResult(result: QuizResult, isMakeup: boolean): string {
  return [`**局内自测${isMakeup ? '（含补测）' : ''}结果**｜${countsText(result)}`, '> 这是局内自测，不是正式的学法考试；不公布个人成绩。'].join(
    '\n',
  );
}

/** To the editors: counts, what they were booked as, and the way to a make-up round. */
export function editorResult(result: QuizResult, details: { number: string | null; isMakeup: boolean; isExamBooked: boolean }): string {
  const open = result.invited - result.passed;
  const booked = details.number === null ? '' : `，已按“局内自测”记入台账（${details.number}）`;
  const next = open > 0 && !details.isMakeup ? `${open}人没参加或未合格，补测回“出补测卷”。` : '';
  const exam = details.isExamBooked ? '' : '正式的学法考试另计，今年还没有人数：考完请报一句“学法考试应考45人，实考44人，合格44人”。';
  const hint = `${next}${exam}`;
  return [`局内自测${details.isMakeup ? '（含补测）' : ''}已收卷：${countsText(result)}${booked}。`, ...(hint === '' ? [] : [`> ${hint}`])].join(
    '\n',
  );
}

export function quizProgress(result: QuizResult, closesOn: LocalDate | null): string {
  return `**局内自测进行中**｜${countsText(result)}${closesOn === null ? '' : `，${day(closesOn)}收卷`}。`;
}

export function quizClosed(result: QuizResult): string {
  return `**局内自测已收卷**｜${countsText(result)}。`;
}

export const noPaper = '本期还没有发过自测卷。要出一套，回“出一套自测题”。';

export const nothingToMakeUp = '没有要补测的：本期还没有收过卷，或者应参加的都已合格，或者补测卷已经发过。';

export function questionsOutdated(numbers: readonly number[]): string {
  return `第${numbers.join('、')}题依据的条文已不是核对过的现行条文，卷子没有发。请先回“换第${numbers[0] ?? 1}题”再审。`;
}

export const paperStillOpen = '上一套自测卷还没有收，请先回“结束自测”再发新的。';

/** What the ledger says of it. */
export const quizSummary = '组织局内自测';

export function quizBookedAgain(result: QuizResult): string {
  return `补测后更新：${countsText(result)}`;
}

export function closedPapers(papers: number): string {
  return `${papers}套自测卷到期收卷`;
}
