import type { Bureau } from '../bureau/bureau.ts';
import { formatInstant } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { EvaluationCase, LawCase, MessageCase } from '../domain/evaluation-case.ts';
import { readQuantities } from '../language/quantities.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Reader } from '../store/store.ts';

/** In the place of the reporter: a case may leave the bureau, and whose it was does not matter. */
const NOBODY = '某同志';

/** 《名称》第九条第一款 as evaluations compare it: 名称第九条. */
function comparable(label: string): string {
  return label.replace(/[《》]/g, '').replace(/(第[^第]+条(?:之[一二三四五六七八九十]+)?).*$/, '$1');
}

async function lawCases(reader: Reader): Promise<LawCase[]> {
  const cases: LawCase[] = [];
  for await (const row of allRows(reader, 'curated', { index: 'byNumber' }))
    if (row.state === 'current') cases.push({ kind: 'law', text: row.question, articles: row.basis.map(({ label }) => comparable(label)) });
  for await (const row of allRows(reader, 'verdict', { index: 'byTime' }))
    cases.push({ kind: 'law', text: row.question, [row.accepted ? 'articles' : 'not']: [comparable(row.cited)] });
  return cases;
}

/** A figure that the message does not say was the reporter's own slip: no reading could have known it. */
function isSaid({ source, metrics }: Entry): boolean {
  const said = readQuantities(source.text).map(({ quantity }) => quantity.value);
  return metrics.every(({ value, inferred }) => inferred || said.includes(value));
}

function caseOf(entries: readonly Entry[], bureau: Bureau): MessageCase[] {
  const [first] = entries;
  const isCorrected = entries.some(({ history }) => history.some(({ action }) => action === 'correct'));
  if (!first || !isCorrected || !entries.every(entry => counts(entry) && isSaid(entry))) return [];
  const department = bureau.members.find(({ id }) => id === first.reporter.id)?.department ?? first.department;
  return [
    {
      ...{ kind: 'message', id: first.number, at: formatInstant(first.submittedAt), from: { name: NOBODY, department } },
      ...{ text: first.source.text, intent: 'report', changes: [] },
      entries: entries.map(({ section, department: of, period, metrics }) => ({
        ...{ section, department: of, period },
        metrics: metrics.map(({ name, value, unit, approximate, kind, inferred }) => ({ name, value, unit, approximate, kind, inferred })),
      })),
    },
  ];
}

async function messageCases(reader: Reader, bureau: Bureau): Promise<MessageCase[]> {
  const byMessage = new Map<string, Entry[]>();
  for await (const entry of allRows(reader, 'entry', { index: 'bySubmitted' })) {
    if (entry.source.platform === 'import') continue;
    const key = `${entry.source.platform}:${entry.source.messageId}`;
    byMessage.set(key, [...(byMessage.get(key) ?? []), entry]);
  }
  return [...byMessage.values()].flatMap(entries => caseOf(entries, bureau));
}

/** 反馈成题 — 采纳, 不采纳 and 口径 as questions about law, and messages whose reading was corrected, as they should have been read. */
export async function evaluationCases(reader: Reader, bureau: Bureau): Promise<EvaluationCase[]> {
  return [...(await lawCases(reader)), ...(await messageCases(reader, bureau))];
}
