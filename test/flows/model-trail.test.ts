import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app/app.ts';
import { createModelTrail } from '../../src/app/model-trail.ts';
import { watchModels } from '../../src/app/watch-models.ts';
import { readConfig } from '../../src/config.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { commandLine } from '../helpers/command-line.ts';
import { EmulatedOpenai } from '../helpers/emulated-openai.ts';
import { play } from '../helpers/play.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const SECRET_WORDS = '青禾区某企业的难处';

async function emulated(): Promise<{ server: EmulatedOpenai; env: Record<string, string> }> {
  const server = await new EmulatedOpenai().start();
  onTestFinished(() => server.stop());
  return { server, env: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: server.key, OPENAI_MODEL: 'qwen-emulated' } };
}

function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('a model that the environment names', () => {
  it('answers a prompt on the command line, and the call is in the book without a word of it', async () => {
    const { server, env } = await emulated();
    const { run, folder } = commandLine(env);
    writeFileSync(join(folder, 'x.json'), JSON.stringify({ item: SECRET_WORDS, sections: 'BIZ 惠企' }));
    server.answer = () => '{"section":"BIZ","reason":"是惠企的事"}';
    const asked = await run('prompt', 'propose-section', '--input', 'x.json');
    expect([asked.code, asked.out.join('\n')]).toEqual([0, expect.stringMatching(/"BIZ"[\s\S]*（qwen-emulated，输入\d+、输出\d+个词元/)]);
    const { out } = await run('models');
    expect(out.join('\n')).toMatch(
      /^\*\*本周调用模型1次\*\*，全部成功\n发给“qwen-emulated”（127\.0\.0\.1:\d+）：约\d+字；词元入\d+、出\d+\n用途：建议板块1次\n今天用了1次（上限2000）/,
    );
    expect((await run('models', '--list')).out.join('\n')).toMatch(/命令行：建议板块，发出约\d+字到127\.0\.0\.1:\d+，成功，/);
    const state = everythingIn(join(folder, 'state'));
    expect(state).toContain('propose-section@1');
    for (const words of [SECRET_WORDS, '是惠企的事', env['OPENAI_API_KEY'] ?? '']) expect(state).not.toContain(Buffer.from(words).toString('latin1'));
  });

  it('is tried by doctor, who says what to do', async () => {
    const { server, env } = await emulated();
    server.answer = asked => (asked.response_format ? '{"ok":true}' : '正常');
    const doctor = async (changes: Record<string, string> = {}): Promise<string> =>
      (await commandLine({ ...env, ...changes }).run('doctor')).out.join('\n');
    expect(await doctor()).toMatch(/✓ 模型地址 127.*只许本机或内网[\s\S]*✓ 模型“qwen-emulated”能用：\d+毫秒出第一个字[\s\S]*✓ 模型服务能按指定格式/);
    server.relevance = (_, text) => (text.includes('劳动报酬') ? 1 : 0);
    const beside = { OPENAI_EMBEDDING_MODEL: 'bge-emulated', RERANK_URL: server.rerankUrl, RERANK_MODEL: 'reranker-emulated' };
    expect(await doctor(beside)).toMatch(/✓ 向量模型“bge-emulated”能用：64维[\s\S]*✓ 重排模型“reranker-emulated”能用/);
    expect(await doctor({ OPENAI_API_KEY: 'sk-wrong-key' })).toMatch(/✗ 模型“qwen-emulated”现在不能用[\s\S]*请检查 OPENAI_API_KEY/);
    expect(await doctor({ OPENAI_MODEL: 'gpt-emulated' })).toMatch(
      /✗ 模型“gpt-emulated”现在不能用[\s\S]*清单里没有“gpt-emulated”[\s\S]*清单里有：qwen-emulated、bge-emulated/,
    );
    server.abilities = { ...server.abilities, jsonSchema: false };
    server.answer = asked => (asked.response_format ? '{"ok":true}' : { text: '正常', reasoning: '先想', firstTextAfterMs: 30 });
    expect(await doctor({ ...beside, RERANK_URL: 'http://93.184.216.34/rerank' })).toMatch(
      /· 模型服务不能强制按格式输出[\s\S]*✗ 重排模型“reranker-emulated”现在不能用[\s\S]*MODEL_ALLOW=local 时不调用/,
    );
    expect(await doctor({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })).toMatch(/✗ 模型“qwen-emulated”现在不能用[\s\S]*连不上或出错/);
    expect(await doctor({ OPENAI_BASE_URL: 'http://93.184.216.34/v1' })).toMatch(/MODEL_ALLOW=local 时不调用/);
  }, 90_000);

  it('puts what a search finds in order where a reranker is named, each call in the book', async () => {
    const { server, env } = await emulated();
    const question = '采购单位什么时候付清货款';
    const first = async (more: Record<string, string>): Promise<string> => {
      const { run } = commandLine({ ...env, ...more });
      const hits = (await run('search', question, '--json')).out.map(line => JSON.parse(line) as { article: string });
      const book = (await run('models', '--list')).out.join('\n');
      expect(book.includes('检索重排')).toBe(Object.keys(more).length > 0);
      return hits[0]?.article ?? '';
    };
    server.relevance = (_, text) => (text.includes('约谈') ? 1 : 0);
    expect(await first({})).not.toBe('第十二条');
    expect(await first({ RERANK_URL: server.rerankUrl, RERANK_MODEL: 'reranker-emulated' })).toBe('第十二条');
    expect(server.reranked.every(({ query }) => query === question)).toBe(true);
  }, 60_000);

  it('is not called beyond the day’s budget, also after a restart', async () => {
    const { server, env } = await emulated();
    const { run, folder } = commandLine({ ...env, MODEL_CALLS_PER_DAY: '1' });
    writeFileSync(join(folder, 'x.json'), '{"item":"甲","sections":"乙"}');
    server.answer = () => '{"section":null,"reason":"都不合适"}';
    expect((await run('prompt', 'propose-section', '--input', 'x.json')).code).toBe(0);
    const second = await run('prompt', 'propose-section', '--input', 'x.json');
    expect([second.code, second.error.join('')]).toEqual([1, expect.stringMatching(/今天的模型用量已到上限.*MODEL_CALLS_PER_DAY/)]);
    expect(server.chats).toHaveLength(1);
  });

  it('stops when yesterday’s tokens would be too many today', async () => {
    const { server, env } = await emulated();
    const { run, folder } = commandLine({ ...env, MODEL_TOKENS_PER_DAY: '10' });
    writeFileSync(join(folder, 'x.json'), '{"item":"甲","sections":"乙"}');
    server.answer = () => '{"section":null,"reason":"都不合适"}';
    expect((await run('prompt', 'propose-section', '--input', 'x.json')).code).toBe(0);
    expect((await run('prompt', 'propose-section', '--input', 'x.json')).error.join('')).toContain('上限');
  });

  it('is counted in /metrics by outcome, with its budget', async () => {
    const { server, env } = await emulated();
    const app = await createApp(readConfig({ ...env, STATE_DIR: await temporaryFolder() }, projectRoot));
    onTestFinished(() => app.close());
    const metrics = createMetrics();
    watchModels(app, metrics);
    const ask = (): Promise<unknown> =>
      app.models?.chat
        .complete({ prompt: 'answer@1', asker: 'qin', system: '甲', user: '乙', temperature: 0, maxTokens: 9, deadline: Date.now() + 5_000 })
        .catch(() => undefined) ?? Promise.resolve();
    await ask();
    server.answer = () => '';
    await ask();
    const printed = await metrics.print();
    expect(printed).toMatch(/xiaofa_model_calls\{outcome="ok"\} 1\nxiaofa_model_calls\{outcome="empty"\} 1/);
    expect(printed).toMatch(/xiaofa_model_budget_spent\{budget="calls"\} 2/);
    expect(printed).toMatch(/xiaofa_model_resting 0/);
  });
});

