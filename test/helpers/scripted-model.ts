import { setTimeout as wait } from 'node:timers/promises';
import type { ChatModel, ChatReply, ChatRequest } from '../../src/models/chat-model.ts';
import { finishReply } from '../../src/models/finish-reply.ts';
import { ModelFault, type ModelFaultKind } from '../../src/models/model-fault.ts';
import { ReasoningFilter } from '../../src/models/reasoning.ts';

/** What the script has the model write: text, a value that is written as JSON, a fault, or text that is cut off by one. */
export type Scripted = string | object | ModelFault | { text: string; cutBy: ModelFaultKind };

/** One reply, one after another (the last one stays), or made from the request. */
export type Script = Scripted | Scripted[] | ((request: ChatRequest, turn: number) => Scripted | Promise<Scripted>);

/** The id without version: `answer` of `answer@3+own`. */
function promptId({ prompt }: Pick<ChatRequest, 'prompt'>): string {
  return prompt.replace(/@.*$/, '');
}

/** A chat model that says what a test wrote for each prompt, keeps what it was asked, and throws on what nobody scripted. */
export class ScriptedModel implements ChatModel {
  readonly name = 'scripted';
  readonly requests: ChatRequest[] = [];
  readonly #scripts: Readonly<Record<string, Script>>;
  readonly #now: () => number;

  /** Scripts by prompt id; `*` is for all others. */
  constructor(scripts: Readonly<Record<string, Script>>, options: { now?: () => number } = {}) {
    this.#scripts = scripts;
    this.#now = options.now ?? ((): number => 0);
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    const turn = this.requests.filter(earlier => promptId(earlier) === promptId(request)).length;
    this.requests.push(request);
    if (request.deadline <= this.#now()) throw new ModelFault('timeout', '时间到了，模型没有答完。');
    const scripted = await this.#scripted(request, turn);
    if (scripted instanceof ModelFault) throw scripted;
    const fault = isCut(scripted) ? scripted.cutBy : undefined;
    const written = typeof scripted === 'string' ? scripted : isCut(scripted) ? scripted.text : JSON.stringify(scripted);
    await hand(written, request);
    if (fault) throw new ModelFault(fault, '模型答到一半断了。');
    return { text: finishReply(written, request), tokens: { input: request.system.length + request.user.length, output: written.length } };
  }

  async #scripted(request: ChatRequest, turn: number): Promise<Scripted> {
    const script = this.#scripts[promptId(request)] ?? this.#scripts['*'];
    if (script === undefined) throw new Error(`nobody scripted a reply to the prompt “${promptId(request)}”`);
    if (typeof script === 'function') return script(request, turn);
    if (!Array.isArray(script)) return script;
    const reply = script[Math.min(turn, script.length - 1)];
    if (reply === undefined) throw new Error(`the script of “${promptId(request)}” is empty`);
    return reply;
  }
}

function isCut(scripted: object | string): scripted is { text: string; cutBy: ModelFaultKind } {
  return typeof scripted === 'object' && 'cutBy' in scripted && 'text' in scripted;
}

/** Hands the text out in small pieces, as a server does. */
async function hand(written: string, { onText }: ChatRequest): Promise<void> {
  if (!onText) return;
  const filter = new ReasoningFilter();
  const show = (text: string): void => {
    if (text) onText(text);
  };
  for (const piece of written.match(/[\s\S]{1,7}/gu) ?? []) {
    show(filter.push(piece));
    await wait(0);
  }
  show(filter.end());
}
