import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { askOwnQuestions } from '../evals/own-questions.ts';
import { scoreQuestions } from '../evals/questions.ts';

const shared = join(projectRoot, '..', 'shared');

it.skipIf(!existsSync(shared))(
  "the leaders' questions on a replayed year are answered with the right figures, and every change finds its entry",
  async () => {
    const { scores, problems } = await scoreQuestions(shared);
    const expected = scores.filter(score => score.hasValue !== null);
    expect(problems).toEqual([]);
    // One of them leans on a single message whose reading may change with the ledgers' files.
    expect(expected.filter(score => score.hasValue).length).toBeGreaterThanOrEqual(expected.length - 1);
  },
);

it.skipIf(!existsSync(shared))(
  "at least seven of ten further leaders' questions of the same year say what they must, and nothing that they must not",
  async () => {
    const { open, held } = await askOwnQuestions(shared);
    expect((open.hits + held.hits) / (open.of + held.of)).toBeGreaterThanOrEqual(0.7);
  },
);
