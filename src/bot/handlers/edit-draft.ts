import { dateOf, yearOf } from '../../domain/date.ts';
import type { Draft, Hand } from '../../domain/draft.ts';
import { may } from '../../domain/permission.ts';
import { readDates } from '../../language/dates.ts';
import { advanceDraft, openPoints } from '../../reports/advance-draft.ts';
import { type AppliedEdit, applyDraftCommand, type EditCommand } from '../../reports/apply-draft-command.ts';
import { draftEdits } from '../../reports/draft-edits.ts';
import { type DraftForm, draftFile } from '../../reports/draft-file.ts';
import { draftStatus } from '../../reports/draft-status.ts';
import { handOut } from '../../reports/hand-out.ts';
import { gateNow } from '../../reports/keep-draft.ts';
import { titleKnower } from '../../reports/known-titles.ts';
import { plansFor } from '../../reports/last-years-plans.ts';
import { lookBack, lookbackFile } from '../../reports/lookback.ts';
import { meantDraft } from '../../reports/meant-draft.ts';
import { clearDraft, publicCopy, publicFile } from '../../reports/publish-draft.ts';
import { type DraftCommand, isConsultation, readDraftCommand } from '../../reports/read-draft-command.ts';
import type { Transaction } from '../../store/store.ts';
import { lookbackText } from '../../wording/beside-last-year.ts';
import { denied } from '../../wording/bot.ts';
import { editedText, editsText } from '../../wording/draft-edits.ts';
import { formReady, imprintText, proofNotYet, unreadableDay } from '../../wording/draft-forms.ts';
import { advancedText, stepsText } from '../../wording/draft-steps.ts';
import { noDraftYet } from '../../wording/drafting.ts';
import { clearedText, publicReady } from '../../wording/publish.ts';
import { otherEditors } from '../tell-editors.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';
import { cutDraftOff } from './draft-cut-off.ts';

/** What a command to a draft works with. */
export interface Work {
  turn: Turn;
  services: Services;
  draft: Draft;
  by: Hand;
}

function unmatchedIn(draft: Draft, headings: readonly string[]): string[] {
  return draftStatus(draft).sections.flatMap(section => (headings.includes(section.heading) ? section.unmatched : []));
}

async function edit(tx: Transaction, command: EditCommand, { services, draft, by }: Work): Promise<Reply[]> {
  const applied: AppliedEdit = applyDraftCommand(draft, command, by);
  const knowsTitle = titleKnower(services.corpus, services.reader);
  const gated = await gateNow(tx, applied.draft, { bureau: services.bureau, knowsTitle });
  await tx.replace('draft', gated);
  const { headings } = applied;
  const take = 'take' in command ? command.take : true;
  const name = command.do === 'alternative' ? command.name : '';
  return [
    {
      text: editedText({
        title: gated.title,
        revision: gated.revision,
        headings,
        did: command.do,
        take,
        name,
        unmatched: unmatchedIn(gated, headings),
      }),
    },
  ];
}

/** The file goes along with the step, and stays as it left. */
async function advance(tx: Transaction, { to, desk, reason }: Extract<DraftCommand, { do: 'advance' }>, work: Work): Promise<Reply[]> {
  const { turn, services, draft, by } = work;
  if (to !== 'final' && !may(turn.member, 'review')) return [{ text: denied('送审或退回报告') }];
  const advanced = advanceDraft(draft, { to, desk, by, reason });
  await tx.replace('draft', advanced);
  const said = { title: advanced.title, state: to, desk, revision: advanced.revision, by: by.name, at: by.at, reason, open: openPoints(draft) };
  const text = advancedText(said);
  const files = to === 'draft' || desk === 'submitted' ? [] : [await handOut(tx, advanced, by), draftFile(advanced, 'sources')];
  return [{ text, files }, ...otherEditors(services, turn).map(editor => ({ to: editor, text }))];
}

