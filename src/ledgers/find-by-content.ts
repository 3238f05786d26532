import { addDays, dateOf, instantAt } from '../domain/date.ts';
import { type Entry, isWithdrawn } from '../domain/entry.ts';
import type { Member } from '../domain/member.ts';
import { contains, dayPeriod } from '../domain/period.ts';
import type { TargetReference } from '../domain/reading.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';

type ContentReference = Extract<TargetReference, { by: 'content' }>;

/** How far back an entry is looked for by its words. */
const DAYS_BACK = 400;
/** Two equally fitting entries this close together are asked about; further apart the newer one is meant. */
const CLOSE_DAYS = 10;

/** The entries that fit the words best, newest first; one when it stands out, several when the sender must choose. */
export async function findByContent(
  reader: Reader,
  reference: ContentReference,
  context: { member: Member; at: Instant; includeWithdrawn?: boolean },
): Promise<Entry[]> {
  const from = instantAt(addDays(dateOf(context.at), -DAYS_BACK));
  const { rows } = await reader.find('entry', { index: 'bySubmitted', from, to: context.at, order: 'descending', limit: 5_000 });
  const scored = rows
    .filter(entry => context.includeWithdrawn || !isWithdrawn(entry))
    .map(entry => ({ entry, score: scoreOf(entry, reference, context.member) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return standingOut(scored.filter(({ score }) => score === best).map(({ entry }) => entry));
}

/** 0 when anything that was said does not fit; more for what fits better, the sender's own and their 科室's first. */
function scoreOf(entry: Entry, reference: ContentReference, member: Member): number {
  if (reference.reporter !== null && !isNamed(entry.reporter.name, reference.reporter)) return 0;
  if (reference.date !== null && entry.date !== reference.date && !contains(entry.period, dayPeriod(reference.date))) return 0;
  if (reference.period && !contains(reference.period, entry.period)) return 0;
  const hasMetric = reference.metric !== null && entry.metrics.some(metric => metric.name === reference.metric);
  const text = `${entry.raw}\n${entry.summary}\n${entry.category}\n${entry.metrics.map(metric => metric.name).join('\n')}`;
  const words = reference.words.filter(word => text.includes(word)).length;
  const evidence = words * 10 + (hasMetric ? 10 : 0) + (reference.reporter !== null ? 10 : 0) + (reference.date !== null ? 5 : 0);
  const said = reference.words.length > 0 || reference.metric !== null;
  if (evidence === 0 || (said && words === 0 && !hasMetric && reference.reporter === null)) return 0;
  const doubt = entry.flags.includes('suspected-duplicate') ? 1 : 0;
  return evidence + doubt + (entry.reporter.id === member.id ? 3 : entry.department === member.department ? 2 : 0);
}

/** 周主任, 周婷 and 周 all name 周婷. */
function isNamed(name: string, words: string): boolean {
  if (name === words) return true;
  const surname = words.replace(/(那边|主任|科长|局长|书记|老师|处长|科|局|姐|哥|工|同志)$/, '').replace(/^[老小]/, '');
  return surname.length > 0 && name.startsWith(surname);
}

function standingOut(newestFirst: readonly Entry[]): Entry[] {
  const [newest] = newestFirst;
  if (!newest) return [];
  const oldestClose = newest.submittedAt - CLOSE_DAYS * 86_400_000;
  return newestFirst.filter(entry => entry.submittedAt >= oldestClose);
}
