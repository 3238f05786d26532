import type { Provision, SourceDocument } from '../../domain/provision.ts';
import { BLANK, type QuizQuestion } from '../../domain/quiz.ts';
import { hashOf, seededOrder } from '../seeded-order.ts';
import type { Shelf } from '../shelf.ts';
import { authoritiesOf } from './authority.ts';
import { areAlike, asLiberty, checkQuestion } from './check-question.ts';
import { type ClauseToken, sameValue, tokensOf } from './clause-token.ts';
import { quizSentences } from './quiz-sentence.ts';
import { usualFigures } from './usual-figures.ts';

/** What of a document stands near a passage. */
interface Surroundings {
  tokens: { order: number; token: ClauseToken }[];
  authorities: { order: number; text: string }[];
}

interface Origin {
  provision: Provision;
  sentence: string;
  level: SourceDocument['level'];
  around: Surroundings;
}

const WRONG_CHOICES = 3;

function surroundingsOf(passages: readonly Provision[]): Surroundings {
  return {
    tokens: passages.flatMap(({ order, text }) => tokensOf(text).map(token => ({ order, token }))),
    authorities: passages.flatMap(({ order, text }) => authoritiesOf(text).map(authority => ({ order, text: authority.text }))),
  };
}

function nearest<T extends { order: number }>(items: readonly T[], order: number): T[] {
  return [...items].sort((a, b) => Math.abs(a.order - order) - Math.abs(b.order - order));
}

/** Beside 三十年, nobody believes 一年. */
const FARTHEST = 5;

function isPlausible(right: ClauseToken, other: ClauseToken): boolean {
  const ratio = other.value / right.value;
  return right.unit.endsWith('~') || (ratio <= FARTHEST && ratio >= 1 / FARTHEST);
}

/** Figures of the same unit that the article itself does not state: from its neighbours first, then what rules usually say. */
function otherFigures(token: ClauseToken, { provision, around }: Origin): ClauseToken[] {
  const near = nearest(around.tokens, provision.order).map(({ token: other }) => other);
  const usual = seededOrder(usualFigures(token), `${provision.id}${token.start}`, text => text).flatMap(text => tokensOf(text));
  const chosen: ClauseToken[] = [];
  for (const other of [...near, ...usual]) {
    const isNew =
      isPlausible(token, other) &&
      other.unit === token.unit &&
      /\d/.test(other.text) === /\d/.test(token.text) &&
      ![token, ...chosen].some(known => sameValue(known, other)) &&
      !provision.text.includes(other.text);
    if (isNew && chosen.length < WRONG_CHOICES) chosen.push(other);
  }
  return chosen;
}

function otherAuthorities(authority: string, { provision, around }: Origin): string[] {
  const chosen: string[] = [];
  for (const { text } of nearest(around.authorities, provision.order)) {
    const isAlike = [authority, ...chosen].some(known => areAlike(known, text));
    if (!isAlike && !provision.text.includes(text) && chosen.length < WRONG_CHOICES) chosen.push(text);
  }
  return chosen;
}

type Draft = Omit<QuizQuestion, 'reference' | 'provisionId' | 'explanation' | 'key'>;

function without(sentence: string, { start, text }: { start: number; text: string }, instead: string): string {
  return sentence.slice(0, start) + instead + sentence.slice(start + text.length);
}

function figureQuestions(origin: Origin): Draft[] {
  const { sentence, provision } = origin;
  return tokensOf(sentence).flatMap(token => {
    // Said twice in one article, a figure could be asked for in two places.
    if (provision.text.split(token.text).length !== 2) return [];
    const others = otherFigures(token, origin);
    if (others.length < WRONG_CHOICES) return [];
    const choices = [token, ...others].sort((a, b) => a.value - b.value);
    return [{ kind: token.kind, stem: without(sentence, token, BLANK), options: choices.map(({ text }) => text), answer: choices.indexOf(token) }];
  });
}

function authorityQuestions(origin: Origin): Draft[] {
  const { sentence, provision } = origin;
  return authoritiesOf(sentence).flatMap(authority => {
    const others = otherAuthorities(authority.text, origin);
    if (others.length < WRONG_CHOICES || sentence.split(authority.text).length !== 2) return [];
    const options = seededOrder([authority.text, ...others], `${provision.id}${authority.start}`, text => text);
    return [{ kind: 'authority' as const, stem: without(sentence, authority, BLANK), options, answer: options.indexOf(authority.text) }];
  });
}

function falseStatement(origin: Origin): string | null {
  const { sentence } = origin;
  const [token] = tokensOf(sentence);
  const [other] = token && sentence.split(token.text).length === 2 ? otherFigures(token, origin) : [];
  if (token && other) return without(sentence, token, other.text);
  return goesWithoutSaying.test(sentence) ? null : asLiberty(sentence);
}

/** Nobody has to know a law to know that these are not allowed: asked about them, people feel mocked. */
const goesWithoutSaying =
  /非法|违法|违反|违规|违约|拖欠|阻止|变相|窃取|伪造|变造|泄露|侵占|侵犯|侵害|损害|破坏|危害|歧视|差别待遇|贪污|贿赂|牟取|谋取|虚假|徇私|打击报复|强迫|欺骗|骗取|篡改|隐瞒|妨碍|妨害|拒绝|阻碍|阻挠|干扰|干涉|克扣|挪用|滥用|推诿|拖延|擅自|过度|重复|不正当|不合理|玩忽/;

/** Nobody is asked to judge a falsified sentence on the state's foundations. */
const notToBeFalsified = /共产党|社会主义|国家安全|主权|领土|统一|国旗|国徽|国歌|人民民主|民族/;

function statementQuestions(origin: Origin): Draft[] {
  const { sentence, provision, level } = origin;
  if (level === 'constitution' || notToBeFalsified.test(sentence)) return [];
  const wrong = falseStatement(origin);
  if (wrong === null) return [];
  const isTrue = hashOf(`${provision.id}${sentence}`) % 2 === 0;
  return [{ kind: 'yes-no', stem: isTrue ? sentence : wrong, options: ['对', '错'], answer: isTrue ? 0 : 1 }];
}

/** Every question that a text gives whose key can be proven from its article; only of law in force that somebody has checked. */
export function questionsFrom({ corpus, options }: Shelf, document: SourceDocument): QuizQuestion[] {
  const passages = corpus.provisions(document.id);
  const around = surroundingsOf(passages);
  const whole = passages.map(({ text }) => text).join('\n');
  return passages.flatMap(provision =>
    quizSentences(provision).flatMap(sentence => {
      const quotation = corpus.quote(provision.id, sentence, options);
      if (quotation?.citation.validity !== 'in-force' || quotation.citation.checkedTo === null) return [];
      const origin = { provision, sentence, level: document.level, around };
      const drafts = [...figureQuestions(origin), ...authorityQuestions(origin), ...statementQuestions(origin)];
      const shared = { reference: quotation.reference, provisionId: provision.id, explanation: sentence };
      const questions = drafts.map(draft => ({
        ...draft,
        ...shared,
        key: `${provision.id}|${hashOf(sentence)}|${draft.kind}|${draft.options[draft.answer]}`,
      }));
      return questions.filter(question => checkQuestion(question, { article: provision.text, document: whole }).length === 0);
    }),
  );
}
