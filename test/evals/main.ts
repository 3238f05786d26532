const evaluations: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  extract: () => import('./extract.ts'),
  intents: () => import('./intents.ts'),
  search: () => import('./search.ts'),
  meaning: () => import('./meaning.ts'),
  law: () => import('./law.ts'),
  models: () => import('./models.ts'),
  cases: () => import('./cases.ts'),
  'model-proof': () => import('./model-proof.ts'),
  reports: () => import('./reports.ts'),
  questions: () => import('./questions.ts'),
  quiz: () => import('./quiz.ts'),
  'told-again': () => import('./told-again.ts'),
  year: () => import('./year.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
// Cases are a bureau's own: without their file there is nothing to run.
const wanted = name ? [name] : Object.keys(evaluations).filter(one => one !== 'cases');
for (const one of wanted) {
  const load = evaluations[one];
  if (!load) {
    console.error(`Unknown evaluation “${one}”. Known: ${Object.keys(evaluations).join(', ')}.`);
    process.exit(2);
  }
  if (!name) console.log(`\n== ${one}`);
  await (await load()).run(args);
}
