import { z } from 'zod';
import type { ChatRequest } from './chat-model.ts';
import { ModelFault } from './model-fault.ts';
import { withoutReasoning } from './reasoning.ts';

const checkers = new WeakMap<object, z.ZodType>();

function checkerOf(schema: NonNullable<ChatRequest['schema']>): z.ZodType {
  const known = checkers.get(schema);
  if (known) return known;
  const checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  checkers.set(schema, checker);
  return checker;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON value of a reply, also where the model put a fence or a sentence around it. */
function jsonIn(text: string): unknown {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/i.exec(text)?.[1];
  const from = text.search(/[[{]/);
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  return parse(text) ?? parse(fenced ?? '') ?? (from >= 0 && to > from ? parse(text.slice(from, to + 1)) : undefined);
}

/** What a caller of the port gets of the text that a model wrote: no reasoning, never empty, and JSON of the schema where one was asked for. */
export function finishReply(written: string, { schema }: Pick<ChatRequest, 'schema'>): string {
  const text = withoutReasoning(written);
  if (text === '') throw new ModelFault('empty', '模型没有给出内容。');
  if (!schema) return text;
  const checked = checkerOf(schema).safeParse(jsonIn(text));
  if (!checked.success) throw new ModelFault('malformed', '模型给出的不是所要的格式。');
  return JSON.stringify(checked.data);
}
