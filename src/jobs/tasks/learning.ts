import type { Bureau } from '../../bureau/bureau.ts';
import { addDays, dateOf, daysBetween, yearOf } from '../../domain/date.ts';
import type { Member } from '../../domain/member.ts';
import { weekOf } from '../../domain/period.ts';
import type { Corpus, Quotation } from '../../knowledge/corpus.ts';
import { takeTurn, turnOf } from '../../learning/daily-turn.ts';
import { doneLastYear } from '../../learning/last-year.ts';
import { dailyLesson, lessonFrom } from '../../learning/lesson.ts';
import { type DueObservance, observancesDue } from '../../learning/observances-due.ts';
import { closeOpenPaper } from '../../learning/quiz/close-paper.ts';
import { papersIn } from '../../learning/quiz/papers.ts';
import { type Shelf, shelfOf, textsInForce } from '../../learning/shelf.ts';
import type { Reader, Store, Transaction } from '../../store/store.ts';
import { entryLine } from '../../wording/entry-line.ts';
import {
  cardFoot,
  dailyLaw,
  dailyLawRun,
  dailyLawYields,
  type Lesson,
  learnedRun,
  observanceCard,
  observanceNotice,
} from '../../wording/learning.ts';
import { editorResult, groupResult } from '../../wording/quiz.ts';
import { createPushing, type Pushing } from '../pushing.ts';
import { contactsOf, membersWithRole } from '../recipients.ts';
import type { Task, TaskContext } from '../task.ts';

/** What 普法 works with. */
export interface LearningTools {
  store: Store;
  corpus: Corpus;
  /** As whom the corpus is read. */
  reader: string;
}

function lessonOf({ citation, reference, validityLine }: Quotation): Lesson {
  return { quote: citation.quote, reference, validityLine };
}

/** The same day one year earlier: that year's own dates, since some are computed. */
function lastYearsDays({ observance, period }: DueObservance): DueObservance['period'] {
  return observance.datesIn(yearOf(period.from) - 1);
}

async function noticeFor(due: DueObservance, { reader, shelf }: { reader: Reader; shelf: Shelf }): Promise<string> {
  const { observance, period, daysLeft } = due;
  const year = yearOf(shelf.options.asOf);
  const before = lastYearsDays(due);
  const entries = await doneLastYear(reader, { period: before, department: observance.department });
  return observanceNotice({
    ...{ name: observance.name, basis: observance.basis, confirmed: observance.confirmed, period, daysLeft, year },
    theme: observance.themes[String(yearOf(period.from))] ?? null,
    laws: observance.laws.map(title => ({ title, isInForce: textsInForce(shelf, [title]).length > 0 })),
    lastYear: { period: before, lines: entries.map(entry => entryLine(entry)) },
  });
}

/** Who answers for the 科室 in charge; the editors where there is none. */
function inCharge({ bureau, at }: TaskContext, { observance: { department } }: DueObservance): Member[] {
  const today = dateOf(at);
  const contacts = department === null ? [] : contactsOf(bureau, department, today);
  return contacts.length > 0 ? contacts : membersWithRole(bureau, 'editor', today);
}

/** One step of one year's observance, once. */
function claim(transaction: Transaction, { observance, period }: DueObservance, step: 'ahead' | 'card'): Promise<boolean> {
  return transaction.spend(`learning:${observance.name}:${period.from}:${step}`, 1, 1);
}

interface Card {
  due: DueObservance;
  lesson: Quotation | null;
}

function cardFor(due: DueObservance, shelf: Shelf): Card {
  const { laws, name } = due.observance;
  return { due, lesson: lessonFrom(shelf, textsInForce(shelf, laws), `${name}${yearOf(due.period.from)}`) };
}

/** All cards of a day are one push to each work group. */
async function sendCards(pushing: Pushing, context: TaskContext, cards: readonly Card[]): Promise<{ cards: number; withoutText: number }> {
  const year = yearOf(dateOf(context.at));
  const texts = cards.flatMap(({ due, lesson }) =>
    lesson ? [observanceCard(due.observance.name, { period: due.period, year }, lessonOf(lesson))] : [],
  );
  let isSent = false;
  const groups = context.bureau.groups.filter(group =>
    context.schedule.group === null ? group.kind === 'work' : group.id === context.schedule.group,
  );
  if (texts.length > 0)
    for (const group of groups)
      if (await pushing.toGroup(group, [texts.join('\n\n'), cardFoot].join('\n'), { key: `${group.id}:card` })) isSent = true;
  // Whoever is in charge was told ahead that the text is missing; a second word on the day changes nothing any more.
  return { cards: isSent ? texts.length : 0, withoutText: cards.length - texts.length };
}

