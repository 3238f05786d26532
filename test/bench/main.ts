const benchmarks: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  commit: () => import('./commit.ts'),
  search: () => import('./search.ts'),
  report: () => import('./report.ts'),
  ledger: () => import('./ledger.ts'),
  webhook: () => import('./webhook.ts'),
  model: () => import('./model.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const wanted = name ? [name] : Object.keys(benchmarks);
for (const one of wanted) {
  const load = benchmarks[one];
  if (!load) {
    console.error(`Unknown benchmark “${one}”. Known: ${Object.keys(benchmarks).join(', ')}.`);
    process.exit(2);
  }
  if (!name) console.log(`\n== ${one}`);
  await (await load()).run(args);
}
