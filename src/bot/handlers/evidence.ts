import { readEvidence } from '../../language/evidence.ts';
import { keepEvidence } from '../../ledgers/keep-evidence.ts';
import { evidenceKept, evidenceOf } from '../../wording/evidence.ts';
import { changeBy, onTarget } from '../change-target.ts';
import { keepsFiles } from '../gather-evidence.ts';
import { targetIn } from '../target-in.ts';
import { type Handler, say } from '../turn.ts';
import { evidenceFiles } from './evidence-files.ts';

/** 佐证：签到表，档案盒2026-3 — where the paper of the named, quoted or last entry lies. */
export const evidence: Handler = async (turn, services) => {
  const said = readEvidence(turn.message.text);
  const hasFile = turn.message.attachments.some(({ kind }) => kind !== 'voice');
  if (hasFile && (!said || keepsFiles(services))) return evidenceFiles(turn, services);
  if (!said) return say();
  const { entry: named, where } = said;
  // 档案盒2026-3 looks like an entry number, so only what stands before 佐证 names the entry.
  const meant = { ...turn, reading: { ...turn.reading, target: targetIn(named), changes: [] } };
  return tx =>
    onTarget(tx, { turn: meant, services }, async target => {
      if (where === null) return [{ text: evidenceOf(target) }];
      return [{ text: evidenceKept(await keepEvidence(tx, target, { ...changeBy(turn), where }), { where, keepsFiles: keepsFiles(services) }) }];
    });
};
