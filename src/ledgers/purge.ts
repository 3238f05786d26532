import { formatInstant } from '../domain/date.ts';
import type { Draft, Paragraph, Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import { may } from '../domain/permission.ts';
import type { OutboxRow, Transaction } from '../store/store.ts';
import { purgedText, refusedPurge } from '../wording/receipt.ts';
import { allRows } from './all-rows.ts';
import { caseOfEntry } from './cases/find-case.ts';
import type { ChangeBy } from './correct.ts';
import { entryAsCounted } from './names/as-counted.ts';
import { decidedNames } from './names/decided-names.ts';
import { forgetNames } from './names/forget-names.ts';

/** 撤回并清除 — it must not exist: the entry, its words wherever they were kept and what was derived from it go; an audit row without content stays. */
export async function purgeEntry(transaction: Transaction, entry: Entry, by: ChangeBy): Promise<void> {
  if (!may(by.member, 'purge') && entry.reporter.id !== by.member.id) throw new AppError('not-permitted', refusedPurge(entry));
  // Totals that it was part of go by the name that it counted under.
  const counted = entryAsCounted(entry, await decidedNames(transaction));
  await transaction.remove('entry', entry.id, entry.version);
  await forgetInSiblings(transaction, entry);
  await forgetInReceipts(transaction, entry);
  await forgetCase(transaction, entry);
  await forgetInDrafts(transaction, entry);
  await forgetMessages(transaction, entry, { ...by, decidedIn: await forgetNames(transaction, entry) });
  await forgetAnswers(
    transaction,
    entry,
    [entry, counted].flatMap(({ metrics }) => metrics.flatMap(({ name, saidAs }) => [name, saidAs ?? name])),
  );
  await forgetReleases(transaction, entry);
  const action = 'purge';
  const id = `${action}:${entry.id}:${formatInstant(by.at)}`;
  await transaction.insert('audit', { bureau: entry.bureau, id, version: 1, at: by.at, actor: by.member.id, action, subject: entry.id });
}

/** Entries of the same message keep the whole message as their source: the purged part is cut out of it. */
async function forgetInSiblings(transaction: Transaction, entry: Entry): Promise<void> {
  const { rows } = await transaction.find('entry', { index: 'byMessage', equals: [entry.source.messageId] });
  for (const sibling of rows) {
    const rest = sibling.source.text.includes(entry.raw) ? sibling.source.text.replace(entry.raw, purgedText) : sibling.raw;
    await transaction.replace('entry', { ...sibling, source: { ...sibling.source, text: rest } });
  }
}

/** Its place on the receipt stays empty, so that the other numbers still mean what the sender saw. */
async function forgetInReceipts(transaction: Transaction, entry: Entry): Promise<void> {
  const receipts = await transaction.find('receipt', { index: 'byMember', equals: [entry.source.conversationId, entry.reporter.id] });
  for (const receipt of receipts.rows.filter(row => row.entries.includes(entry.id))) {
    await transaction.replace('receipt', { ...receipt, entries: receipt.entries.map(id => (id === entry.id ? '' : id)) });
  }
}

/** The case that it began says what it said. */
async function forgetCase(transaction: Transaction, entry: Entry): Promise<void> {
  const begun = await caseOfEntry(transaction, entry.id);
  if (begun) await transaction.remove('case', begun.id, begun.version);
}

async function forgetInDrafts(transaction: Transaction, entry: Entry): Promise<void> {
  for await (const draft of allRows(transaction, 'draft', { index: 'byKind' })) {
    const cleaned = withoutEntry(draft, entry.id);
    if (cleaned) await transaction.replace('draft', cleaned);
  }
  for await (const handed of allRows(transaction, 'draft-version', { index: 'byDraft' })) {
    const content = withoutEntry(handed.content, entry.id);
    if (content) await transaction.replace('draft-version', { ...handed, content: { ...content, revision: handed.revision } });
  }
}

/** The draft without the sentences that this entry fed, seen or offered; undefined when it fed none. */
function withoutEntry(draft: Draft, id: string): Draft | undefined {
  const isFed = (sentence: Sentence): boolean => sentence.entries.includes(id) || sentence.figures.some(figure => figure.entries.includes(id));
  const feeds = ({ sentences, base = [] }: Paragraph): boolean => [...sentences, ...base].some(isFed);
  if (!draft.sections.some(section => section.paragraphs.some(feeds))) return undefined;
  const cleaned = (paragraph: Paragraph): Paragraph => ({
    ...paragraph,
    sentences: paragraph.sentences.filter(sentence => !isFed(sentence)),
    ...(paragraph.base ? { base: paragraph.base.filter(sentence => !isFed(sentence)) } : {}),
  });
  const sections = draft.sections.map(section => ({ ...section, paragraphs: section.paragraphs.map(cleaned) }));
  // What the compilation noted may name it; the next compilation notes the rest again.
  return { ...draft, sections, notes: [], revision: draft.revision + 1 };
}

/** The messages that reported, changed or quoted it, or decided about names that it alone said, and everything that was sent out and repeated it. */
async function forgetMessages(transaction: Transaction, entry: Entry, by: ChangeBy & { decidedIn: readonly string[] }): Promise<void> {
  const messageIds = new Set([entry.source.messageId, ...entry.history.flatMap(change => change.messageId ?? []), ...by.decidedIn]);
  const replies = new Set<string>();
  for await (const claim of allRows(transaction, 'claim', { index: 'byReceived', from: entry.submittedAt - SLACK_MS })) {
    const { quote, ...message } = claim.message;
    // The message that asks for the purge is still being answered: whoever answers it keeps its row.
    if (message.id === by.messageId) continue;
    const isMeant = messageIds.has(message.id);
    if (!isMeant && !repeats(message.text, entry) && !repeats(quote?.text ?? '', entry)) continue;
    await transaction.replace('claim', { ...claim, message: { ...message, text: purgedText, attachments: [] } });
    if (isMeant) for (const reply of claim.replies) replies.add(reply);
  }
  for await (const row of allRows(transaction, 'outbox', { index: 'byQueued', from: entry.submittedAt - SLACK_MS })) {
    if (!replies.has(row.id) && !repeats(row.message.text, entry)) continue;
    await transaction.replace('outbox', purgedOf(row));
  }
}

/** Without its words, and without pictures, which hold figures themselves. */
function purgedOf(row: OutboxRow): OutboxRow {
  const files = row.message.files.filter(({ letters }) => letters === undefined);
  return { ...row, message: { ...row.message, text: purgedText, files } };
}

/** Answers and pushes since then that speak of its metrics may hold a total that it was part of. */
async function forgetAnswers(transaction: Transaction, entry: Entry, metrics: readonly string[]): Promise<void> {
  for await (const row of allRows(transaction, 'outbox', { index: 'byQueued', from: entry.submittedAt - SLACK_MS })) {
    if (!metrics.some(metric => row.message.text.includes(metric))) continue;
    await transaction.replace('outbox', purgedOf(row));
  }
}

/** 报数留底 of figures that it went into. */
async function forgetReleases(transaction: Transaction, entry: Entry): Promise<void> {
  for await (const row of allRows(transaction, 'release', { index: 'byTime', from: entry.submittedAt - SLACK_MS })) {
    const figures = row.figures.filter(figure => !figure.entries.includes(entry.id));
    if (figures.length === row.figures.length) continue;
    if (figures.length > 0) await transaction.replace('release', { ...row, figures });
    else await transaction.remove('release', row.id, row.version);
  }
}

/** A message is received a little before or after the time that its platform gave it. */
const SLACK_MS = 86_400_000;

/** Whether a text says what the entry said; a word or two would be found anywhere. */
function repeats(text: string, { raw, summary, number }: Entry): boolean {
  return (
    new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text) || (raw.length >= 4 && text.includes(raw)) || (summary.length >= 6 && text.includes(summary))
  );
}
