import { BLANK, type QuizQuestion } from '../../domain/quiz.ts';
import { authoritiesOf } from './authority.ts';
import { sameValue, tokensOf } from './clause-token.ts';

/** 不得 → 可以 makes a sentence false. 应当 → 可以 does not for certain: who must, may. */
const prohibition = /不得(?!已|不|以)/g;

/** A sentence with its one prohibition turned into a liberty; null when it has none or several. */
export function asLiberty(sentence: string): string | null {
  return (sentence.match(prohibition) ?? []).length === 1 ? sentence.replace(prohibition, '可以') : null;
}

/** The only difference of two sentences; null when they are the same. */
function differenceOf(a: string, b: string): { from: string; to: string } | null {
  if (a === b) return null;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return { from: a.slice(start, a.length - end), to: b.slice(start, b.length - end) };
}

/** Whether `sentence` says, with other figures or its opposite, what `explanation` does not say. */
function isProvenFalse(sentence: string, explanation: string): boolean {
  if (asLiberty(explanation) === sentence) return true;
  const [right, said] = [tokensOf(explanation), tokensOf(sentence)];
  const changed = right.flatMap((token, index) => {
    const other = said[index];
    return other && other.text !== token.text ? [{ token, other }] : [];
  });
  const [only] = changed;
  if (right.length !== said.length || changed.length !== 1 || !only) return false;
  const { token, other } = only;
  if (sameValue(token, other) || token.unit !== other.unit) return false;
  return explanation.slice(0, token.start) + other.text + explanation.slice(token.start + token.text.length) === sentence;
}

function checkStatement({ stem, options, answer, explanation }: QuizQuestion, document: string): string[] {
  if (options.join() !== '对,错') return ['判断题的选项不是对和错'];
  if (answer === 0) return stem === explanation ? [] : ['答案是对，题干却不是原文'];
  return !document.includes(stem) && differenceOf(explanation, stem) !== null && isProvenFalse(stem, explanation) ? [] : ['不能证明题干是错的'];
}

/** Two options between which nobody could choose. */
export function areAlike(a: string, b: string): boolean {
  const [left, right] = [tokensOf(a)[0], tokensOf(b)[0]];
  if (left && right && left.text === a && right.text === b) return sameValue(left, right) || left.unit !== right.unit;
  const [one, other] = [plainBody(a), plainBody(b)];
  return one.includes(other) || other.includes(one);
}

/** 县级以上人民政府 and 县级以上地方各级人民政府 are one and the same to whoever chooses. */
function plainBody(authority: string): string {
  return authority.replace(/地方|各级|有关/g, '');
}

const SHORTEST_STEM = 16;

/** The same stem filled in another way must not be what another article says. */
function checkChoices({ stem, options, answer, explanation, kind }: QuizQuestion, { article, document }: Basis): string[] {
  const right = options[answer];
  if (options.length !== 4 || right === undefined || stem.split(BLANK).length !== 2) return ['选项或空格不对'];
  const wrong = options.filter((_, index) => index !== answer);
  const isAuthority = kind === 'authority' && authoritiesOf(explanation).some(({ text }) => text === right);
  const isFigure = kind !== 'authority' && tokensOf(explanation).some(({ text }) => text === right);
  return [
    stem.replace(BLANK, right) === explanation ? '' : '填入答案后不是原文',
    isAuthority || isFigure ? '' : '答案不是这一句里的数或主体',
    wrong.some(option => article.includes(option)) ? '错误选项在本条里也出现' : '',
    wrong.some(option => document.includes(stem.replace(BLANK, option))) ? '别的条文也能填这个空' : '',
    stem.length < SHORTEST_STEM ? '题干太短，说不清问的是什么' : '',
    options.some((option, index) => options.slice(index + 1).some(other => areAlike(option, other))) ? '有两个选项意思相同或互相包含' : '',
  ].filter(problem => problem !== '');
}

/** 验题所据 — the article that a question was made from, and the whole text of its document. */
export interface Basis {
  article: string;
  document: string;
}

/** 验题 — proves the key from the article's own words, without looking at how the question was made; plain-word problems, none when it holds. */
export function checkQuestion(question: QuizQuestion, basis: Basis): string[] {
  if (!basis.article.includes(question.explanation)) return ['依据不是条文原话'];
  return question.kind === 'yes-no' ? checkStatement(question, basis.document) : checkChoices(question, basis);
}
