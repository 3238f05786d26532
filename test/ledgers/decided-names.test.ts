import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { DecidedNames } from '../../src/domain/decided-names.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { NameDecision, NameStanding } from '../../src/domain/name-decision.ts';
import { ledgersAsDecided } from '../../src/ledgers/names/bureau-as-decided.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const site: Ledger = {
  ...{ id: 'site', name: '工地安全', section: 'ENF', departments: [], keywords: ['工地安全'], eventMetric: null },
  metrics: [{ name: '检查塔吊', aliases: [], units: ['台'], kind: 'increment', partOf: null, rate: null }],
};
const place = { id: 'site', section: 'ENF', name: '工地安全' };

let files: Bureau;
beforeAll(async () => {
  files = { ...(await loadBureau(join(projectRoot, 'data'))), ledgers: [site] };
});

function decision(id: string, standing: Partial<NameStanding>): NameDecision {
  return { ...{ joined: null, apart: [], adopted: null, history: [] }, ...standing, bureau: 'sample', id, version: 1 };
}

function withDecisions(...decisions: NameDecision[]): Bureau {
  const decided = new DecidedNames(decisions);
  return { ...files, decided, ledgers: ledgersAsDecided(files.ledgers, decided) };
}

const at = parseInstant('2026-09-18T16:30:00+08:00') ?? 0;
const figures = (text: string, bureau: Bureau) =>
  readMessage(text, { bureau, reporter: { name: '甲', department: '办公室' }, at }).entries.flatMap(({ metrics }) => metrics);

describe('what an editor decided about names', () => {
  it('lets a joined name be read as the metric, and keeps what was said', () => {
    const joined = decision('大臂巡视', { joined: { into: '检查塔吊', units: ['台'], ledger: place } });
    expect(figures('大臂巡视6台', files)).toMatchObject([{ isNew: true }]);
    expect(figures('大臂巡视6台', withDecisions(joined))).toMatchObject([{ name: '检查塔吊', isNew: false, saidAs: '大臂巡视' }]);
    expect(figures('今天大臂又巡视了6台', withDecisions(joined))).toMatchObject([{ name: '检查塔吊', isNew: false }]);
  });

  it('keeps apart what the words alone would take for one', () => {
    const text = '塔吊看了18台，都正常';
    expect(figures(text, files)).toMatchObject([{ name: '检查塔吊', isNew: false }]);
    const apart = withDecisions(decision('塔吊', { apart: ['检查塔吊'] }));
    expect(figures(text, apart)).toMatchObject([{ name: '塔吊', isNew: true }]);
    expect(figures('今天检查塔吊9台', apart)).toMatchObject([{ name: '检查塔吊', isNew: false }]);
  });

  it('lets an adopted name be read like one of the file', () => {
    const adopted = decision('验收吊篮', { adopted: { ledger: place, units: ['台'], kind: 'increment' } });
    expect(figures('吊篮验收了3台', withDecisions(adopted))).toMatchObject([{ name: '验收吊篮', isNew: false, saidAs: '验收吊篮' }]);
  });

  it('gives way to a metric of that name that a file has come to list', () => {
    const adopted = decision('检查塔吊', { adopted: { ledger: place, units: ['座'], kind: 'level' } });
    expect(withDecisions(adopted).ledgers[0]?.metrics).toEqual(site.metrics);
  });
});
