import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import type { Outline } from '../../src/domain/outline.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type Play, play } from '../helpers/play.ts';
import { unzip } from '../reports/unzip.ts';

const { outlines } = await loadBureau(`${projectRoot}/data`);
const beside = (wanted: boolean): { outlines: Outline[]; schedules: [] } => ({
  outlines: outlines.map(outline => ({ ...outline, besideLastYear: wanted })),
  schedules: [],
});

async function textOf({ say, stage }: Play): Promise<string> {
  await say('lianghui', '生成年度报告');
  const [draft] = await stage.drafts();
  return (draft?.sections ?? []).flatMap(section => section.paragraphs.flatMap(paragraph => paragraph.sentences.map(({ text }) => text))).join('');
}

/** Two years of one 科室 in the same group. */
async function twoYears(wanted: boolean): Promise<Play> {
  const scene = await play('2025-03-10T16:20', beside(wanted));
  await scene.say('qinlang', '3月10日走访企业40家次，收集问题20条，解决15条');
  await scene.say('qinlang', '3月10日举办政企恳谈会2场');
  await scene.at('2026-03-10T16:20');
  await scene.say('qinlang', '3月9日走访企业20家次，收集问题12条，解决12条');
  await scene.say('qinlang', '3月10日走访企业30家次，收集问题13条，解决9条');
  return scene;
}

describe('last year’s figures inside the sentences of a draft', () => {
  it('are left out where the outline does not ask for them', async () => {
    expect(await textOf(await twoYears(false))).not.toContain('上年');
  });

  it('stand behind this year’s with the change in the right words: 增长 for counts, 个百分点 for rates', async () => {
    const text = await textOf(await twoYears(true));
    expect(text).toMatch(/走访企业50家次（上年同期40家次，增长25%）/);
    expect(text).toMatch(/收集问题25条（上年同期20条，增长25%）/);
    expect(text).toMatch(/办结率84%（比上年同期提高9个百分点）/);
  });

  it('pass the figure gate, lead to last year’s records, and stand in the 数据出处表', async () => {
    const scene = await twoYears(true);
    await textOf(scene);
    const [draft] = await scene.stage.drafts();
    expect(JSON.stringify(draft?.sections)).not.toContain('unmatched');
    const [explained] = await scene.say('lianghui', '走访企业40家次怎么来的');
    expect(explained).toMatch(/走访企业40家次[\s\S]*2025年3月10日/);
    const table = unzip(await scene.stage.render({ id: `sources:${draft?.id}@${draft?.revision}` })).get('word/document.xml') ?? '';
    expect(table).toContain('走访企业同比');
    expect(table).not.toContain('已撤回清除');
  });

  it('are those of last year’s report, cited, where the ledger has none for the whole year', async () => {
    const scene = await play('2026-12-31T16:20', beside(true));
    await scene.say('qinlang', '今年累计走访企业330家次，收集问题90条，解决85条');
    expect(await textOf(scene)).toMatch(/走访企业330家次（上年312家次，增长5\.8%）/);
    const [draft] = await scene.stage.drafts();
    const table = unzip(await scene.stage.render({ id: `sources:${draft?.id}@${draft?.revision}` })).get('word/document.xml') ?? '';
    expect(table).toMatch(/《[^》]*2025年[^》]*》/);
  });

  it('say nothing where a 余 allows no difference', async () => {
    const scene = await play('2026-12-31T16:20', beside(true));
    await scene.say('qinlang', '今年累计走访企业330余家次');
    expect(await textOf(scene)).not.toContain('上年');
  });
});
