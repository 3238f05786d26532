import { APIError, type OpenAI } from 'openai';
import type { ChatModel, ChatReply, ChatRequest } from '../chat-model.ts';
import { finishReply } from '../finish-reply.ts';
import { ModelFault } from '../model-fault.ts';
import type { ModelSurroundings } from '../model-surroundings.ts';
import { ReasoningFilter, startsInside } from '../reasoning.ts';
import { hostOf, type OpenaiConfig } from './config.ts';
import { afterRefusal, bodyOf, type Dialect, fullDialect, lowerJson } from './dialect.ts';
import { faultOf, wordsOf } from './failure.ts';
import type { Line, Try } from './line.ts';

/** What a server wrote, as it wrote it. */
interface Written {
  text: string;
  finish: string | null | undefined;
  usage: OpenAI.CompletionUsage | null | undefined;
  /** Something was thought aloud, beside the text or within it. */
  hasThought: boolean;
}

/** Beside the text: DeepSeek, DashScope and vLLM call it `reasoning_content`, Ollama and newer vLLM `reasoning`. */
function isThinking(message: object | undefined): boolean {
  const { reasoning_content: one, reasoning: other } = (message ?? {}) as Record<string, unknown>;
  return [one, other].some(thought => typeof thought === 'string' && thought !== '');
}

/** The commonest mistake with models that think: nothing is left of the length for the answer. */
const thoughtTooLong = '模型一直在思考，没有留下字数作答。请关掉思考（见 OPENAI_EXTRA_BODY）。';

/** 对话模型（OpenAI 兼容）— `reasoning_content` and other fields beside `content` are never read. */
export class OpenaiChat implements ChatModel {
  readonly name: string;
  readonly #config: OpenaiConfig;
  readonly #surroundings: ModelSurroundings;
  readonly #line: Line;
  readonly #client: OpenAI;
  #dialect: Dialect = fullDialect;
  /** This model's replies begin within the reasoning; learnt from the first that shows it. */
  #startsInside = false;

  constructor(config: OpenaiConfig, { surroundings, line, client }: { surroundings: ModelSurroundings; line: Line; client: OpenAI }) {
    this.name = config.model;
    this.#config = config;
    this.#surroundings = surroundings;
    this.#line = line;
    this.#client = client;
  }

  /** How JSON is forced at this server, as far as is known. */
  get json(): Dialect['json'] {
    return this.#dialect.json;
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    const characters = request.system.length + request.user.length;
    const call = { asker: request.asker, purpose: request.prompt, model: this.name, host: hostOf(this.#config), characters };
    return this.#line.call(call, request.deadline, async one => {
      const text = await this.#inSomeDialect(request, one);
      return { text, tokens: one.notes.tokens ?? { input: characters, output: one.notes.received } };
    });
  }

  /** Asks again in a lower dialect as long as the server's refusal, or a reply that is no JSON, tells of one. */
  async #inSomeDialect(request: ChatRequest, one: Try): Promise<string> {
    let dialect = this.#dialect;
    for (;;) {
      try {
        const text = this.#finish(await this.#write(dialect, request, one), request);
        this.#dialect = dialect;
        return text;
      } catch (error) {
        const lower = one.notes.isHandedOut ? undefined : lowerAfter(error, dialect, request);
        if (!lower) throw error;
        dialect = lower;
      }
    }
  }

  async #write(dialect: Dialect, request: ChatRequest, one: Try): Promise<Written> {
    const body = { model: this.name, ...bodyOf(dialect, request), ...this.#config.extraBody };
    one.notes.sent += 1;
    const written = request.onText ? await this.#stream(body, request.onText, one) : await this.#whole(body, one);
    one.notes.received = written.text.length;
    const { usage } = written;
    if (usage && usage.completion_tokens > 0) one.notes.tokens = { input: usage.prompt_tokens, output: usage.completion_tokens };
    return written;
  }

  async #whole(body: ReturnType<typeof bodyOf> & { model: string }, { signal }: Try): Promise<Written> {
    const reply = await this.#client.chat.completions.create({ ...body, stream: false }, { signal });
    const choice = reply.choices?.[0];
    if (!choice?.message) throw faultOf('malformed');
    if (choice.message.refusal) throw faultOf('filtered');
    return { text: choice.message.content ?? '', finish: choice.finish_reason, usage: reply.usage, hasThought: isThinking(choice.message) };
  }

  async #stream(body: ReturnType<typeof bodyOf> & { model: string }, onText: (piece: string) => void, { signal, notes }: Try): Promise<Written> {
    const filter = new ReasoningFilter({ startsInside: this.#startsInside });
    const show = (piece: string): void => {
      if (piece === '') return;
      notes.isHandedOut = true;
      onText(piece);
    };
    const written: Written = { text: '', finish: undefined, usage: undefined, hasThought: false };
    for await (const { choices, usage } of await this.#client.chat.completions.create({ ...body, stream: true }, { signal })) {
      notes.firstAt ??= this.#surroundings.clock.now();
      const choice = choices?.[0];
      const piece = choice?.delta?.content ?? '';
      written.text += piece;
      written.finish = choice?.finish_reason ?? written.finish;
      written.hasThought ||= isThinking(choice?.delta);
      written.usage = usage ?? written.usage;
      notes.received = written.text.length;
      show(filter.push(piece));
    }
    if (signal.aborted) throw faultOf('timeout');
    show(filter.end());
    return this.#checkReasoning(written, show, notes);
  }

  /** A reply whose reasoning was taken for its answer must not stand; one that was taken for reasoning is handed out now. */
  #checkReasoning(written: Written, show: (piece: string) => void, notes: Try['notes']): Written {
    const isInside = startsInside(written.text);
    if (isInside && !this.#startsInside) {
      this.#startsInside = true;
      if (notes.isHandedOut) throw faultOf('malformed', '模型把思考过程混进了回答，这一次不用；以后会去掉。');
    }
    if (this.#startsInside && !isInside && !notes.isHandedOut && written.finish === 'stop') show(written.text.trim());
    return written;
  }

  #finish({ text, finish, hasThought }: Written, request: ChatRequest): string {
    if (finish === 'content_filter') throw faultOf('filtered');
    if (finish === 'length' && (hasThought || /<think/i.test(text))) throw faultOf('cut-off', thoughtTooLong);
    // Without a reason the stream has ended before the answer did.
    if (finish === 'length' || !finish) throw faultOf('cut-off');
    return finishReply(text, request);
  }
}

function lowerAfter(error: unknown, dialect: Dialect, request: ChatRequest): Dialect | undefined {
  if (error instanceof ModelFault) return error.kind === 'malformed' && request.schema ? lowerJson(dialect) : undefined;
  const isRefusal = error instanceof APIError && (error.status === 400 || error.status === 422);
  return isRefusal ? afterRefusal(dialect, wordsOf(error), request) : undefined;
}
