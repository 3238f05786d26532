import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { projectRoot } from '../lib/project-root.ts';
import { createPrompts, type Prompt, type Prompts } from '../models/prompt.ts';
import { placesIn, strayBraces } from '../models/prompt-places.ts';
import { checkFile } from './check-file.ts';
import { checkJsonSchema } from './check-json-schema.ts';
import { suggestion } from './nearest-word.ts';
import { createProblemList, formatProblem, type ProblemList, placeOf, throwProblems } from './problem.ts';
import { OwnPromptFront, PromptFront } from './schema.ts';
import { readTextFile } from './text-file.ts';
import { parseYamlFile, type YamlFile } from './yaml-file.ts';

/** Where the shipped prompts lie, and who is told what was ignored. */
export interface LoadPromptsOptions {
  shippedDir?: string;
  warn?: (warning: string) => void;
}

/** A prompt file, split: the front matter still as YAML, the text below it, and on which line that begins. */
interface PromptFile {
  front: YamlFile;
  body: string;
  bodyLine: number;
}

// The optional group keeps a body that is empty apart from a front matter that never ends.
const frontMatter = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n([\s\S]*))?$/;

function splitPrompt(name: string, text: string, problems: ProblemList): PromptFile | undefined {
  const found = frontMatter.exec(text.replace(/\r\n?/g, '\n'));
  if (!found) {
    const message = '这里应为一行“---”，接着是抬头（id、version等各一行），再一行“---”，然后是正文';
    problems.errors.push({ file: name, line: 1, place: '', message });
    return undefined;
  }
  const [, head = '', body = ''] = found;
  // The line break in place of the first “---” keeps the line numbers of the file.
  return { front: parseYamlFile(name, `\n${head}`, problems), body, bodyLine: head.split('\n').length + 3 };
}

async function readPrompt(folder: string, name: string, problems: ProblemList): Promise<PromptFile | undefined> {
  const file = await readTextFile(join(folder, name), `prompts/${name}`, problems);
  return file === undefined || file === 'unreadable' ? undefined : splitPrompt(`prompts/${name}`, file.text, problems);
}

function checkBody({ front, body, bodyLine }: PromptFile, inputs: readonly string[], problems: ProblemList): void {
  const report = (offset: number | null, message: string): void => {
    const line = bodyLine + (offset === null ? 0 : body.slice(0, offset).split('\n').length - 1);
    problems.errors.push({ file: front.name, line, place: '正文', message });
  };
  if (body.trim() === '') {
    report(null, '没有写，应为给模型的要求');
    return;
  }
  const places = placesIn(body);
  for (const { name, offset } of places)
    if (!inputs.includes(name))
      report(offset, `写的是“{{${name}}}”，应为${inputs.map(input => `{{${input}}}`).join('、')}之一${suggestion(name, inputs)}`);
  for (const offset of strayBraces(body)) report(offset, '花括号不成对，应为“{{名称}}”；要让模型写出花括号，前面加一个反斜杠');
  const unused = inputs.filter(input => !places.some(place => place.name === input));
  if (unused.length > 0) report(null, `没有用到${unused.map(input => `{{${input}}}`).join('、')}，应在正文里说明怎样使用它`);
}

function checkId({ front }: PromptFile, id: string | undefined, problems: ProblemList): void {
  const expected = front.name.replace(/^prompts\/|\.md$/g, '');
  if (id !== undefined && id !== expected)
    problems.errors.push({ file: front.name, line: front.lineOf(['id']), place: 'id', message: `写的是“${id}”，应与文件名一致：${expected}` });
}

function shippedPrompt(file: PromptFile, front: z.infer<typeof PromptFront>, problems: ProblemList): Prompt {
  checkId(file, front.id, problems);
  checkBody(file, Object.keys(front.inputs), problems);
  const { output, ...rest } = front;
  for (const { path, message } of output ? checkJsonSchema(output) : [])
    problems.errors.push({ file: file.front.name, line: file.front.lineOf(['output', ...path]), place: placeOf(['output', ...path]), message });
  return { ...rest, ...(output ? { schema: output } : {}), isOwn: false, body: file.body.trim() };
}

/** Which inputs there are and what shape the answer has is agreed with the program, not with the model. */
function checkContract({ front }: PromptFile, own: z.infer<typeof OwnPromptFront>, shipped: Prompt, problems: ProblemList): void {
  const names = (inputs: object): string[] => Object.keys(inputs).sort();
  const report = (key: string, expected: string): void => {
    problems.errors.push({ file: front.name, line: front.lineOf([key]), place: key, message: `与程序自带的不一致，应为${expected}；也可以整项删掉` });
  };
  if (own.inputs && !isDeepStrictEqual(names(own.inputs), names(shipped.inputs))) report('inputs', names(shipped.inputs).join('、'));
  if (own.output && !isDeepStrictEqual(own.output, shipped.schema)) report('output', `自带的prompts/${shipped.id}.md里的样子`);
}

function ownPrompt(file: PromptFile, shipped: Prompt, problems: ProblemList): Prompt | undefined {
  const front = checkFile(file.front, OwnPromptFront, problems);
  if (!front) return undefined;
  checkId(file, front.id, problems);
  checkContract(file, front, shipped, problems);
  checkBody(file, Object.keys(shipped.inputs), problems);
  const { version, purpose = shipped.purpose, temperature = shipped.temperature, maxTokens = shipped.maxTokens } = front;
  return { ...shipped, version, purpose, temperature, maxTokens, isOwn: true, body: file.body.trim() };
}

async function promptNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(name => /^[^.~].*\.md$/.test(name)).sort();
}

async function loadShipped(folder: string, problems: ProblemList): Promise<Prompt[]> {
  const prompts: Prompt[] = [];
  for (const name of await promptNames(folder)) {
    const file = await readPrompt(folder, name, problems);
    const front = file && checkFile(file.front, PromptFront, problems);
    if (file && front) prompts.push(shippedPrompt(file, front, problems));
  }
  return prompts;
}

async function loadOwn(folder: string, shipped: readonly Prompt[], problems: ProblemList): Promise<Prompt[]> {
  const ids = shipped.map(({ id }) => id);
  const prompts: Prompt[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (/^[.~]/.test(name)) continue;
    const id = name.replace(/\.md$/, '');
    const replaced = shipped.find(prompt => prompt.id === id);
    if (!replaced || id === name) {
      const message = `没有读，文件名应为${ids.map(known => `${known}.md`).join('、')}之一${suggestion(id, ids)}`;
      problems.warnings.push({ file: `prompts/${name}`, line: null, place: '', message });
      continue;
    }
    const file = await readPrompt(folder, name, problems);
    const prompt = file && ownPrompt(file, replaced, problems);
    if (prompt) prompts.push(prompt);
  }
  return prompts;
}

/** Reads and checks the shipped prompts and, over them, those in `<dataDir>/bureau/prompts`. Throws every mistake at once, as `bureau-file-invalid`. */
export async function loadPrompts(dataDir: string, options: LoadPromptsOptions = {}): Promise<Prompts> {
  const problems = createProblemList();
  const shipped = await loadShipped(options.shippedDir ?? join(projectRoot, 'prompts'), problems);
  const own = await loadOwn(join(dataDir, 'bureau', 'prompts'), shipped, problems);
  throwProblems(problems);
  for (const warning of new Set(problems.warnings.map(formatProblem))) options.warn?.(warning);
  return createPrompts(shipped.map(prompt => own.find(({ id }) => id === prompt.id) ?? prompt));
}
