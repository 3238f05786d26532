import { AppError } from '../domain/errors.ts';
import type { ChatRequest } from './chat-model.ts';
import { fillPlaces } from './prompt-places.ts';
import { frameRules, quoteData } from './quoted-data.ts';

/** 提示词 — one task of a chat model, as a file of `prompts/` says it. */
export interface Prompt {
  id: string;
  version: number;
  /** True for a bureau's own wording of it. */
  isOwn: boolean;
  /** What it is for, in Chinese. */
  purpose: string;
  /** Every input's name, and what it is in Chinese; in the order in which the model is given them. */
  inputs: Readonly<Record<string, string>>;
  /** JSON Schema of the answer; absent when the answer is text. */
  schema?: Readonly<Record<string, unknown>>;
  temperature: number;
  /** Of the answer. */
  maxTokens: number;
  /** The instructions, with `{{input}}` where an input is spoken of. */
  body: string;
}

/** Everything of a `ChatRequest` that the prompt decides; the caller adds asker and deadline. */
export type RenderedPrompt = Pick<ChatRequest, 'prompt' | 'system' | 'user' | 'schema' | 'temperature' | 'maxTokens'>;

/** 提示词库 — the shipped prompts, each replaced by the bureau's own where there is one. */
export interface Prompts {
  readonly list: readonly Prompt[];
  /** Throws `AppError('not-found')` for an unknown id and `AppError('usage')` for inputs that are missing or unknown. */
  render(id: string, inputs: Readonly<Record<string, string>>): RenderedPrompt;
}

export function createPrompts(list: readonly Prompt[]): Prompts {
  return {
    list,
    render(id, inputs) {
      const prompt = list.find(one => one.id === id);
      if (!prompt) throw new AppError('not-found', `没有叫“${id}”的提示词。现有：${list.map(one => one.id).join('、')}。`);
      return renderPrompt(prompt, inputs);
    },
  };
}

/** `answer@3`, and `answer@3+own` for a bureau's own wording: what the audit trail names. */
export function promptReference({ id, version, isOwn }: Pick<Prompt, 'id' | 'version' | 'isOwn'>): string {
  return `${id}@${version}${isOwn ? '+own' : ''}`;
}

/** The instructions speak of the inputs by number and title; the inputs themselves stand in the user's message, as quoted data. */
export function renderPrompt(prompt: Prompt, inputs: Readonly<Record<string, string>>): RenderedPrompt {
  checkInputs(prompt, inputs);
  const names = Object.keys(prompt.inputs);
  const instructions = fillPlaces(prompt.body, name => `材料${names.indexOf(name) + 1}（${prompt.inputs[name] ?? name}）`);
  return {
    prompt: promptReference(prompt),
    system: `${instructions}\n\n${frameRules}`,
    user: quoteData(names.map(name => ({ title: prompt.inputs[name] ?? name, text: inputs[name] ?? '' }))),
    ...(prompt.schema ? { schema: prompt.schema } : {}),
    temperature: prompt.temperature,
    maxTokens: prompt.maxTokens,
  };
}

function checkInputs(prompt: Prompt, inputs: Readonly<Record<string, string>>): void {
  const missing = Object.keys(prompt.inputs).filter(name => inputs[name] === undefined);
  const unknown = Object.keys(inputs).filter(name => prompt.inputs[name] === undefined);
  if (missing.length === 0 && unknown.length === 0) return;
  const list = (names: readonly string[]): string => names.map(name => `“${name}”`).join('、');
  const found = [...(missing.length ? [`缺${list(missing)}`] : []), ...(unknown.length ? [`不认识${list(unknown)}`] : [])].join('，');
  throw new AppError('usage', `提示词“${prompt.id}”的输入不对：${found}。它要的是${list(Object.keys(prompt.inputs))}。`);
}
