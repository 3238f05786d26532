import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Stage } from '../../src/app/stage.ts';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { type Logger, silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Models } from '../../src/models/models.ts';
import type { Spoken } from '../../src/platforms/simulator/spoken.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { fastFolder } from './fast-folder.ts';

/** A day in the sample bureau, played through the whole pipeline on a clock that stands still until it is moved. */
export interface Play {
  stage: Stage;
  corpus: Corpus;
  /** What the bot answers in that conversation, one string a message. */
  say(
    from: Spoken['from'],
    text: string,
    more?: { group?: string; quote?: string; id?: string; file?: { name: string } & ({ text: string } | { bytes: Uint8Array }) },
  ): Promise<string[]>;
  /** What the bot said to this conversation without being asked there. */
  pushes(conversation: string): string[];
  at(time: string): Promise<void>;
  /** Every row that is kept, as text. */
  dumped(): Promise<string>;
  /** Files of the state folder that hold this text, in UTF-8. */
  filesWith(text: string): string[];
}

/** Where its state lies, what it logs to, and the models that it has. */
export interface PlayOptions {
  base?: string;
  logger?: Logger;
  models?: Models;
}

const dataDir = join(projectRoot, 'data');

/** Opens the sample bureau, with what a test changes of it, at a time of Asia/Shanghai; removed when the test ends. */
export async function play(start: string, changes: Partial<Bureau> = {}, more: PlayOptions = {}): Promise<Play> {
  const folder = mkdtempSync(join(more.base ?? fastFolder, 'xiaofa-play-'));
  const stateDir = join(folder, 'state');
  const corpus = await openCorpus({ blobs: openDiskBlobs(join(folder, 'corpus')) });
  await corpus.ingestPaths([join(dataDir, 'corpus')], { bureau: 'shared' });
  const bureau = { ...(await loadBureau(dataDir)), ...changes };
  const stage = await Stage.open({
    bureau,
    corpus,
    reader: bureau.id,
    stateDir,
    start: instant(start),
    logger: more.logger ?? silentLogger,
    ...(more.models ? { models: more.models } : {}),
  });
  onTestFinished(async () => {
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    stage,
    corpus,
    at: time => stage.advanceTo(instant(time)),
    pushes: conversation =>
      stage.platform.transcript
        .since(0)
        .flatMap(line => (line.conversation === conversation && line.account === null && line.replyTo === null ? [line.text] : [])),
    async dumped() {
      let text = '';
      for await (const line of stage.store.dump()) text += `${line}\n`;
      return text;
    },
    filesWith: text => filesBelow(folder).filter(file => readFileSync(file).includes(text)),
    async say(from, text, { group, quote, id, file } = {}) {
      const attachments = file
        ? [{ kind: 'file' as const, name: file.name, bytes: 'text' in file ? new TextEncoder().encode(file.text) : file.bytes }]
        : [];
      const { replies } = await stage.say({ from, text, group, quote, id, attachments });
      return replies.map(reply => reply.text);
    },
  };
}

function instant(time: string): number {
  const parsed = parseInstant(time);
  if (parsed === undefined) throw new Error(`not a time: ${time}`);
  return parsed;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile());
}
