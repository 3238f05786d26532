import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeRanker, shippedWeights } from '../src/knowledge/ranking/ranker-file.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import { trainOnAll } from './cross-validate.ts';
import { readLawbook } from './lawbook.ts';
import { loadStatuteQuestions } from './statute-questions.ts';
import { gatherMaterial } from './train-ranker.ts';

/** The day on which versions of the laws are chosen; fixed, so that the same material gives the same weights. */
const AS_OF = '2026-11-20';
const ORIGIN = 'Learned from the open half of STARD (MIT licence) and from the texts of national laws; npm run train -- ranker';

const [what, shared = join(projectRoot, '..', 'shared')] = process.argv.slice(2);
if (what !== 'ranker') {
  console.error('Usage: npm run train -- ranker [folder with corpus/laws and gold/statute_questions.jsonl]');
  process.exit(2);
}
const start = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - start) / 1000).toFixed(0)} s  ${line}`);
const { view } = await readLawbook(shared);
const material = gatherMaterial(view, loadStatuteQuestions(shared), AS_OF);
say('material read');
const bytes = encodeRanker(trainOnAll(material, say), ORIGIN);
mkdirSync(dirname(shippedWeights), { recursive: true });
writeFileSync(shippedWeights, bytes);
say(`${(bytes.length / 1e6).toFixed(1)} MB written`);
