import type { ChatRequest } from '../../src/models/chat-model.ts';
import type { Script } from './scripted-model.ts';

/** The text of one quoted material of a request, by its title. */
export function materialOf({ user }: Pick<ChatRequest, 'user'>, title: string): string {
  const found = new RegExp(`【材料\\d+开始 ([0-9a-f]+)】${title}\\n([\\s\\S]*?)\\n【材料\\d+结束 \\1】`).exec(user)?.[2] ?? '';
  return found === '（无）' ? '' : found;
}

/** Facts of a request, a line each, as `polish-section` and `digest` are given them. */
export function factLines(request: Pick<ChatRequest, 'user'>): string[][] {
  const text = materialOf(request, '事实编号');
  return text.split('\n').map(line => [...line.matchAll(/\{\{([a-z]\d+)\}\}＝/g)].map(([, slot = '']) => slot));
}

/** A section as a careful writer puts it: every fact once, a few words around it. */
export function honestSection(request: ChatRequest): string {
  const leads = ['扎实推进各项工作，', '持续发力，', '坚持统筹推进，', ''];
  return factLines(request)
    .filter(slots => slots.length > 0)
    .map((slots, at) => `${leads[at % leads.length]}${slots.map(slot => `{{${slot}}}`).join('，')}。`)
    .join('');
}

/** A law answer as a careful writer puts it: the provision that fits, quoted. */
export function honestAnswer(request: ChatRequest): string {
  const quote = /\{\{(q\d+)\}\}/.exec(materialOf(request, '检索到的条款'))?.[1] ?? 'q1';
  return `对此，规定是{{${quote}}}`;
}

/** Scripts of a model that does what it is asked. */
export const honestScripts: Readonly<Record<string, Script>> = { 'polish-section': honestSection, answer: honestAnswer };
