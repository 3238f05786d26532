import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadBureau } from '../src/bureau/load-bureau.ts';
import { encodeAsksLaw, shippedAsksLawFile } from '../src/knowledge/asks-law.ts';
import { CorpusFiles } from '../src/knowledge/corpus-files.ts';
import { createView } from '../src/knowledge/corpus-view.ts';
import { createScope, type ReadingScope } from '../src/knowledge/document-weights.ts';
import { encodeRanker, shippedRanker, shippedWeights } from '../src/knowledge/ranking/ranker-file.ts';
import { workshopHere } from '../src/knowledge/workshop.ts';
import { encodeIntents, shippedIntentsFile } from '../src/ledgers/reading/intent-model.ts';
import { encodeKinds, shippedKindsFile } from '../src/ledgers/reading/kinds/learned-kinds.ts';
import { encodeNames, shippedNamesFile } from '../src/ledgers/reading/naming/names-file.ts';
import { SURE } from '../src/ledgers/reading/naming/recognise-name.ts';
import { encodeSections, shippedSectionsFile } from '../src/ledgers/reading/place-work.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import { offTopicQuestions } from '../test/evals/off-topic.ts';
import { type Office, openSets, readOffices, readOwnMessages } from '../test/evals/own-messages.ts';
import { trainOnAll } from './cross-validate.ts';
import { loadOwnLawQuestions } from './law-questions.ts';
import { readLawbook } from './lawbook.ts';
import { loadFreshQuestions, loadLayQuestions, loadUnanswerableQuestions, measuredTexts, withoutMeasured } from './lay-questions.ts';
import { comparableTitle, loadStatuteQuestions } from './statute-questions.ts';
import { fitAnswers } from './train-answer-fit.ts';
import { learnAsksLaw } from './train-asks-law.ts';
import { fitConfidence } from './train-confidence.ts';
import { learnable, trainIntents } from './train-intents.ts';
import { crossValidateKinds, examplesOfLines, kindExamples, trainKinds } from './train-kinds.ts';
import { crossValidateKnownNames, knownExamples, trainKnownNames } from './train-known-names.ts';
import { crossValidateNames, leftOutRanks, trainNames } from './train-names.ts';
import { gatherMaterial } from './train-ranker.ts';
import { crossValidateSections, trainSections } from './train-sections.ts';

/** The day on which versions of the laws are chosen; fixed, so that the same material gives the same weights. */
const AS_OF = '2026-11-20';
/** These questions are of another kind than a bureau's; together they count as much as half of our own. */
const LAY_WORTH = 0.05;
const ORIGIN =
  'Learned from the open half of STARD (MIT licence), from questions written for this project (training/data) and from the texts of national laws; npm run train -- ranker';

