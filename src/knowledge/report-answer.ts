import { yearOf } from '../domain/date.ts';
import { maskedFigure, reportAnswer } from '../wording/law.ts';
import type { Answer } from './answer.ts';
import { WordingMatch } from './choose-clause.ts';
import { cite, referenceOf } from './cite.ts';
import { type DocumentPlace, provisionAt } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import { askedAbout, type RetrievedPassage, retrieve, scoreQuery } from './retrieve.ts';
import { sentencesOf } from './sentences.ts';

const pastReport = /去年|前年|上一?年度?|往年|上半年|下半年|20\d{2}\s*年|报告|总结|汇报|述职/;
const asksFigure = /多少|几[家个条件次份场期名人项块]|比例|率|占/;
const figure = /\d|[一二三四五六七八九十百]+余?[家个条件次份场期名人项块]|\*{2,}|[×✕xXＸ]{2,}|全[员部]|百分之/;
/** Asterisks, or crosses for letters: ××家, XX万元. */
const masked = /\*{2,}(?:\.\*+)?|[×✕]{2,}|[xXＸ]{2,}(?=[家个条件次份场期名人项块万元])/;
/** Words too general to tell one sentence of a report from another. */
const general = /去年|前年|今年|上半年|下半年|全年|我们|我局|本局|报告|总结|里|说|写|法治政府建设|工信局|20\d{2}\s*年度?/g;

/** Which year's report is meant; null when the question does not say. */
function yearAsked(question: string, today: string): number | null {
  const stated = /(20\d{2})\s*年?/.exec(question)?.[1];
  if (stated !== undefined) return Number(stated);
  if (/前年/.test(question)) return yearOf(today) - 2;
  return /去年|上一?年度?/.test(question) ? yearOf(today) - 1 : null;
}

/** True for questions that a past report may answer: they name one, or a past year, and ask for a figure or what was done. */
export function asksPastReport(question: string): boolean {
  return pastReport.test(question) && !/《[^》]*(?:法|条例|办法|规定)》/.test(question);
}

/** True for a past year's count: law does not hold it, so nothing else needs to be looked through. */
export function asksPastFigure(question: string): boolean {
  return /去年|前年|20\d{2}\s*年|上半年|下半年/.test(question) && /多少[家个份期次场人件条项名块万]|几[家次场期件]/.test(question);
}

interface FoundSentence {
  hit: RetrievedPassage;
  sentence: string;
  score: number;
}

/** 报告作答 — the sentence of a past report that holds the figure asked for; undefined when no report does. */
export function answerFromReports(scope: ReadingScope, question: string): Answer | undefined {
  const year = yearAsked(question, scope.asOf);
  const subject = askedAbout(question.replace(general, ' '));
  const weight = (place: DocumentPlace): number => {
    if (place.document.level !== 'report' || !scope.mayRead(place) || (year !== null && place.document.reportYear !== year)) return 0;
    return /上半年/.test(question) === /上半年/.test(place.document.title) ? 1 : 0.8;
  };
  // Whose report is meant counts twice.
  const whose = /[一-龥]{2,4}[区市县](?=.{0,4}局)/.exec(question)?.[0] ?? '';
  const hits = retrieve(scoreQuery(scope.view, { text: `${subject} ${whose}`, expansion: '' }, weight), 12);
  const match = new WordingMatch(subject, '');
  const full = match.in(subject);
  const found = hits.flatMap(hit =>
    sentencesOf(provisionAt(hit).text)
      .map(part => part.trim())
      .map(sentence => ({ hit, sentence, score: rate(question, sentence, match) + hit.score * 0.02 })),
  );
  const best = found.sort((a, b) => b.score - a.score)[0];
  // Much less than half of what is asked about: some other figure, not this one.
  if (!best || match.in(best.sentence) < full * 0.45 || (asksFigure.test(question) && !figure.test(best.sentence))) return undefined;
  return compose(scope, best, match);
}

function rate(question: string, sentence: string, match: WordingMatch): number {
  return match.in(sentence) + (asksFigure.test(question) && figure.test(sentence) ? 4 : 0) - sentence.length / 200;
}

/** The clause that is asked about: whether its own figure is masked, not that of a neighbour. */
function figureIsMasked(sentence: string, match: WordingMatch): boolean {
  const clauses = sentence.split(/(?<=[，；。])/).filter(clause => figure.test(clause));
  const [best] = clauses.sort((a, b) => match.in(b) - match.in(a));
  return best !== undefined && masked.test(best);
}

function compose(scope: ReadingScope, { hit, sentence: found }: FoundSentence, match: WordingMatch): Answer | undefined {
  const sentence = found.replace(/^[一二三四五六七八九十]是/, '');
  const citation = cite(scope, hit, { paragraph: 1, conclusion: sentence, quote: sentence });
  if (!citation) return undefined;
  const where = referenceOf(scope, citation);
  const isMasked = figureIsMasked(sentence, match);
  const text = isMasked
    ? maskedFigure({ sentence, reference: where })
    : reportAnswer({ sentence, reference: where, year: hit.place.document.reportYear });
  return { answered: !isMasked, text, citations: [citation], contact: null };
}
