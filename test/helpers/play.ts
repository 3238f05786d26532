import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseInstant } from '../../src/domain/date.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openStage, type Speaker, type Stage } from '../../src/stage.ts';

/** A day in the sample bureau, played through the whole pipeline on a clock that stands still until it is moved. */
export interface Play {
  stage: Stage;
  /** What the bot answers in that conversation, one string a message. */
  say(from: Speaker, text: string, more?: { group?: string; quote?: string; file?: { name: string; text: string } }): Promise<string[]>;
  /** What came by itself to this conversation since the play began. */
  pushes(conversation: string): string[];
  at(time: string): Promise<void>;
}

/** Opens the sample bureau at a time of Asia/Shanghai; removed when the test ends. */
export async function play(start: string): Promise<Play> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofa-play-'));
  const stage = await openStage({ dataDir: join(projectRoot, 'data'), stateDir: folder, start: instant(start), logger: silentLogger });
  onTestFinished(async () => {
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    stage,
    at: time => stage.advanceTo(instant(time)),
    pushes: conversation => stage.shown(conversation).flatMap(message => (message.isPush ? [message.text] : [])),
    async say(from, text, more = {}) {
      const { replies } = await stage.say({ from, text, group: more.group ?? 'work', ...(more.quote ? { quote: more.quote } : {}), ...(more.file ? { file: more.file } : {}) });
      return replies.map(reply => reply.text);
    },
  };
}

function instant(time: string): number {
  const parsed = parseInstant(time);
  if (parsed === undefined) throw new Error(`not a time: ${time}`);
  return parsed;
}