/** Papers whose last day has passed: counts to the work groups, the make-up to the editors. */
async function closeDuePapers(transaction: Transaction, pushing: Pushing, context: TaskContext): Promise<number> {
  const { bureau, at } = context;
  const today = dateOf(at);
  const due = (await papersIn(transaction, 'open')).filter(({ closesOn }) => closesOn !== null && closesOn < today);
  for (const paper of due) {
    const { result, ...booked } = await closeOpenPaper(transaction, paper, { bureau, at });
    const isMakeup = paper.makeupOf !== null;
    for (const group of studyGroups(bureau, null))
      await pushing.toGroup(group, groupResult(result, isMakeup), { key: `${group.id}:quiz:${paper.id}`, whenFull: 'wait' });
    for (const editor of membersWithRole(bureau, 'editor', today)) await pushing.privately(editor, editorResult(result, { ...booked, isMakeup }));
  }
  return due.length;
}

/** 普法提示 — some days ahead the 科室 in charge is told what is coming; on the day the group gets one provision in force. */
export function createLearningTask({ store, corpus, reader }: LearningTools): Task {
  return {
    name: 'learning',
    async run(context) {
      const { bureau } = context;
      const shelf = shelfOf(corpus, { bureau, reader, asOf: dateOf(context.at) });
      const due = observancesDue(bureau.observances, dateOf(context.at), bureau.calendar);
      const notices = await store.read({ bureau: bureau.id }, rows =>
        Promise.all(due.ahead.map(async one => ({ due: one, body: await noticeFor(one, { reader: rows, shelf }) }))),
      );
      const cards = due.today.map(one => cardFor(one, shelf));
      return async transaction => {
        const pushing = createPushing(transaction, context);
        let told = 0;
        for (const notice of notices) {
          if (!(await claim(transaction, notice.due, 'ahead'))) continue;
          told++;
          for (const member of inCharge(context, notice.due)) await pushing.privately(member, notice.body);
        }
        const fresh: Card[] = [];
        for (const card of cards) if (await claim(transaction, card.due, 'card')) fresh.push(card);
        const sent = await sendCards(pushing, context, fresh);
        return pushing.outcome(learnedRun({ notices: told, ...sent, papers: await closeDuePapers(transaction, pushing, context) }));
      };
    },
  };
}

function studyGroups(bureau: Bureau, group: string | null): Bureau['groups'] {
  return bureau.groups.filter(({ id, kind }) => (group === null ? kind === 'work' : id === group));
}

/** Whether a card is still to come this week: it teaches a law as well, and a group's pushes are few. */
function cardIsComing({ bureau, at }: TaskContext, shelf: Shelf): boolean {
  const { observances, calendar } = bureau;
  const today = dateOf(at);
  const days = Array.from({ length: daysBetween(today, weekOf(today).to) + 1 }, (_, ahead) => addDays(today, ahead));
  const due = days.filter(day => calendar.isWorkday(day)).flatMap(day => observancesDue(observances, day, calendar).today);
  return due.some(({ observance }) => textsInForce(shelf, observance.laws).length > 0);
}

/** 每日一法 — the next law of the study list to the group, in a week without a 普法 card to come. */
export function createDailyLawTask({ store, corpus, reader }: LearningTools): Task {
  return {
    name: 'daily-law',
    async run(context) {
      const { bureau } = context;
      const shelf = shelfOf(corpus, { bureau, reader, asOf: dateOf(context.at) });
      if (cardIsComing(context, shelf)) return async () => ({ outcome: dailyLawYields, sent: [] });
      const lessons = await store.read({ bureau: bureau.id }, rows =>
        Promise.all(
          studyGroups(bureau, context.schedule.group).map(async group => ({
            group,
            lesson: dailyLesson(shelf, bureau.studyList, await turnOf(rows, group.conversation)),
          })),
        ),
      );
      return async transaction => {
        const pushing = createPushing(transaction, context);
        let isSent = false;
        for (const { group, lesson } of lessons) {
          if (!lesson || !(await pushing.toGroup(group, dailyLaw(lessonOf(lesson))))) continue;
          await takeTurn(transaction, bureau.id, group.conversation);
          isSent = true;
        }
        return pushing.outcome(dailyLawRun(isSent));
      };
    },
  };
}