/** 保密审查 is the secrecy officer's; the public copy is made only of what they passed. */
async function publish(
  tx: Transaction,
  command: Extract<DraftCommand, { do: 'clear' | 'publish' }>,
  { turn, services, draft, by }: Work,
): Promise<Reply[]> {
  if (command.do === 'publish') {
    const { removed } = publicCopy(draft);
    return [{ text: publicReady(draft.title, draft.clearance?.name ?? '', removed.length), files: [publicFile(draft)] }];
  }
  if (!turn.member.roles.includes('secrecy')) return [{ text: denied('做保密审查') }];
  const cleared = clearDraft(draft, { ...by, isPassed: command.isPassed, reason: command.reason });
  await tx.replace('draft', cleared);
  const text = clearedText({ title: draft.title, revision: draft.revision, by: by.name, isPassed: command.isPassed, reason: command.reason });
  return [{ text }, ...otherEditors(services, turn).map(editor => ({ to: editor, text }))];
}

/** 数据出处表, 带批注, 清样 — the draft in another form; a proof only of what has nothing open. */
async function inForm(tx: Transaction, form: DraftForm, { draft, by }: Work): Promise<Reply> {
  const open = openPoints(draft);
  if (form === 'proof' && open.length > 0) return { text: proofNotYet(draft.title, open) };
  await handOut(tx, draft, by);
  return { text: formReady(form, draft.title, draft.revision), files: [draftFile(draft, form)] };
}

/** 年度报告和去年比 — figures beside last year's, and what last year's report had planned. */
async function besideLastYears(tx: Transaction, { services, draft }: Work): Promise<Reply> {
  const { bureau, corpus, reader, lastYear } = services;
  const plans = plansFor(corpus, reader, yearOf(draft.period.to));
  const found = await lookBack(tx, draft, { bureau, lastYear: lastYear(draft.asOf), plans });
  return { text: lookbackText(draft.title, found.rows, found.plans), files: [lookbackFile(draft)] };
}

/** 文号, 签发人, 成文日期, 附件 — around the text, so that also a final takes them. */
async function setImprint(tx: Transaction, command: Extract<DraftCommand, { do: 'imprint' }>, { turn, services, draft }: Work): Promise<Reply> {
  if (!may(turn.member, 'review')) return { text: denied('edit-draft') };
  const today = dateOf(turn.at);
  const issuedOn = command.issued === null ? undefined : readDates(command.issued, { today, calendar: services.bureau.calendar })[0]?.period.to;
  if (command.issued !== null && issuedOn === undefined) return { text: unreadableDay(command.issued) };
  const imprint = { ...draft.imprint, ...command.imprint, ...(issuedOn ? { issuedOn } : {}) };
  await tx.replace('draft', { ...draft, imprint });
  return { text: imprintText(draft.title, imprint, services.bureau.letterhead !== undefined && draft.addressee !== '') };
}

/** 年度报告谁改过 — of the named part, or of all. */
async function whoEdited(tx: Transaction, where: string, draft: Draft): Promise<string> {
  const { changes, accepted } = await draftEdits(tx, draft, where);
  return editsText(draft.title, changes, accepted);
}

/** 改稿、取舍、送审、定稿 — what an editor says to a draft in the chat. */
export const editDraft: Handler = async (turn, services) => {
  const command = readDraftCommand(turn.message.text);
  if (!command || isConsultation(command)) return say(noDraftYet);
  return async tx => {
    const draft = await meantDraft(tx, command.where, turn.member.id);
    if (!draft) return [{ text: noDraftYet }];
    const work: Work = { turn, services, draft, by: { id: turn.member.id, name: turn.member.name, at: turn.at } };
    if (command.do === 'clear' || command.do === 'publish') return publish(tx, command, work);
    if (command.do === 'lookback') return [await besideLastYears(tx, work)];
    if (command.do === 'form') return [await inForm(tx, command.form, work)];
    if (command.do === 'cut-off') return cutDraftOff(tx, command, work);
    if (command.do === 'imprint') return [await setImprint(tx, command, work)];
    if (command.do === 'steps') return [{ text: stepsText(draft.title, draft.state, draft.steps ?? []) }];
    if (command.do === 'edits') return [{ text: await whoEdited(tx, command.where, draft) }];
    return command.do === 'advance' ? advance(tx, command, work) : edit(tx, command, work);
  };
};
