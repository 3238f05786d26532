import { brokenBasis } from '../../knowledge/curated.ts';
import { type CurationCommand, readCuration, readVerdict } from '../../language/curation.ts';
import type { CuratedRow, Transaction, VerdictRow } from '../../store/store.ts';
import { nothingToQuote } from '../../wording/bot.ts';
import {
  curatedKept,
  curationDropped,
  curationList,
  curationUnclear,
  curationWithoutBasis,
  noCurations,
  notAccepted,
  verdictKept,
} from '../../wording/curated.ts';
import { otherEditors } from '../tell-editors.ts';
import { type Action, type Handler, type Services, say, type Turn } from '../turn.ts';
import { askingAs, lastAnswered } from './law.ts';

const MOST = 1000;

/** 口径 — an editor says how a question is answered, sees what was said, and takes it back. */
export const curation: Handler = async (turn, services) => {
  const command = readCuration(turn.message.text);
  if (command?.do === 'add') return add(command, turn, services);
  if (command?.do === 'list') return list(turn, services);
  if (command?.do === 'drop') return drop(command.number);
  return say(curationUnclear);
};

function add({ question, answer, basis: named }: CurationCommand & { do: 'add' }, turn: Turn, { corpus, bureau, ...services }: Services): Action {
  const basis: CuratedRow['basis'] = [];
  for (const label of named) {
    const found = corpus.ask(label, askingAs(turn, { corpus, bureau, ...services }));
    const [citation] = found.citations;
    const provision = citation && corpus.provision(citation.provisionId);
    if (!found.answered || !provision) return say(curationWithoutBasis(label, found.text));
    basis.push({ label: `《${citation.document}》${provision.article ?? ''}`, provisionId: provision.id, text: provision.text });
  }
  const { message, member } = turn;
  return async tx => {
    const { rows } = await tx.find('curated', { index: 'byNumber', order: 'descending', limit: 1 });
    const number = (rows[0]?.number ?? 0) + 1;
    const by = { id: member.id, name: member.name };
    const id = `curated:${number}`;
    await tx.insert('curated', { bureau: bureau.id, id, version: 1, number, question, answer, basis, by, at: message.at, state: 'current' });
    return [
      {
        text: curatedKept(
          number,
          basis.map(({ label }) => label),
        ),
      },
    ];
  };
}

async function list(turn: Turn, services: Services): Promise<Action> {
  const { curated, verdicts } = await services.store.read({ bureau: services.bureau.id }, async reader => ({
    curated: (await reader.find('curated', { index: 'byNumber', limit: MOST })).rows.filter(row => row.state !== 'dropped'),
    verdicts: (await reader.find('verdict', { index: 'byTime', limit: 10_000 })).rows,
  }));
  if (curated.length === 0) return say(noCurations);
  const options = askingAs(turn, services);
  const views = (row: CuratedRow, accepted: boolean): number =>
    verdicts.filter((verdict: VerdictRow) => verdict.accepted === accepted && verdict.question === row.question).length;
  return say(
    curationList(
      curated.map(row => ({
        number: row.number,
        question: row.question,
        basis: row.basis.map(({ label }) => label),
        broken: brokenBasis(row, services.corpus, options),
        accepted: views(row, true),
        rejected: views(row, false),
      })),
    ),
  );
}

function drop(number: number): Action {
  return async tx => {
    const row = await tx.get('curated', `curated:${number}`);
    if (row && row.state !== 'dropped') await tx.replace('curated', { ...row, state: 'dropped' });
    return [{ text: curationDropped(number, row !== undefined) }];
  };
}

type Opinion = Pick<VerdictRow, 'question' | 'cited' | 'accepted' | 'reason'>;

/** Keeps one person's opinion of one answer. */
export async function keepVerdict(tx: Transaction, { message, member }: Turn, opinion: Opinion): Promise<void> {
  const id = `${message.conversation.platform}:${message.id}`;
  const by = { id: member.id, name: member.name };
  await tx.insert('verdict', { bureau: message.bureau, id, version: 1, ...opinion, by, at: message.at });
}

/** 采纳、不采纳 in words — kept beside the question and what was cited; what was not accepted is told to the editors. */
export const verdict: Handler = async (turn, services) => {
  const said = readVerdict(turn.message.text);
  const last = await lastAnswered(turn, services);
  if (!said || !last) return say(nothingToQuote);
  const editors = said.accepted ? [] : otherEditors(services, turn);
  return async tx => {
    await keepVerdict(tx, turn, { ...last, ...said });
    const told = notAccepted(last.question, last.cited, turn.member.name, said.reason);
    return [{ text: verdictKept(said.accepted) }, ...editors.map(to => ({ to, text: told }))];
  };
};
