import type { Bureau } from '../../../src/bureau/bureau.ts';
import type { Draft } from '../../../src/domain/draft.ts';
import type { ChatRequest } from '../../../src/models/chat-model.ts';
import type { Prompts } from '../../../src/models/prompt.ts';
import { polishDraft, sourceOf } from '../../../src/reports/polish-draft.ts';
import { factLines, materialOf } from '../../helpers/honest-writer.ts';
import { wrongInSection } from './checker.ts';
import type { Honesty } from './law-trials.ts';
import { type Lie, lieOf } from './liar.ts';
import type { Random } from './random.ts';
import { type Trial, WritingModel } from './trial.ts';

/** What sections are tried on. */
export interface SectionGround {
  draft: Draft;
  bureau: Bureau;
  prompts: Prompts;
  random: Random;
}

const secrets = ['沈岚', '13900001234', '110101199003074512', '星河样板有限公司'];

function unchecked(text: string, request: ChatRequest): string {
  const facts = new Map([...materialOf(request, '事实编号').matchAll(/\{\{(m\d+)\}\}＝([^\n　]*)/g)].map(([, slot = '', fact = '']) => [slot, fact]));
  return text.replace(/\{\{(m\d+)\}\}/g, (whole, slot: string) => facts.get(slot) ?? whole);
}

const compiledOf = (request: ChatRequest): string => materialOf(request, '本节现有的句子');

/** Every section of the draft put into other words by a model that `write` makes write; what was written, by the compiled sentences. */
async function polish({ draft, bureau, prompts }: SectionGround, write: (request: ChatRequest) => string): Promise<Map<string, string>> {
  const chat = new WritingModel(write);
  const { bySource } = await polishDraft(draft, { models: { chat, prompts }, bureau, asker: 'trial', deadline: 1 });
  const paragraphs = draft.sections.flatMap(section => section.paragraphs);
  return new Map(
    paragraphs.flatMap(({ sentences }) => {
      const better = bySource.get(sourceOf(sentences));
      return better ? [[sentences.map(({ text }) => text).join('\n'), better.map(({ text }) => text).join('')] as const] : [];
    }),
  );
}

/** At least so many lies about a bureau's own figures. */
export async function sectionTrials(count: number, ground: SectionGround): Promise<Trial[]> {
  const trials: Trial[] = [];
  while (trials.length < count) {
    const written: { lie: Lie; request: ChatRequest }[] = [];
    const taken = await polish(ground, request => {
      const lie = lieOf(request, { random: ground.random, secrets, repealed: [] });
      written.push({ lie, request });
      return lie.text;
    });
    for (const { lie, request } of written) {
      const compiled = compiledOf(request);
      const text = taken.get(compiled);
      trials.push({
        kind: lie.kind,
        wrong: text === undefined ? [] : wrongInSection(text, compiled, lie.lies),
        wrongWithoutGates: wrongInSection(unchecked(lie.text, request), compiled, lie.lies),
        isTaken: text !== undefined,
      });
    }
  }
  return trials;
}

const leads = [
  '扎实推进各项工作，',
  '坚持以服务为先，',
  '持续优化服务，',
  '聚焦重点任务，',
  '认真履行职责，',
  '压实工作责任，',
  '强化统筹协调，',
  '一是',
  '二是',
  '为此，',
  '围绕中心工作，',
  '',
];
const joints = ['，', '，同时', '，并', '，进一步', '；', '，在此基础上'];

/** A section as a careful writer puts it: every fact once, in order, with the words that officials use. */
export function honestSection(request: ChatRequest, random: Random): string {
  return factLines(request)
    .filter(slots => slots.length > 0)
    .map(slots => `${random.pick(leads)}${slots.map((slot, at) => `${at === 0 ? '' : random.pick(joints)}{{${slot}}}`).join('')}。`)
    .join('');
}

export async function honestSectionTrials(count: number, ground: SectionGround): Promise<Honesty> {
  let taken = 0;
  let of = 0;
  const wrong: string[] = [];
  const refused: string[] = [];
  while (of < count) {
    const written = new Map<string, string>();
    const better = await polish(ground, request => {
      const text = written.get(compiledOf(request)) ?? honestSection(request, ground.random);
      written.set(compiledOf(request), text);
      return text;
    });
    of += written.size;
    taken += better.size;
    for (const [compiled, text] of better) wrong.push(...wrongInSection(text, compiled, []));
    for (const [compiled, text] of written) if (!better.has(compiled)) refused.push(text);
  }
  return { taken, of, wrong, refused };
}
