import { dateOf } from '../../domain/date.ts';
import type { Draft } from '../../domain/draft.ts';
import { type ReportKind, reportKinds } from '../../domain/outline.ts';
import { draftRequestOf } from '../../ledgers/reading/draft-request.ts';
import type { CoverageGap } from '../../reports/coverage.ts';
import { draftFile } from '../../reports/draft-file.ts';
import { draftSources } from '../../reports/draft-sources.ts';
import { partsOf, type SectionStatus } from '../../reports/draft-status.ts';
import { handOut } from '../../reports/hand-out.ts';
import { type DraftRequest, recordsBehind, refreshDraft } from '../../reports/keep-draft.ts';
import { loadCoverage } from '../../reports/load-coverage.ts';
import { isAboutShortcomings, partsNamed } from '../../reports/parts-named.ts';
import { readPartRequest } from '../../reports/read-part-request.ts';
import type { Transaction } from '../../store/store.ts';
import { gapsAsClues } from '../../wording/coverage.ts';
import { fewerThanWanted, noPartNamed, outlineSaid, type PartSaid, partsSaid } from '../../wording/draft-part.ts';
import { kindNames } from '../../wording/drafting.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** 起草一段、列提纲 — the part that is named, in the chat, each sentence with its records; whoever wants all of it gets the file. */
export const draftPart: Handler = async (turn, services) => {
  const asked = readPartRequest(turn.message.text);
  if (!asked) return say();
  const request = requestOf(turn, services);
  const name = kindNames[request.kind];
  return async tx => {
    const draft = await refreshDraft(tx, request);
    const told = { name, asOf: draft.asOf };
    if (asked.wants === 'outline') {
      const parts = await said(
        tx,
        draft,
        partsOf(draft).filter(({ heading }) => heading !== ''),
      );
      return [{ text: outlineSaid(parts, told), files: await files(tx, draft, turn) }];
    }
    const named = partsNamed(draft, asked.about, services.bureau);
    if (named.length === 0) return [{ text: noPartNamed(name, asked.about, headingsOf(draft)) }];
    // Whoever was given words of it hears of it when a record behind them changes.
    await handOut(tx, draft, { id: turn.member.id, name: turn.member.name, at: turn.at });
    const parts = await said(tx, draft, named);
    const tooFew = wanting(turn.message.text, parts);
    const clues = tooFew.length > 0 && isAboutShortcomings(asked.about) ? gapsAsClues(await gapsOf(tx, draft, turn, services)) : [];
    return [{ text: partsSaid(parts, told, [...tooFew, ...clues]) }];
  };
};

function requestOf({ message }: Turn, services: Services): DraftRequest & { kind: ReportKind } {
  const { bureau, corpus } = services;
  const meant = draftRequestOf(message.text, { today: dateOf(message.at), calendar: bureau.calendar });
  const kind = reportKinds.find(one => one === meant.kind) ?? 'annual';
  return { bureau, kind, period: meant.period, at: message.at, ...draftSources(corpus, services) };
}

const headingsOf = (draft: Draft): string[] => partsOf(draft).flatMap(({ heading }) => (heading === '' ? [] : [heading]));

async function files(tx: Transaction, draft: Draft, { member, at }: Turn): Promise<NonNullable<Reply['files']>> {
  return [await handOut(tx, draft, { id: member.id, name: member.name, at }), draftFile(draft, 'sources')];
}

/** Parts with the numbers of the records behind each sentence. */
async function said(tx: Transaction, draft: Draft, parts: readonly SectionStatus[]): Promise<PartSaid[]> {
  const numbers = new Map((await recordsBehind(tx, draft)).map(({ id, number }) => [id, number]));
  return parts.map(part => {
    const own = draft.sections.filter(({ id }) => id === part.id).flatMap(({ paragraphs }) => paragraphs);
    const sentences = own.filter(({ offeredFor }) => offeredFor === undefined).flatMap(paragraph => paragraph.sentences);
    const behind = sentences.map(({ text, entries }) => ({ text, records: entries.flatMap(id => numbers.get(id) ?? []) }));
    return { ...part, isMissing: part.state === 'missing', sentences: behind };
  });
}

/** Months without a record and cases without a result; what only last year had is no shortcoming. */
async function gapsOf(tx: Transaction, draft: Draft, { at }: Turn, { bureau, lastYear }: Services): Promise<CoverageGap[]> {
  const gaps = await loadCoverage(tx, draft, { bureau, lastYear: lastYear(dateOf(at)) });
  return gaps.filter(({ detail }) => 'months' in detail || 'cases' in detail);
}

/** 给我三条, where the records have one. */
function wanting(text: string, parts: readonly PartSaid[]): string[] {
  const wanted = '一二三四五六七八九十'.indexOf(/([一二两三四五六七八九十])[条点]/.exec(text)?.[1]?.replace('两', '二') ?? '?') + 1;
  const found = parts.filter(({ isMissing }) => !isMissing).flatMap(({ sentences }) => sentences).length;
  return wanted > found ? [fewerThanWanted(wanted, found)] : [];
}
