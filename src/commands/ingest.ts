import { resolve } from 'node:path';
import { ingestedFile, ingestSummary, vectorsToCome } from '../wording/corpus.ts';
import type { Command } from './command.ts';
import { wrongUsage } from './usage.ts';

export const ingest: Command = {
  name: 'ingest',
  summary: '把法规、政策、旧报告读入文件库（文件或文件夹）',
  usage: 'ingest <文件或文件夹…>',
  options: {},
  inOwner: true,
  async run(invocation) {
    if (!invocation.arguments.length) throw wrongUsage(ingest);
    const started = performance.now();
    const app = await invocation.program.app();
    const paths = invocation.arguments.map(path => resolve(invocation.folder, path));
    const results = await app.ingest(paths);
    for (const result of results) {
      if (invocation.json) invocation.out(JSON.stringify(result));
      else for (const line of ingestedFile(result)) invocation.out(line);
    }
    const seconds = (performance.now() - started) / 1000;
    const summary = ingestSummary(results, { seconds, memoryMb: process.memoryUsage().rss / 1024 / 1024 });
    if (!invocation.json) for (const line of summary) invocation.out(line);
    const progress = await app.corpus.meaning?.look();
    if (!invocation.json && progress && progress.done < progress.total) invocation.out(vectorsToCome(progress));
    return results.length > 0 && results.every(result => result.outcome === 'skipped') ? 1 : 0;
  },
};
