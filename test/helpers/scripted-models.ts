import { join } from 'node:path';
import { loadPrompts } from '../../src/bureau/load-prompts.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Models } from '../../src/models/models.ts';
import { type Script, ScriptedModel } from './scripted-model.ts';

/** The shipped prompts with a model that says what a test wrote; `refusals` are the rules that its generations broke. */
export async function scriptedModels(scripts: Readonly<Record<string, Script>>): Promise<Models & { chat: ScriptedModel; refusals: string[][] }> {
  const refusals: string[][] = [];
  return {
    prompts: await loadPrompts(join(projectRoot, 'data')),
    chat: new ScriptedModel(scripts),
    refusals,
    refused: ({ rules }) => void refusals.push([...rules]),
  };
}
