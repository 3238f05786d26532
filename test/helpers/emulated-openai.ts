import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat request as the server received it. */
export interface AskedChat {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  response_format?: { type: string; json_schema?: { schema: object; strict?: boolean } };
  temperature?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  [field: string]: unknown;
}

/** How the server answers one request; what is not named is as it should be. */
export interface Answer {
  text?: string;
  /** Beside the text, as DeepSeek, Qwen and vLLM (`reasoning_content`) and Ollama (`reasoning`) send it. */
  reasoning?: string;
  finish?: string | null;
  /** Another status than 200, with a body in OpenAI's shape unless `raw` is given. */
  status?: number;
  error?: { message: string; code?: string; type?: string; param?: string };
  headers?: Record<string, string>;
  /** Bytes in place of any answer. */
  raw?: string;
  /** Before the status line. */
  delayMs?: number;
  /** Between the status line and the first piece. */
  firstTextAfterMs?: number;
  /** The connection breaks after so many pieces (or half of a body). */
  cutAfter?: number;
  /** The connection breaks before anything is answered. */
  isReset?: boolean;
  hasNoUsage?: boolean;
  /** Comments between the events, as proxies send them to keep a connection open. */
  hasComments?: boolean;
  toolCalls?: boolean;
  /** So many bytes of text, and then more of them. */
  hugeBytes?: number;
}

/** What this vendor's server knows; a request with more is refused with 400, as the vendors do. */
export interface Abilities {
  jsonSchema: boolean;
  jsonObject: boolean;
  streamOptions: boolean;
  maxTokens: 'max_tokens' | 'max_completion_tokens';
  temperature: boolean;
  /** False where whole replies want `enable_thinking: false`, as DashScope's thinking models do. */
  thinksWhole: boolean;
}

interface Options {
  key?: string;
  models?: readonly string[];
  abilities?: Partial<Abilities>;
}

const PIECE = 5;
const DIMENSIONS = 64;

/** An OpenAI-compatible server on a loopback port: chat (whole and streamed), embeddings, models, and a menu of faults. What it says is made from each request by `answer`. */
export class EmulatedOpenai {
  readonly key: string;
  readonly chats: AskedChat[] = [];
  readonly embedded: string[][] = [];
  /** Texts that were to be put in order, with the question. */
  readonly reranked: { query: string; texts: string[] }[] = [];
  /** How well a text answers a question. */
  relevance: (query: string, text: string) => number = () => 0;
  /** Spoils the next requests for an order, one each. */
  readonly rerankingFaults: Answer[] = [];
  /** What the reranker calls the texts: `documents` everywhere but in text-embeddings-inference, which answers with a bare list too. */
  rerankField: 'documents' | 'texts' = 'documents';
  /** Set anew by a test at any time; `turn` counts the chat requests from 0. An adversary is a function of the request. */
  answer: (request: AskedChat, turn: number) => Answer | string = () => '好的。';
  /** Spoils the next requests for vectors, one each. */
  readonly embeddingFaults: Answer[] = [];
  abilities: Abilities;
  /** The most that were being answered at the same time. */
  busiest = 0;
  #busy = 0;
  readonly #models: readonly string[];
  readonly #server: Server;

  constructor({ key = 'sk-emulated-key', models = ['qwen-emulated', 'bge-emulated'], abilities = {} }: Options = {}) {
    this.key = key;
    this.#models = models;
    this.abilities = {
      jsonSchema: true,
      jsonObject: true,
      streamOptions: true,
      maxTokens: 'max_tokens',
      temperature: true,
      thinksWhole: true,
      ...abilities,
    };
    this.#server = createServer((request, response) => void this.#serve(request, response).catch(() => response.destroy()));
    // A client that goes away in the middle is part of the menu.
    this.#server.on('clientError', (_, socket) => void socket.destroy());
  }

