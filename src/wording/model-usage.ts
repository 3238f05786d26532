import { dateOf, dayOf, monthOf, timeOf } from '../domain/date.ts';
import type { ModelBudget } from '../domain/model-call.ts';
import type { Instant } from '../lib/clock.ts';

/** 一次出境 — one call, without a word of it. */
export interface CallLine {
  at: Instant;
  asker: string;
  /** A prompt's id, `embedding`, or `reranking`. */
  task: string;
  calls: number;
  characters: number;
  outcome: string | undefined;
  ms: number | undefined;
  host: string;
}

/** 用量 of a time. */
export interface UsageSummary {
  calls: number;
  /** Outcomes that were none, with how often. */
  failures: [string, number][];
  servers: { host: string; model: string }[];
  characters: number;
  tokens: { input: number; output: number };
  tasks: [string, number][];
  /** Of the budget, whatever time was asked about. */
  today: { calls: number; tokens: number };
}

const taskNames: Record<string, string> = {
  answer: '法规问答',
  intent: '判断消息意思',
  extract: '读填报',
  'rewrite-question': '补全问话',
  'polish-section': '润色报告',
  digest: '写周览',
  'propose-section': '建议板块',
  embedding: '检索向量',
  reranking: '检索重排',
  doctor: '体检',
};

const outcomeNames: Record<string, string> = {
  ok: '成功',
  open: '没有记下结果',
  timeout: '超时',
  'rate-limited': '请求太多',
  unavailable: '连不上',
  'cut-off': '中途断开',
  malformed: '格式不对',
  empty: '没有内容',
  filtered: '被审核拦下',
  refused: '被拒绝',
  'over-budget': '超过上限',
  'not-allowed': '地址不许',
};

const askerNames: Record<string, string> = { corpus: '文件库', doctor: '体检', 'command-line': '命令行' };

function big(value: number): string {
  return value < 10_000 ? String(value) : `${(value / 10_000).toFixed(1).replace(/\.0$/, '')}万`;
}

function counted(pairs: readonly [string, number][], names: Record<string, string>): string {
  return pairs.map(([key, count]) => `${names[key] ?? key}${count}次`).join('、');
}

export function usageText(words: string, usage: UsageSummary, budget: ModelBudget | undefined): string {
  const today = budget
    ? `今天用了${usage.today.calls}次（上限${big(budget.calls)}）、词元${big(usage.today.tokens)}（上限${big(budget.tokens)}）。`
    : '';
  if (usage.calls === 0) return [`**${words}没有调用模型**｜没有内容发给模型。`, today].filter(line => line !== '').join('\n');
  const failed = usage.failures.reduce((sum, [, count]) => sum + count, 0);
  return [
    `**${words}调用模型${usage.calls}次**${failed ? `，没有成功${failed}次（${counted(usage.failures, outcomeNames)}）` : '，全部成功'}`,
    `发给${usage.servers.map(({ host, model }) => `“${model}”（${host}）`).join('、')}：约${big(usage.characters)}字；词元入${big(usage.tokens.input)}、出${big(usage.tokens.output)}`,
    `用途：${counted(usage.tasks, taskNames)}`,
    today,
    '> 只记时间、人、用途和数量，不记内容。逐条看回“出境记录”。',
  ]
    .filter(line => line !== '')
    .join('\n');
}

function callLine({ at, asker, task, calls, characters, outcome, ms, host }: CallLine): string {
  const date = dateOf(at);
  const when = `${monthOf(date)}月${dayOf(date)}日${timeOf(at)}`;
  const took = ms === undefined || calls > 1 ? '' : `，${(ms / 1_000).toFixed(1)}秒`;
  const often = calls > 1 ? `${calls}次，` : '';
  return `- ${when} ${askerNames[asker] ?? asker}：${taskNames[task] ?? task}，${often}发出约${big(characters)}字到${host}，${outcomeNames[outcome ?? 'open'] ?? outcome}${took}`;
}

/** The latest first. */
export function callList(words: string, lines: readonly CallLine[], total: number): string {
  if (lines.length === 0) return `**${words}没有出境记录**｜没有内容发给模型。`;
  const rest = total > lines.length ? [`> 只列最近${lines.length}条；全部用“npm run xiaofa -- models --list”看。`] : [];
  return [`**${words}出境记录${total}条**`, ...lines.map(callLine), ...rest].join('\n');
}

export function allCalls(lines: readonly CallLine[]): string[] {
  return lines.map(callLine);
}
