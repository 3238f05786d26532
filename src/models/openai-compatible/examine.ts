import type { OpenAI } from 'openai';
import type { ChatRequest } from '../chat-model.ts';
import type { EmbeddingModel } from '../embedding-model.ts';
import { ModelFault } from '../model-fault.ts';
import type { ModelCheck } from '../model-server.ts';
import type { ModelSurroundings } from '../model-surroundings.ts';
import type { RerankingModel } from '../reranking-model.ts';
import type { OpenaiChat } from './chat.ts';

const PATIENCE_MS = 30_000;
/** Beyond this a group waits noticeably, and WeCom's window begins to close. */
const SLOW_MS = 4_000;

const schema = { type: 'object', additionalProperties: false, required: ['ok'], properties: { ok: { type: 'boolean' } } } as const;

/** What is examined, and with what. */
export interface Examined {
  chat: OpenaiChat;
  embedding: EmbeddingModel | undefined;
  reranking: RerankingModel | undefined;
  client: OpenAI;
  surroundings: ModelSurroundings;
}

const good = (what: string): ModelCheck => ({ level: 'good', what, advice: '' });

async function orFault(check: () => Promise<ModelCheck>, failed: string): Promise<ModelCheck> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof ModelFault) return { level: 'bad', what: failed, advice: error.message };
    throw error;
  }
}

/** Not every server lists its models; one that does tells of a wrong name before anything is asked. */
async function checkName({ client, chat, embedding }: Examined): Promise<ModelCheck[]> {
  const names = await client.models.list({ timeout: PATIENCE_MS }).then(
    page => page.data.map(({ id }) => id),
    (): string[] => [],
  );
  const missing = [chat.name, ...(embedding ? [embedding.name] : [])].filter(name => names.length > 0 && !names.includes(name));
  if (missing.length === 0) return [];
  const list = names.slice(0, 8).join('、');
  return [
    {
      level: 'note',
      what: `模型服务的清单里没有${missing.map(name => `“${name}”`).join('、')}`,
      advice: `清单里有：${list}。名称不对请改 OPENAI_MODEL、OPENAI_EMBEDDING_MODEL。`,
    },
  ];
}

function probe({ clock }: ModelSurroundings, changes: Partial<ChatRequest>): ChatRequest {
  return {
    ...{ prompt: 'doctor@1', asker: 'doctor', system: '按要求回答，不展开。', user: '回复两个字：正常', temperature: 0, maxTokens: 400 },
    deadline: clock.now() + PATIENCE_MS,
    ...changes,
  };
}

async function checkSpeed({ chat, surroundings }: Examined): Promise<ModelCheck> {
  const { clock } = surroundings;
  const startedAt = clock.now();
  let firstAt: number | undefined;
  const note = (): void => {
    firstAt ??= clock.now();
  };
  await chat.complete(probe(surroundings, { onText: note }));
  const [first, all] = [(firstAt ?? clock.now()) - startedAt, clock.now() - startedAt];
  const what = `模型“${chat.name}”能用：${first}毫秒出第一个字，${all}毫秒答完`;
  if (first <= SLOW_MS) return good(what);
  return {
    level: 'note',
    what,
    advice: '偏慢，群里多半等不到，会改用不经模型的答复。会先思考的模型请关掉思考（见 OPENAI_EXTRA_BODY），或换小一些的模型。',
  };
}

async function checkJson({ chat, surroundings }: Examined): Promise<ModelCheck> {
  await chat.complete(probe(surroundings, { schema, user: '输出JSON：{"ok": true}' }));
  if (chat.json === 'schema') return good('模型服务能按指定格式（JSON Schema）输出');
  return {
    level: 'note',
    what: '模型服务不能强制按格式输出，已改为用文字说明格式',
    advice: '能用，格式不对的会弃用。自建服务换用支持 JSON Schema 的版本（vLLM、Ollama 新版）会更稳。',
  };
}

async function checkVectors(embedding: EmbeddingModel, { surroundings: { clock } }: Examined): Promise<ModelCheck> {
  const startedAt = clock.now();
  const [vector] = await embedding.embed(['体检'], { asker: 'doctor', deadline: startedAt + PATIENCE_MS });
  return good(`向量模型“${embedding.name}”能用：${vector?.length ?? 0}维，${clock.now() - startedAt}毫秒`);
}

/** A reranker that puts the answer behind what has nothing to do with the question does harm. */
async function checkOrder(reranking: RerankingModel, { surroundings: { clock } }: Examined): Promise<ModelCheck> {
  const startedAt = clock.now();
  const texts = ['烟花爆竹的存放应当远离明火。', '用人单位应当按月足额支付劳动报酬。', '公园的开放时间由管理单位公布。'];
  const scores = await reranking.score('厂里不发工资怎么办', texts, { asker: 'doctor', deadline: startedAt + PATIENCE_MS });
  const what = `重排模型“${reranking.name}”能用：${clock.now() - startedAt}毫秒`;
  if (scores[1] === Math.max(...scores)) return good(what);
  return { level: 'bad', what: `${what}，但把不相干的排在了前面`, advice: '检查 RERANK_MODEL 是不是中文或多语言的重排模型；不用就清空 RERANK_URL。' };
}

/** The checks one after another; when the first call fails, its reason is all there is to say. */
export async function examineServer(examined: Examined): Promise<ModelCheck[]> {
  const { chat, embedding, reranking } = examined;
  const speed = await orFault(() => checkSpeed(examined), `模型“${chat.name}”现在不能用，先按不经模型的方式答复`);
  if (speed.level === 'bad') return [speed, ...(await checkName(examined))];
  return [
    speed,
    await orFault(() => checkJson(examined), `模型“${chat.name}”不能按格式输出`),
    ...(embedding ? [await orFault(() => checkVectors(embedding, examined), `向量模型“${embedding.name}”现在不能用，检索只按字词`)] : []),
    ...(reranking ? [await orFault(() => checkOrder(reranking, examined), `重排模型“${reranking.name}”现在不能用，检索按原来的次序`)] : []),
    ...(await checkName(examined)),
  ];
}