  get rerankUrl(): string {
    return `${this.baseUrl.replace(/\/v1$/, '')}/rerank`;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async start(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers.authorization !== `Bearer ${this.key}`)
      return refuse(response, 401, { message: 'Incorrect API key provided', code: 'invalid_api_key' });
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
    const path = request.url ?? '';
    if (path === '/v1/models') return json(response, { object: 'list', data: this.#models.map(id => ({ id, object: 'model' })) });
    if (path === '/rerank') return this.#rerank(body, response);
    if (path !== '/v1/chat/completions' && path !== '/v1/embeddings') return refuse(response, 404, { message: 'Not Found' });
    if (!this.#models.includes(String(body['model'])))
      return refuse(response, 404, { message: `The model ${String(body['model'])} does not exist`, code: 'model_not_found' });
    this.#busy += 1;
    this.busiest = Math.max(this.busiest, this.#busy);
    try {
      await (path === '/v1/embeddings' ? this.#embed(body, response) : this.#chat(body as AskedChat, response));
    } finally {
      this.#busy -= 1;
    }
  }

  async #chat(request: AskedChat, response: ServerResponse): Promise<void> {
    const unknown = this.#unknownField(request);
    if (unknown)
      return refuse(response, 400, { message: `${unknown} is not supported by this model`, param: unknown, code: 'invalid_request_error' });
    this.chats.push(request);
    const said = this.answer(request, this.chats.length - 1);
    const answer = typeof said === 'string' ? { text: said } : said;
    if (await spoil(answer, response)) return;
    if (request.stream) await stream(request, answer, response);
    else await whole(request, answer, response);
  }

  #unknownField(request: AskedChat): string | undefined {
    const { abilities } = this;
    const format = request.response_format?.type;
    if (format === 'json_schema' && !abilities.jsonSchema) return 'response_format';
    if (format === 'json_object' && !abilities.jsonObject) return 'response_format';
    if (request.stream_options && !abilities.streamOptions) return 'stream_options';
    if (request.temperature !== undefined && !abilities.temperature) return 'temperature';
    if (request.max_tokens !== undefined && abilities.maxTokens === 'max_completion_tokens') return 'max_tokens, use max_completion_tokens, which';
    if (!abilities.thinksWhole && !request.stream && request['enable_thinking'] !== false)
      return 'parameter.enable_thinking must be set to false for non-streaming calls; otherwise it';
    return undefined;
  }

  async #rerank(body: Record<string, unknown>, response: ServerResponse): Promise<void> {
    const texts = body[this.rerankField] as string[] | undefined;
    if (!texts)
      return refuse(response, 422, { message: `Failed to deserialize the JSON body into the target type: missing field \`${this.rerankField}\`` });
    const fault = this.rerankingFaults.shift();
    if (fault && (await spoil(fault, response))) return;
    const query = String(body['query']);
    this.reranked.push({ query, texts });
    const scored = texts.map((text, index) => ({ index, score: this.relevance(query, text) })).sort((a, b) => b.score - a.score);
    if (this.rerankField === 'texts') return json(response, scored);
    const results = scored.map(({ index, score }) => ({ index, relevance_score: score, document: { text: texts[index] } }));
    json(response, { id: 'rerank-1', model: body['model'], results, usage: { total_tokens: texts.join('').length } });
  }

  async #embed(body: Record<string, unknown>, response: ServerResponse): Promise<void> {
    const input = body['input'] as string[];
    const fault = this.embeddingFaults.shift();
    if (fault && (await spoil(fault, response))) return;
    this.embedded.push(input);
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: bigramVector(text) }));
    // The order is not promised by every server.
    json(response, { object: 'list', data: data.reverse(), usage: { prompt_tokens: input.join('').length, total_tokens: input.join('').length } });
  }
}

/** A cheap vector that is the same for the same text and near for near texts: counts of character pairs, hashed into places. */
export function bigramVector(text: string, dimensions = DIMENSIONS): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const characters = [...text.replace(/\s+/g, '')];
  for (let at = 0; at + 1 < characters.length || at === 0; at++) {
    const pair = `${characters[at] ?? ''}${characters[at + 1] ?? ''}`;
    let hash = 2_166_136_261;
    for (let place = 0; place < pair.length; place++) hash = Math.imul(hash ^ pair.charCodeAt(place), 16_777_619);
    const place = (hash >>> 0) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

const sleep = (ms: number | undefined): Promise<void> => new Promise(resolve => setTimeout(resolve, ms ?? 0));

function json(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, error: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }));
}

