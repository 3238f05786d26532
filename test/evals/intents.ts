import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { Intent } from '../../src/domain/intent.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { type IntentWeights, shippedIntents } from '../../src/ledgers/reading/intent-model.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { loadHeldIntentExamples, loadIntentExamples } from '../../training/intent-examples.ts';
import { intentFolds, learnable } from '../../training/train-intents.ts';
import { readGoldMessages } from './gold-messages.ts';
import { readOffices, readOwnMessages } from './own-messages.ts';
import { formatShare, type Share } from './wilson.ts';

/** What a message is for, and whoever else is known of it. */
interface Example {
  text: string;
  intent: Intent;
  quote?: string;
  at?: string;
  from?: { name: string; department: string };
}

/** 意图测评结果 — how often the intent was read right, and what the mistakes did. */
interface IntentResult {
  right: Share;
  /** Entries kept of what is no report, unasked. */
  wronglyRecorded: number;
  /** Reports of which nothing is kept and nothing asked. */
  lost: Share;
  /** 这条要记吗: of reports, and of everything else. */
  asked: { reports: number; others: number };
  /** Expected intent → read intent → how often. */
  confusion: Map<Intent, Map<Intent, number>>;
  problems: string[];
}

const emptyResult = (): IntentResult => ({
  right: { hits: 0, of: 0 },
  wronglyRecorded: 0,
  lost: { hits: 0, of: 0 },
  asked: { reports: 0, others: 0 },
  confusion: new Map(),
  problems: [],
});

/** The messages near the border name neither writer nor day. */
const somebody = { name: '王磊', department: '企业服务科' };
const someday = '2026-11-20T16:30:00+08:00';
const kept = new Set<Intent>(['report', 'plan']);

function judge(
  examples: readonly Example[],
  { bureau, weights, result = emptyResult() }: { bureau: Bureau; weights: IntentWeights | null; result?: IntentResult },
): IntentResult {
  for (const { text, intent, quote, at = someday, from = somebody } of examples) {
    const reading = readMessage(text, {
      bureau,
      reporter: from,
      at: parseInstant(at) ?? 0,
      intents: weights,
      ...(quote === undefined ? {} : { quote }),
    });
    const isReport = intent === 'report';
    result.right.of++;
    if (reading.intent === intent) result.right.hits++;
    else result.problems.push(`${intent} ← ${reading.intent}${reading.isUnsure ? '（问）' : ''}  ${text.replaceAll('\n', '⏎').slice(0, 80)}`);
    if (reading.isUnsure) result.asked[isReport ? 'reports' : 'others']++;
    else if (!kept.has(intent)) result.wronglyRecorded += reading.entries.length;
    if (isReport) {
      result.lost.of++;
      if (reading.entries.length === 0) result.lost.hits++;
    }
    const row = result.confusion.get(intent) ?? new Map<Intent, number>();
    row.set(reading.intent, (row.get(reading.intent) ?? 0) + 1);
    result.confusion.set(intent, row);
  }
  return result;
}

function print(name: string, result: IntentResult, { withConfusion = false, withProblems = false } = {}): void {
  const { right, wronglyRecorded, lost, asked, confusion, problems } = result;
  process.stdout.write(
    `${name}  意图 ${formatShare(right)}  误记 ${wronglyRecorded}  丢失的填报 ${lost.hits}/${lost.of}  反问 ${asked.reports}条填报、${asked.others}条其他\n`,
  );
  if (withConfusion)
    for (const [intent, row] of confusion)
      process.stdout.write(
        `    ${intent.padEnd(14)} → ${[...row]
          .sort((a, b) => b[1] - a[1])
          .map(([read, times]) => `${read} ${times}`)
          .join('  ')}\n`,
      );
  if (withProblems) for (const problem of problems.sort()) process.stdout.write(`    ${problem}\n`);
}

/** `npm run eval -- intents [--held|--show]`: by what was learned, beside the rules alone; what was learned from is judged by weights that were learned without it, and of what is held back only counts are told; `--held` stops after those. */
export async function run(args: string[]): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const gold = join(projectRoot, '..', 'shared', 'gold', 'staff_messages.json');
  const own = ['messages-open', 'messages-held', 'bureaus-open', 'bureaus-held', 'further-open', 'further-held', 'third-open'];
  const sets: [string, Example[]][] = [
    ['gold', existsSync(gold) ? readGoldMessages(gold).cases : []],
    ['自写七组', own.flatMap(name => readOwnMessages(`${name}.yaml`).messages)],
    ['盲测·保留', readOwnMessages('blind.yaml').messages],
    ['盲测二·保留', readOwnMessages('blind-2.yaml').messages],
    ['各单位·保留', readOffices('held').flatMap(office => office.messages)],
    ['边界·保留', loadHeldIntentExamples('intents-held.jsonl')],
    ['边界二·保留', loadHeldIntentExamples('intents-held-2.jsonl')],
  ];
  for (const [name, examples] of sets) {
    print(`${name}（只用规则）`, judge(examples, { bureau, weights: null }));
    print(name, judge(examples, { bureau, weights: shippedIntents() }), { withConfusion: examples.length >= 100 });
  }
  if (args.includes('--held')) return;
  const border = new Set(loadIntentExamples().map(({ text }) => text));
  const [ofBorder, ofOffices] = [emptyResult(), emptyResult()];
  for (const { weights, left } of intentFolds(learnable(), bureau)) {
    judge(
      left.filter(({ text }) => border.has(text)),
      { bureau, weights, result: ofBorder },
    );
    judge(
      left.filter(({ text }) => !border.has(text)),
      { bureau, weights, result: ofOffices },
    );
  }
  print('边界·公开（只用规则）', judge(loadIntentExamples(), { bureau, weights: null }));
  print('边界·公开（五折，各折未学）', ofBorder, { withConfusion: true, withProblems: args.includes('--show') });
  print(
    '各单位·公开（只用规则）',
    judge(
      readOffices('open').flatMap(office => office.messages),
      { bureau, weights: null },
    ),
  );
  print('各单位·公开（五折，各折未学）', ofOffices, { withConfusion: true, withProblems: args.includes('--show') });
}
