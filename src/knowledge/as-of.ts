import { type LocalDate, makeDate } from '../domain/date.ts';

const past = /((?:19|20)\d{2})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?(?:的时候|那时候?|那会儿|那年|当时|时的?规定|发生的|签的|期间)/;

/** 问当时 — the day whose law a question asks for (`2019年的时候`): the last day that its words allow; undefined for questions about today. */
export function pastDayIn(question: string, today: LocalDate): LocalDate | undefined {
  const [, year = '', month, day] = past.exec(question) ?? [];
  if (year === '') return undefined;
  const said = Number(month ?? 12);
  const last = new Date(Date.UTC(Number(year), said, 0)).getUTCDate();
  const date = makeDate(Number(year), said, Number(day ?? last));
  return date !== undefined && date < today ? date : undefined;
}

/** The question without the day: what is asked of that day's law. */
export function withoutPastDay(question: string): string {
  return question.replace(past, ' ').trim();
}