/** True when the answer is a fault that leaves nothing else to say. */
async function spoil(answer: Answer, response: ServerResponse): Promise<boolean> {
  if (answer.delayMs) await sleep(answer.delayMs);
  if (answer.isReset) response.destroy();
  else if (answer.status !== undefined && answer.raw === undefined)
    refuse(response, answer.status, answer.error ?? { message: `status ${answer.status}` }, answer.headers);
  else if (answer.raw !== undefined)
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(answer.raw);
  else return response.destroyed;
  return true;
}

function usageOf(request: AskedChat, text: string): object {
  const prompt = request.messages.map(({ content }) => content).join('').length;
  return { prompt_tokens: prompt, completion_tokens: Math.max(text.length, 1), total_tokens: prompt + text.length };
}

function messageOf({ text = '', reasoning, toolCalls }: Answer): object {
  const calls = { tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'delete_all', arguments: '{}' } }] };
  return {
    role: 'assistant',
    content: toolCalls ? null : text,
    ...(reasoning ? { reasoning_content: reasoning, reasoning } : {}),
    ...(toolCalls ? calls : {}),
  };
}

function finishOf({ finish, toolCalls }: Answer): string | null {
  return finish === undefined ? (toolCalls ? 'tool_calls' : 'stop') : finish;
}

async function whole(request: AskedChat, answer: Answer, response: ServerResponse): Promise<void> {
  await sleep(answer.firstTextAfterMs);
  if (answer.hugeBytes) return huge(response, answer.hugeBytes, '');
  const { text = '' } = answer;
  const body = JSON.stringify({
    ...{ id: 'chatcmpl-1', object: 'chat.completion', model: request.model },
    choices: [{ index: 0, message: messageOf(answer), finish_reason: finishOf(answer) }],
    ...(answer.hasNoUsage ? {} : { usage: usageOf(request, text) }),
  });
  if (answer.cutAfter === undefined) return void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

async function huge(response: ServerResponse, bytes: number, prefix: string): Promise<void> {
  response.writeHead(200, { 'content-type': prefix === '' ? 'application/json' : 'text/event-stream' });
  const piece = `${prefix}${'长'.repeat(20_000)}`;
  for (let sent = 0; sent < bytes && !response.destroyed; sent += Buffer.byteLength(piece))
    if (!response.write(piece)) await new Promise(resolve => response.once('drain', resolve).once('close', resolve));
  response.end();
}

/** The connection breaks once what was said is on its way. */
async function breakOff(response: ServerResponse): Promise<void> {
  await sleep(20);
  response.destroy();
}

async function stream(request: AskedChat, answer: Answer, response: ServerResponse): Promise<void> {
  if (answer.hugeBytes) return huge(response, answer.hugeBytes, ': ');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (choice: object | undefined, more: object = {}): void => {
    if (answer.hasComments) response.write(': keep-alive\n\n');
    const choices = choice ? [{ index: 0, finish_reason: null, ...choice }] : [];
    response.write(`data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model: request.model, choices, ...more })}\n\n`);
  };
  response.flushHeaders();
  if (answer.hasComments) response.write(': waiting\n\n');
  await sleep(answer.firstTextAfterMs);
  event({ delta: { role: 'assistant', content: '' } });
  if (answer.reasoning) event({ delta: { reasoning_content: answer.reasoning, reasoning: answer.reasoning, content: null } });
  if (answer.toolCalls) event({ delta: { tool_calls: [{ index: 0, id: 'call_1', function: { name: 'delete_all', arguments: '{}' } }] } });
  const pieces = answer.toolCalls ? [] : ((answer.text ?? '').match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'gu')) ?? []);
  for (const [at, content] of pieces.entries()) {
    if (at === answer.cutAfter) return breakOff(response);
    event({ delta: { content } });
    if (at % 8 === 7) await sleep(0);
  }
  if (answer.cutAfter !== undefined) return breakOff(response);
  const finish = finishOf(answer);
  if (finish !== null) event({ delta: {}, finish_reason: finish });
  if (request.stream_options?.include_usage && !answer.hasNoUsage) event(undefined, { usage: usageOf(request, answer.text ?? '') });
  response.end('data: [DONE]\n\n');
}
