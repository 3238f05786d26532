import { dateOf } from '../../domain/date.ts';
import type { Entry } from '../../domain/entry.ts';
import { evidenceFileId } from '../../domain/evidence-file.ts';
import { may } from '../../domain/permission.ts';
import type { TargetReference } from '../../domain/reading.ts';
import { readEvidence, readEvidenceLabel } from '../../language/evidence.ts';
import { linkEvidence } from '../../ledgers/evidence/link-evidence.ts';
import { keepEvidence } from '../../ledgers/keep-evidence.ts';
import { mayChange, requireMayChange } from '../../ledgers/may-change.ts';
import { resolveTarget } from '../../ledgers/resolve-target.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import {
  evidenceFileName,
  evidenceFilesKept,
  evidenceFilesOff,
  evidenceOf,
  evidenceRefusals,
  handedPrivately,
  noEntryForFiles,
  notForYou,
} from '../../wording/evidence.ts';
import { changeBy, onTarget } from '../change-target.ts';
import { type Gathered, gatherEvidence, hasPicture, keepsFiles } from '../gather-evidence.ts';
import { targetIn } from '../target-in.ts';
import { type Action, type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** So long after a report a picture without words belongs to it. */
const RIGHT_AFTER_MS = 30 * 60_000;

/** 佐证的图片和文件 — sent right after a report, with an entry's number, or quoting its receipt. */
export async function evidenceFiles(turn: Turn, services: Services): Promise<Action> {
  const words = readEvidence(turn.message.text);
  const where = words?.where ?? null;
  if (!keepsFiles(services)) return tx => toldOnce(tx, turn);
  const meant = targetIn(words?.entry ?? readEvidenceLabel(turn.message.text)?.entry ?? '');
  // Nothing is fetched before it is clear for what.
  const found = await services.store.read({ bureau: services.bureau.id }, reader => entriesMeant(reader, meant, turn, services));
  if (found.length === 0) return say(noEntryForFiles);
  for (const entry of found) requireMayChange(turn.member, entry);
  const gathered = await gatherEvidence(turn, services);
  return async tx => {
    const entries = await entriesMeant(tx, meant, turn, services);
    const linked = await link(tx, entries, turn, gathered);
    if (where !== null) for (const entry of linked) await keepEvidence(tx, entry, { ...changeBy(turn), where });
    return [{ text: outcome(gathered, linked) }];
  };
}

/** 填报带图 — the same report, whose entries then name the pictures that came with it. */
export function withPictures(report: Handler): Handler {
  return async (turn, services) => {
    const action = await report(turn, services);
    if (!hasPicture(turn)) return action;
    if (!keepsFiles(services)) return async tx => joined(await action(tx), await toldOnce(tx, turn));
    const gathered = await gatherEvidence(turn, services);
    return async tx => {
      const replies = await action(tx);
      const { rows } = await tx.find('entry', { index: 'byMessage', equals: [turn.message.id] });
      if (rows.length === 0) return joined(replies, [{ text: noEntryForFiles }]);
      return joined(replies, [{ text: outcome(gathered, await link(tx, rows, turn, gathered)) }]);
    };
  };
}

/** 看佐证 1120-3 — what is kept behind an entry, as files; in a group it goes to the asker alone. */
export const showEvidence: Handler = async (turn, services) => {
  const { message, member, reading } = turn;
  const asked = { ...turn, reading: { ...reading, target: targetIn(message.text), changes: [] } };
  return tx =>
    onTarget(tx, { turn: asked, services, includeWithdrawn: true }, async entry => {
      const files = (entry.evidenceFiles ?? []).map(({ hash, type }, index) => ({
        name: evidenceFileName(entry, index + 1, type),
        id: evidenceFileId(entry.id, hash),
      }));
      const text = evidenceOf(entry);
      if (files.length === 0) return [{ text }];
      if (!mayChange(member, entry) && !may(member, 'draft')) return [{ text: `${text}\n${notForYou}` }];
      if (message.conversation.kind === 'direct') return [{ text, files }];
      return [{ text: handedPrivately(entry.number) }, { text, files, to: member }];
    });
};

async function entriesMeant(reader: Reader, reference: TargetReference, turn: Turn, { bureau }: Services): Promise<Entry[]> {
  const { message, member } = turn;
  const { quote, at, conversation } = message;
  const found = await resolveTarget(reader, reference, { bureau, member, conversationId: conversation.id, quote, at });
  const entries = found.found === 'one' ? [found.entry] : found.found === 'several' ? found.candidates : [];
  const isNamed = reference.by !== 'latest' || quote !== undefined;
  const meant = isNamed ? entries : entries.filter(entry => at - entry.submittedAt <= RIGHT_AFTER_MS);
  // Of others' work that was quoted, none; whoever names one is told why not.
  return reference.by === 'latest' ? meant.filter(entry => mayChange(member, entry)) : meant;
}

async function link(tx: Transaction, entries: readonly Entry[], turn: Turn, { files, use }: Gathered): Promise<Entry[]> {
  const linked: Entry[] = [];
  for (const entry of entries) linked.push(await linkEvidence(tx, entry, { ...changeBy(turn), files }));
  if (files.length > 0 && linked.length > 0) use();
  return linked;
}

function outcome({ files, refused }: Gathered, entries: readonly Entry[]): string {
  return [...(files.length > 0 ? [evidenceFilesKept(entries, files)] : []), ...evidenceRefusals(refused)].join('\n');
}

/** Somebody is told once a day that pictures and files are not kept. */
async function toldOnce(tx: Transaction, { member, message }: Turn): Promise<Reply[]> {
  return (await tx.spend(`evidence-off:${member.id}:${dateOf(message.at)}`, 1, 1)) ? [{ text: evidenceFilesOff }] : [];
}

/** One message with what belongs to it below. */
function joined([first, ...rest]: Reply[], below: readonly Reply[]): Reply[] {
  if (!first) return [...below];
  return [{ ...first, text: [first.text, ...below.map(({ text }) => text)].join('\n') }, ...rest];
}