describe('模型用量 and 出境记录 in the chat', () => {
  const outcome = { outcome: 'ok', tokens: { input: 800, output: 90 }, isEstimated: false, ms: 1_250, firstMs: 300, attempts: 1 } as const;

  async function played(): Promise<Awaited<ReturnType<typeof play>>> {
    const playing = await play('2026-11-20T16:42');
    const { stage } = playing;
    let id = 0;
    const trail = createModelTrail({
      ...{ store: stage.store, bureau: stage.bureau.id, clock: { now: () => stage.now() } },
      ...{ budget: { calls: 100, tokens: 10_000 }, createId: () => String(++id) },
    });
    const call = { model: 'qwen-emulated', host: '10.1.1.5:8000', characters: 820 };
    const book = async (asker: string, purpose: string, changes: Partial<typeof outcome> | { outcome: 'timeout' } = {}): Promise<void> =>
      trail.end((await trail.begin({ ...call, asker, purpose })) ?? '', { ...outcome, ...changes });
    await book('qinlang', 'answer@1');
    await book('qinlang', 'answer@1', { outcome: 'timeout' });
    for (let turn = 0; turn < 3; turn++) await book('corpus', 'embedding');
    return playing;
  }

  it('tell the admin what left, what for and how much: in a group privately', async () => {
    const { say, pushes } = await played();
    expect((await say('dingyi', '模型用量')).join('')).not.toContain('qwen');
    expect(pushes('direct:dingyi').join('\n')).toMatch(/本周调用模型5次\*\*，没有成功1次（超时1次）/);
    const [direct] = await say('dingyi', '本月模型用量', { group: 'direct' });
    expect(direct).toContain('发给“qwen-emulated”（10.1.1.5:8000）：约4100字；词元入4000、出450');
    expect(direct).toContain('用途：检索向量3次、法规问答2次');
  });

  it('list the calls for the secrecy officer, the corpus in one line a day', async () => {
    const { say } = await played();
    const [list] = await say('duanyan', '出境记录', { group: 'direct' });
    expect(list).toContain('本周出境记录3条');
    expect(list).toContain('- 11月20日16:42 秦朗：法规问答，发出约820字到10.1.1.5:8000，超时，1.3秒');
    expect(list).toContain('- 11月20日16:42 文件库：检索向量，3次，发出约2460字到10.1.1.5:8000，成功');
    expect((await say('duanyan', '昨天的出境记录', { group: 'direct' }))[0]).toContain('没有内容发给模型');
  });

  it('are nobody else’s business', async () => {
    const { say } = await played();
    for (const who of ['qinlang', 'gaoyuan', 'lianghui']) expect((await say(who, '模型用量', { group: 'direct' })).join('')).not.toContain('820');
  });
});
