import { expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import type { Outline, OutlineSection } from '../../src/domain/outline.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type Play, play } from '../helpers/play.ts';

const { outlines } = await loadBureau(`${projectRoot}/data`);

function feeding(sections: readonly OutlineSection[], heading: string): OutlineSection[] {
  return sections.map(one => ({
    ...one,
    cases: one.heading === heading ? ['demand'] : one.cases,
    children: feeding(one.children, heading),
  }));
}

/** The shipped outlines, with a heading that 企业诉求 feed. */
function fedByDemands(heading: string): Outline[] {
  return outlines.map(outline => ({ ...outline, sections: feeding(outline.sections, heading) }));
}

const heading = '惠企政策与营商环境';

async function textUnder({ say, stage }: Play, name: string): Promise<string> {
  await say('lianghui', '生成年度报告');
  const [draft] = await stage.drafts();
  const found = draft?.sections.find(section => section.heading.endsWith(name));
  expect(JSON.stringify(draft)).not.toContain('unmatched');
  return (found?.paragraphs ?? []).flatMap(({ sentences }) => sentences.map(({ text }) => text)).join('');
}

it('a heading of the outline tells the matters of the kinds that feed it, with how many are done', async () => {
  const scene = await play('2026-11-20T16:20', { outlines: fedByDemands(heading) });
  await scene.say('qinlang', '某企业反映用电增容慢');
  await scene.say('qinlang', '某企业反映招工难');
  await scene.say('qinlang', '走访企业12家，收集问题5条，当场解决3条');
  expect(await textUnder(scene, heading)).toContain('跟踪办理企业诉求2件。');
  await scene.say('qinlang', '事项1已反馈');
  expect(await textUnder(scene, heading)).toContain('跟踪办理企业诉求2件，已办结1件。');
  // What is counted is counted where it was: every question of the year.
  expect(await textUnder(scene, '走访服务企业')).toContain('收集问题7条');
  expect((await scene.say('lianghui', '缺什么材料')).join('')).not.toContain(`${heading} →`);
});

it('without such a heading they are told with their ledger alone', async () => {
  const scene = await play('2026-11-20T16:20');
  await scene.say('qinlang', '某企业反映用电增容慢');
  expect(await textUnder(scene, heading)).toContain('待补');
});
