import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import OpenAI from 'openai';
import { createModelTrail } from '../../src/app/model-trail.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { loadPrompts } from '../../src/bureau/load-prompts.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createNetwork } from '../../src/lib/network.ts';
import { isPrivateAddress } from '../../src/lib/private-address.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { ChatModel } from '../../src/models/chat-model.ts';
import { createOpenaiServer } from '../../src/models/openai-compatible/server.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { disguise } from '../../src/writing/disguise.ts';
import { EmulatedOpenai } from '../helpers/emulated-openai.ts';

const CALLS = 400;
const WARM_UP = 50;
const ANSWER = '采购单位应当在验收合格后付清货款[1]。'.repeat(8);
const question = '秦朗问：小微企业的货款最晚多久要付，联系电话13800138000';
const provisions = '《青禾区保障中小企业货款支付办法（示例）》第五条　采购单位应当在验收合格后付清货款。'.repeat(40);

/** Resolves to the milliseconds until its first piece, where that is what is measured. */
type Way = () => Promise<unknown>;

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
}

/** By turns, so that a busy moment of the machine falls on both. */
async function beside(ways: Record<string, Way>): Promise<void> {
  const times = new Map<string, number[]>(Object.keys(ways).map(name => [name, []]));
  for (let call = 0; call < CALLS + WARM_UP; call++)
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      const first = await way();
      if (call >= WARM_UP) times.get(name)?.push(typeof first === 'number' ? first : performance.now() - start);
    }
  for (const [name, list] of times) console.log(`${name}\tp50 ${quantile(list, 0.5)} ms\tp99 ${quantile(list, 0.99)} ms`);
}

/** Latency of our whole path (masking, prompt, queue, breaker, trail on disk, address check, adapter) beside a bare `openai` call to the same emulated server in the same run. */
export async function run(): Promise<void> {
  const server = await new EmulatedOpenai().start();
  server.answer = () => ANSWER;
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-bench-model-'));
  const store = await openLowdbStore({ folder, clock: systemClock, logger: silentLogger });
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const prompts = await loadPrompts(join(projectRoot, 'data'));
  const trail = createModelTrail({
    ...{ store, bureau: bureau.id, clock: systemClock, createId: randomUUID },
    budget: { calls: 1_000_000, tokens: 1_000_000_000 },
  });
  const { fetch } = createNetwork({ mayConnect: isPrivateAddress });
  const config = { baseUrl: server.baseUrl, apiKey: server.key, model: 'qwen-emulated', embeddingBatch: 10, inFlight: 4, fetch };
  const around = { clock: systemClock, logger: silentLogger, random: Math.random };
  const { chat } = createOpenaiServer(config, { ...around, trail });
  const { chat: unbooked } = createOpenaiServer(config, {
    ...around,
    trail: { begin: async () => '1', end: async () => undefined, skip: () => undefined },
  });
  const bare = new OpenAI({ baseURL: server.baseUrl, apiKey: server.key, maxRetries: 0 });
  const names = bureau.members.map(({ name }) => name);
  const inputs = { question, provisions, asOf: '2026-11-20', topic: '', fault: '' };
  const { system, user, temperature, maxTokens } = prompts.render('answer', inputs);
  const messages = [
    { role: 'system' as const, content: system },
    { role: 'user' as const, content: user },
  ];
  const body = { model: 'qwen-emulated', messages, temperature, max_tokens: maxTokens };
  const ours = (model: ChatModel, onText?: (piece: string) => void): Promise<unknown> => {
    const rendered = prompts.render('answer', { ...inputs, question: disguise(question, names).text });
    return model.complete({ ...rendered, asker: 'qinlang', deadline: systemClock.now() + 10_000, ...(onText ? { onText } : {}) });
  };
  const untilFirst = async (model: ChatModel): Promise<number> => {
    const start = performance.now();
    let first = 0;
    await ours(model, () => {
      first ||= performance.now() - start;
    });
    return first;
  };
  try {
    console.log(`${CALLS}次，提示${system.length + user.length}字，回答${ANSWER.length}字`);
    await beside({ '裸 openai': () => bare.chat.completions.create(body), 小法: () => ours(chat), 小法不记账: () => ours(unbooked) });
    await beside({
      '裸 openai 流式': async () => {
        for await (const _ of await bare.chat.completions.create({ ...body, stream: true }));
      },
      '小法 流式': () => ours(chat, () => undefined),
      '小法不记账 流式': () => ours(unbooked, () => undefined),
      '裸 openai 首字': async () => {
        const start = performance.now();
        let first: number | undefined;
        for await (const { choices } of await bare.chat.completions.create({ ...body, stream: true }))
          if (choices[0]?.delta.content) first ??= performance.now() - start;
        return first;
      },
      '小法 首字': () => untilFirst(chat),
      只渲染和遮盖: async () => prompts.render('answer', { ...inputs, question: disguise(question, names).text }),
    });
  } finally {
    await trail.settle();
    await store.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}
