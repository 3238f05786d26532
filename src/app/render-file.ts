import type { Bureau } from '../bureau/bureau.ts';
import { yearOf } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { chartOf } from '../figures/chart-file.ts';
import { drawChart } from '../figures/draw-chart.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import type { Instant } from '../lib/clock.ts';
import { currentRound } from '../reports/consult.ts';
import { draftIdOf } from '../reports/draft-file.ts';
import { sheetOf } from '../reports/figure-sheet.ts';
import { draftInFile } from '../reports/hand-out.ts';
import { recordsBehind } from '../reports/keep-draft.ts';
import { plansFor } from '../reports/last-years-plans.ts';
import { lookBack, lookbackOf } from '../reports/lookback.ts';
import { openSheet } from '../reports/open-sheet.ts';
import { opinionSheet, opinionsOf } from '../reports/opinion-file.ts';
import { publicCopy, publishedDraftId } from '../reports/publish-draft.ts';
import { publishedFigures } from '../reports/published-figures.ts';
import { sourceTable } from '../reports/source-table.ts';
import {
  renderDocx,
  renderLookback,
  renderOpinions,
  renderProof,
  renderPublicCopy,
  renderSources,
  renderWithComments,
} from '../reports/word/render-docx.ts';
import type { Reader } from '../store/store.ts';
import { fileGone } from '../wording/drafting.ts';

/** Checked again at every download: a copy that was withdrawn from the public is not handed out by an old link. */
async function renderPublic(reader: Reader, fileId: string, bureau: Bureau): Promise<Uint8Array> {
  const meant = await draftInFile(reader, fileId);
  const current = meant && (await reader.get('draft', meant.id));
  if (!current) throw new AppError('not-found', fileGone);
  return renderPublicCopy(publicCopy(current).draft, bureau);
}

/** What files are made from besides the rows. */
export interface RenderContext {
  bureau: Bureau;
  at: Instant;
  corpus: Corpus;
  /** As whom the corpus is read. */
  asReader: string;
}

/** The figures of last year and what it had planned, as they now stand. */
async function renderedLookback(reader: Reader, id: string, { bureau, corpus, asReader }: RenderContext): Promise<Uint8Array> {
  const draft = await reader.get('draft', id);
  if (!draft) throw new AppError('not-found', fileGone);
  const lastYear = publishedFigures(corpus, { bureau, reader: asReader, today: draft.asOf });
  const plans = plansFor(corpus, asReader, yearOf(draft.period.to));
  return renderLookback(draft, await lookBack(reader, draft, { bureau, lastYear, plans }), bureau.name);
}

async function renderedOpinions(reader: Reader, { draft: id, form }: { draft: string; form: 'docx' | 'xlsx' }, bureau: Bureau): Promise<Uint8Array> {
  const draft = await reader.get('draft', id);
  const round = draft && currentRound(draft);
  if (!round) throw new AppError('not-found', fileGone);
  return form === 'xlsx' ? opinionSheet(round) : renderOpinions(draft, round, bureau.name);
}

/** 出文件 — the bytes of whatever file a message named, by its id. Throws `not-found` for what is no longer there. */
export async function renderFile(file: Pick<OutgoingFile, 'id'>, reader: Reader, context: RenderContext): Promise<Uint8Array> {
  const { bureau, at } = context;
  const chart = chartOf(file.id);
  if (chart) return drawChart(chart);
  const meant = sheetOf(file.id);
  if (meant) {
    const sheet = await openSheet(reader, { ...meant, bureau, at });
    if (!sheet) throw new AppError('not-found', fileGone);
    return renderSources(sheet.draft, { bureau, entries: sheet.entries });
  }
  const opinions = opinionsOf(file.id);
  if (opinions) return renderedOpinions(reader, opinions, bureau);
  const beside = lookbackOf(file.id);
  if (beside !== undefined) return renderedLookback(reader, beside, context);
  const published = publishedDraftId(file.id);
  if (published) return renderPublic(reader, published, bureau);
  const draft = await draftInFile(reader, file.id);
  if (!draft) throw new AppError('not-found', fileGone);
  const form = draftIdOf(file.id)?.form ?? 'draft';
  if (form === 'draft') return renderDocx(draft, { bureau });
  if (form === 'proof') return renderProof(draft, bureau);
  const from = { bureau, entries: await recordsBehind(reader, draft) };
  if (form === 'comments') return renderWithComments(draft, from);
  return form === 'sources' ? renderSources(draft, from) : sourceTable(draft, from);
}
