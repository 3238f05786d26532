import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, type LocalDate } from '../../domain/date.ts';
import { departmentsOf, isPresent, type Member } from '../../domain/member.ts';
import { may } from '../../domain/permission.ts';
import { type Question, wholeBureau } from '../../domain/question.ts';
import type { Total } from '../../domain/total.ts';
import { loadEntries } from '../../figures/load-entries.ts';
import { definitionOf } from '../../figures/metric-definition.ts';
import { readPeriod, yearToDate } from '../../figures/read-period.ts';
import { changesSince, keepRelease, releasedFigures } from '../../figures/releases.ts';
import { reportedLedger } from '../../figures/reported-ledger.ts';
import { findSubject } from '../../figures/subject/find-subject.ts';
import type { Subject } from '../../figures/subject/subject.ts';
import { totalOf } from '../../figures/total.ts';
import { readSuperiorRequest, type SuperiorRequest } from '../../language/superior-request.ts';
import type { Transaction } from '../../store/store.ts';
import { undated } from '../../wording/not-counted.ts';
import { toldBefore } from '../../wording/releases.ts';
import { askedOwner, noSuchFigures, superiorAnswer } from '../../wording/superior-request.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** A figure that is wanted, and the 科室 that have not reported it. */
interface Wanted {
  total: Total;
  lacking: string[];
}

function wantedOf(total: Total, bureau: Bureau): Wanted {
  const reporting = bureau.departments.filter(({ reports }) => reports).map(({ name }) => name);
  const owners = total.quantity ? total.missing.map(({ department }) => department) : (definitionOf(bureau, total.metric)?.ledger.departments ?? []);
  return { total, lacking: reporting.filter(name => owners.includes(name)) };
}

/** Who answers for a 科室: its liaisons at work, else a colleague who reports. */
function ownerOf({ members }: Bureau, department: string, date: string): Member | undefined {
  const present = members.filter(member => departmentsOf(member).includes(department) && isPresent(member, date) && may(member, 'report'));
  return present.find(({ roles }) => roles.includes('liaison')) ?? present[0];
}

/** 市局要1—9月走访、培训，15点前 — what is known and what is missing; each owner of what is missing is asked once, privately. */
export const superiorRequest: Handler = async (turn, services) => {
  const asked = readSuperiorRequest(turn.message.text);
  if (!asked) return say();
  const { bureau, store } = services;
  const today = dateOf(turn.message.at);
  const { period, earlier, isUnread, rest } = readPeriod(asked.what, { today, bureau });
  if (isUnread || earlier) return say(undated);
  const { metrics, choice } = await subjectOf(rest, { bureau, store }, today);
  if (metrics.length === 0) return say(noSuchFigures(asked, choice));
  const question = wholeBureau(metrics, period ?? yearToDate(today));
  const rows = await store.read({ bureau: bureau.id }, reader => loadEntries(reader, question.period));
  const wanted = metrics.map(metric =>
    wantedOf(totalOf(rows.entries, { metric, period: question.period, today, bureau, nilReports: rows.nilReports }), bureau),
  );
  return async tx => {
    const asking = await askOwners(tx, { asked, question, wanted }, { turn, services });
    const notes = await released(tx, { asked, question, wanted }, turn);
    const names = asking.map(({ to }) => to?.name ?? '');
    return [{ text: [superiorAnswer(asked, { wanted, period: question.period, today, asked: names }), ...notes].join('\n') }, ...asking];
  };
};

/** The bureau's metrics that are named, else what was only reported under such words. */
async function subjectOf(said: string, { bureau, store }: Pick<Services, 'bureau' | 'store'>, today: LocalDate): Promise<Subject> {
  const listed = findSubject(said, bureau);
  if (listed.metrics.length > 0 || listed.choice.length > 0) return listed;
  const reported = await store.read({ bureau: bureau.id }, reader => reportedLedger(reader, said, today));
  return reported ? findSubject(said, { ledgers: [reported] }) : listed;
}

interface Request {
  asked: SuperiorRequest;
  question: Question;
  wanted: readonly Wanted[];
}

/** One private word to each owner, however often the superior or a colleague asks. */
async function askOwners(
  tx: Transaction,
  { asked, question, wanted }: Request,
  { turn, services: { bureau } }: { turn: Turn; services: Services },
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const department of [...new Set(wanted.flatMap(({ lacking }) => lacking))]) {
    const owner = ownerOf(bureau, department, dateOf(turn.message.at));
    const metrics = wanted.filter(({ lacking }) => lacking.includes(department)).map(({ total }) => total.metric);
    if (!owner || owner.id === turn.member.id) continue;
    const { from, to } = question.period;
    const id = ['asked', asked.who, from, to, metrics.join('、'), department].join(':');
    const row = { bureau: bureau.id, id, version: 1, at: turn.message.at, actor: turn.member.id, action: 'asked', subject: department };
    if (await tx.insert('audit', row)) {
      const unit = definitionOf(bureau, metrics[0] ?? '')?.definition.units[0] ?? '';
      const text = askedOwner(asked, { department, metrics, unit, period: question.period, today: dateOf(turn.message.at) });
      replies.push({ to: owner, text });
    }
  }
  return replies;
}

/** 报数留底 — what the superior is given is kept under its name; what it was given otherwise before is said. */
async function released(tx: Transaction, { asked, question, wanted }: Request, { message }: Turn): Promise<string[]> {
  const today = dateOf(message.at);
  const recipient = { id: `superior:${asked.who}`, name: asked.who };
  const totals = wanted.map(({ total }) => total);
  const figures = releasedFigures(totals, question, today);
  const changes = await changesSince(tx, recipient.id, figures);
  const id = `${message.conversation.platform}:${message.id}`;
  await keepRelease(tx, { bureau: message.bureau, id, version: 1, recipient, question: message.text, at: message.at, figures });
  return changes.map(change => toldBefore(change, today, { whom: asked.who }));
}
