import { join } from 'node:path';
import type { Bureau } from '../../../src/bureau/bureau.ts';
import { loadBureau } from '../../../src/bureau/load-bureau.ts';
import { loadPrompts } from '../../../src/bureau/load-prompts.ts';
import { parseInstant } from '../../../src/domain/date.ts';
import type { Draft } from '../../../src/domain/draft.ts';
import { yearPeriod } from '../../../src/domain/period.ts';
import { openCorpus } from '../../../src/knowledge/corpus.ts';
import { readMessage } from '../../../src/ledgers/read-message.ts';
import { submitEntries } from '../../../src/ledgers/submit.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { compileNow } from '../../../src/reports/keep-draft.ts';
import { MemoryStore } from '../../helpers/memory-store.ts';
import { memoryBlobs } from '../../knowledge/memory-blobs.ts';
import type { LawGround } from './law-trials.ts';
import { Random } from './random.ts';
import type { SectionGround } from './section-trials.ts';

const dataDir = join(projectRoot, 'data');
const ASKED_ON = '2026-11-20';

/** Questions that the sample corpus answers. */
const questions = [
  '小微企业的货款最晚多久要付',
  '采购单位收到货物后多久验收',
  '采购单位能不能要求用商业汇票付款',
  '拖欠货款可以向谁投诉',
  '采购单位什么时候报送逾期未付款项',
  '合同没有约定付款时间怎么算',
  '第五条怎么规定的付款时间',
];

/** What the sample bureau did in a year, as its people say it. */
const told: readonly (readonly [member: string, at: string, text: string])[] = [
  ['qinlang', '2026-03-06', '本周走访企业12家，收集问题5条，解决3条'],
  ['qinlang', '2026-06-12', '本周走访企业31家，收集问题17条，当场解决9条'],
  ['qinlang', '2026-10-30', '截至10月30日，今年累计走访企业238家，收集问题181条，解决152条'],
  ['guchuan', '2026-04-17', '4月15日组织学习《行政处罚法》1次，42人参加'],
  ['guchuan', '2026-06-05', '6月3日开展普法宣传活动1场，发放宣传资料1300余份'],
  ['guchuan', '2026-09-18', '本周开展普法宣传活动2场，发放宣传资料800份'],
  ['shaobing', '2026-05-22', '5月备案企业投资项目26个，其中技改项目9个'],
  ['leiming', '2026-07-10', '7月8日开展安全检查6次，发现隐患14条，整改11条'],
  ['leiming', '2026-09-25', '本周节能监察3家企业，发现问题2个'],
  ['bailu', '2026-08-21', '8月19日举办企业培训1场，86人参加；银企对接会1场，达成意向贷款1.2亿元'],
  ['shenlan', '2026-10-16', '今年承办建议提案9件，其中代表建议4件、政协提案5件，已全部办结'],
  ['shenlan', '2026-10-23', '主动公开政府信息128条'],
];

export async function lawGround(seed: number): Promise<LawGround> {
  const corpus = await openCorpus({ blobs: memoryBlobs() });
  await corpus.ingestPaths([join(dataDir, 'corpus')], { bureau: 'shared' });
  return { corpus, bureau: await loadBureau(dataDir), prompts: await loadPrompts(dataDir), asOf: ASKED_ON, questions, random: new Random(seed) };
}

async function compiled(bureau: Bureau): Promise<Draft> {
  const store = new MemoryStore();
  for (const [id, day, text] of told) {
    const member = bureau.members.find(one => one.id === id);
    const at = parseInstant(`${day}T17:00`);
    if (!member || at === undefined) throw new Error(`nobody or never: ${id} ${day}`);
    const { entries } = readMessage(text, { bureau, reporter: member, at });
    const source = { platform: 'simulator' as const, conversationId: 'work', messageId: `${id}${day}`, text };
    await store.write({ bureau: bureau.id }, tx => submitEntries(tx, { bureau, entries, reporter: member, source, at }));
  }
  const at = parseInstant(`${ASKED_ON}T17:00`) ?? 0;
  return store.read({ bureau: bureau.id }, reader => compileNow(reader, { bureau, kind: 'annual', period: yearPeriod(2026), at }));
}

export async function sectionGround(seed: number): Promise<SectionGround> {
  const bureau = await loadBureau(dataDir);
  return { draft: await compiled(bureau), bureau, prompts: await loadPrompts(dataDir), random: new Random(seed) };
}
