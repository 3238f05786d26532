import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { ModelFault } from '../models/model-fault.ts';
import { type Prompt, promptReference, type RenderedPrompt } from '../models/prompt.ts';
import { noSuchFile } from '../wording/command-line.ts';
import { noModel, notAnObject, promptInputs, promptList, promptReply, renderedPrompt } from '../wording/prompts.ts';
import type { Command, Invocation } from './command.ts';
import { textOption, wrongUsage } from './usage.ts';

/** Somebody waits at the screen, and no platform's window closes. */
const PATIENCE_MS = 120_000;

export const prompt: Command = {
  name: 'prompt',
  summary: '看、试提示词：不带编号列出全部；带输入则渲染并请模型写一次（--dry 只渲染）',
  usage: 'prompt [编号] [--input 输入.json] [--dry]',
  options: { input: { type: 'string' }, dry: { type: 'boolean' } },
  inOwner: true,
  async run(invocation) {
    const [id, ...more] = invocation.arguments;
    if (more.length > 0) throw wrongUsage(prompt);
    const prompts = await invocation.program.prompts();
    const file = textOption(invocation, 'input');
    if (id === undefined) return print(invocation, prompts.list.map(described), promptList(prompts.list.map(described)));
    const known = prompts.list.find(one => one.id === id);
    if (known && file === undefined) return print(invocation, described(known), promptInputs(described(known)));
    const rendered = prompts.render(id, file === undefined ? {} : await readInputs(resolve(invocation.folder, file)));
    if (invocation.options['dry'] === true) return print(invocation, rendered, renderedPrompt(rendered));
    return write(invocation, rendered);
  },
};

function described(one: Prompt): { reference: string; purpose: string; inputs: Readonly<Record<string, string>>; isOwn: boolean } {
  return { reference: promptReference(one), purpose: one.purpose, inputs: one.inputs, isOwn: one.isOwn };
}

function print(invocation: Invocation, value: object, lines: readonly string[]): number {
  for (const line of invocation.json ? [JSON.stringify(value)] : lines) invocation.out(line);
  return 0;
}

async function readInputs(path: string): Promise<Record<string, string>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new AppError('not-found', noSuchFile(path));
  });
  const values = parseObject(text);
  if (!values) throw new AppError('unreadable', notAnObject(path));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value, null, 1)]),
  );
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

async function write(invocation: Invocation, rendered: RenderedPrompt): Promise<number> {
  const { models, clock } = await invocation.program.app();
  if (!models) throw new AppError('not-found', noModel);
  const startedAt = clock.now();
  try {
    const reply = await models.chat.complete({ ...rendered, asker: 'command-line', deadline: startedAt + PATIENCE_MS });
    const result = { model: models.chat.name, text: reply.text, tokens: reply.tokens, ms: clock.now() - startedAt };
    return print(invocation, result, promptReply(result));
  } catch (error) {
    if (error instanceof ModelFault) throw new AppError('not-found', error.message, { cause: error });
    throw error;
  }
}