const [what, shared = join(projectRoot, '..', 'shared')] = process.argv.slice(2);
const start = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - start) / 1000).toFixed(0)} s  ${line}`);

/** Writes the weights of the search. */
async function trainRanker(): Promise<void> {
  const { view } = await readLawbook(shared);
  const written = loadLayQuestions();
  const kept = withoutMeasured(written, measuredTexts(shared));
  say(`${written.length} questions written for the project, ${written.length - kept.length} of them left out as too near to a measured one`);
  const material = gatherMaterial(view, { asked: loadStatuteQuestions(shared), written: kept }, AS_OF);
  say('material read');
  const bytes = encodeRanker(trainOnAll(material, say), ORIGIN);
  mkdirSync(dirname(shippedWeights), { recursive: true });
  writeFileSync(shippedWeights, bytes);
  say(`${(bytes.length / 1e6).toFixed(1)} MB written`);
}

/** The laws, read as the product reads them. */
async function shippedScope(): Promise<ReadingScope> {
  const { blobs } = await readLawbook(shared);
  const { loaded, removed } = await new CorpusFiles(blobs, { workshop: workshopHere, ranker: shippedRanker() }).load();
  const { validity } = await loadBureau(join(projectRoot, 'data'));
  return createScope(createView(loaded, removed, shippedRanker()), { id: 'training', validity, contacts: [] }, AS_OF);
}

/** Prints the weights that answer-fit.ts holds. */
async function trainAnswers(): Promise<void> {
  const scope = await shippedScope();
  const own = loadOwnLawQuestions().filter(question => question.set === 'open');
  const lay = loadStatuteQuestions(shared);
  console.log(
    fitAnswers(scope, [
      ...own.map(({ text, articles }) => ({ text, articles, worth: 1, seen: false })),
      ...lay.map(({ text, articles }) => ({
        text,
        articles: articles.map(({ document, article }) => `${comparableTitle(document)}${article}`),
        worth: LAY_WORTH,
        seen: true,
      })),
    ]),
  );
}

/** What people ask in words of their own: the questions written for the project, and STARD's. */
function askedOfLaw(): string[] {
  const written = withoutMeasured(loadLayQuestions(), measuredTexts(shared));
  return [...written, ...loadStatuteQuestions(shared)].map(({ text }) => text);
}

function askedOfNoLaw(): string[] {
  return withoutMeasured(
    loadUnanswerableQuestions().map(text => ({ text })),
    [...measuredTexts(shared), ...offTopicQuestions],
  ).map(({ text }) => text);
}

/** Writes how questions of law are worded. */
async function trainAsksLaw(): Promise<void> {
  writeFileSync(shippedAsksLawFile, encodeAsksLaw(learnAsksLaw(askedOfLaw(), askedOfNoLaw())));
}

/** Writes what the words of a message say of what it is for. */
async function trainOnIntents(): Promise<void> {
  const examples = learnable();
  const bytes = encodeIntents(trainIntents(examples, await loadBureau(join(projectRoot, 'data'))));
  mkdirSync(dirname(shippedIntentsFile), { recursive: true });
  writeFileSync(shippedIntentsFile, bytes);
  say(`${examples.length} messages, ${(bytes.length / 1e3).toFixed(0)} kB written`);
}

/** Prints the weights that confidence.ts holds. */
async function trainConfidence(): Promise<void> {
  const decided = withoutMeasured(
    loadFreshQuestions().map(text => ({ text })),
    measuredTexts(shared),
  ).map(({ text }) => text);
  console.log(fitConfidence(await shippedScope(), { decided, undecided: askedOfNoLaw(), wording: askedOfLaw() }));
}

function openOffices(): { offices: Office[]; besides: Office[] } {
  return { offices: readOffices('open'), besides: openSets.map(file => ({ name: file, file, ...readOwnMessages(file) })) };
}

/** Writes what the words of work of no ledger say of its section; prints what the same training does for offices that it did not see. */
async function trainWorkSections(): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const { offices, besides } = openOffices();
  const { works, ruled, chosen } = crossValidateSections(offices, besides, bureau);
  say(`offices left out in turn: of ${works} pieces of work of no ledger the words place ${ruled} right, the weights ${chosen}`);
  const bytes = encodeSections(trainSections([...offices, ...besides], bureau));
  writeFileSync(shippedSectionsFile, bytes);
  say(`${(bytes.length / 1e3).toFixed(0)} kB written`);
}

/** Writes by what a figure without a metric is named; prints what the same training does for offices that it did not see. */
async function trainFigureNames(): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const { offices, besides } = openOffices();
  const ranks = leftOutRanks(offices, besides, bureau);
  const { figures, rule, chosen, possible } = crossValidateNames(offices, ranks, bureau);
  say(`offices left out in turn: of ${figures} figures the rules name ${rule} right, the weights ${chosen}, the best candidate would ${possible}`);
  const examples = knownExamples(offices, ranks, bureau);
  const { known, taken, right } = crossValidateKnownNames(examples, SURE.listed);
  say(`of ${known} figures whose name the office had listed, ${taken} were recognised as a listed one, ${right} of them rightly`);
  const weights = trainNames([...offices, ...besides], bureau, say);
  writeFileSync(shippedNamesFile, encodeNames({ weights, trees: trainKnownNames(examples) }));
}

/** Writes of what kind a figure without a metric is; prints what the same training does for offices that it did not see. */
async function trainFigureKinds(): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const { offices, besides } = openOffices();
  const examples = kindExamples(offices, bureau);
  const others = [...kindExamples(besides, bureau).flat(), ...examplesOfLines(bureau)];
  const { figures, ruled, chosen, addedUp, lost } = crossValidateKinds(examples, others);
  say(`offices left out in turn: of ${figures} figures the rules give ${ruled} the right kind, the weights ${chosen}`);
  say(`levels taken for what was done, and so added up: ${addedUp.join(' → ')}; what was done taken for a level, and so lost: ${lost.join(' → ')}`);
  const bytes = encodeKinds(trainKinds([...examples.flat(), ...others]));
  writeFileSync(shippedKindsFile, bytes);
  say(`${(bytes.length / 1e3).toFixed(0)} kB written`);
}

const trainings: Record<string, () => Promise<void>> = {
  ranker: trainRanker,
  answers: trainAnswers,
  'asks-law': trainAsksLaw,
  confidence: trainConfidence,
  names: trainFigureNames,
  kinds: trainFigureKinds,
  sections: trainWorkSections,
  intents: trainOnIntents,
};
const train = trainings[what ?? ''];
if (!train) {
  console.error(
    'Usage: npm run train -- ranker|answers|asks-law|confidence|names|kinds|sections|intents [folder with corpus/laws and gold/statute_questions.jsonl]',
  );
  process.exit(2);
}
await train();
