import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { whoIsMissing } from '../../src/ledgers/who-is-missing.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { bureauFolder } from '../helpers/bureau-folder.ts';
import { type Play, play } from '../helpers/play.ts';

const shipped = (name: string): string => readFileSync(join(projectRoot, 'data', 'bureau', name), 'utf8');

/** The sample bureau after 中小企业服务中心 became a part of 企业服务科 at the end of June. */
async function afterTheMerger(): Promise<Bureau> {
  const line = '{ name: 中小企业服务中心, aliases: [中小中心, 服务中心] }';
  const merged = '{ name: 中小企业服务中心, aliases: [中小中心, 服务中心], successor: 企业服务科, until: 2026-06-30 }';
  const folder = await bureauFolder({ 'bureau.yaml': shipped('bureau.yaml').replace(line, merged), 'roster.yaml': shipped('roster.yaml') });
  return loadBureau(folder);
}

/** Half a year before the merger and some months after it. */
async function year(): Promise<Play> {
  const scene = await play('2026-11-19T10:00', await afterTheMerger());
  await scene.say('qinlang', '3月走访企业30家');
  await scene.say('lianghui', '代中小企业服务中心补报：5月走访企业6家');
  await scene.say('qinlang', '9月走访企业20家');
  return scene;
}

describe('a 科室 that was merged into another', () => {
  it.each([
    ['今年走访了多少企业', /今年走访企业56家/],
    ['企服科今年走访多少家', /今年企业服务科走访企业56家.*含已并入的中小企业服务中心/s],
    ['企服科上半年走访多少家', /1—6月企业服务科走访企业30家/],
    ['服务中心上半年走访多少家', /1—6月中小企业服务中心走访企业6家.*已于2026年7月1日并入企业服务科/s],
    ['服务中心今年走访多少家', /今年中小企业服务中心走访企业6家.*之后的、跨过那天的，问“企业服务科”/s],
    ['上半年按科室看走访企业', /企业服务科：30家.*中小企业服务中心：6家/s],
    ['按科室看走访企业', /- 企业服务科：56家（截至9月30日）\n口径/],
    ['企业服务科今年报了哪些', /企业服务科.*中小企业服务中心.*5月/s],
  ])('%s', async (question, expected) => {
    const { say } = await year();
    expect((await say('gaoyuan', question)).join('\n')).toMatch(expected);
  });

  it('a running total of the successor covers what the old 科室 had reported, and 怎么算的 says so', async () => {
    const { say } = await year();
    await say('qinlang', '截至10月底累计走访企业80家');
    expect((await say('gaoyuan', '今年走访了多少企业')).join()).toContain('今年走访企业80家');
    expect((await say('gaoyuan', '怎么算的')).join()).toMatch(/不重复加：5月6家（.*企业服务科（原中小企业服务中心）/);
  });

  it('what its people report, and what others call by its old name, is the successor’s', async () => {
    const { say } = await year();
    expect((await say('bailu', '本周走访企业2家')).join()).toContain('企业服务科 11月');
    expect((await say('lianghui', '服务中心本周走访企业3家')).join()).toContain('企业服务科 11月');
  });

  it('its people correct what the old 科室 reported', async () => {
    const { say } = await year();
    expect((await say('bailu', '1119-2改成7家')).join()).toMatch(/已更正.*6家 → \*\*7家/s);
  });

  it('is missed by nobody, and its ledgers are the successor’s', async () => {
    const { stage } = await year();
    const state = await stage.store.read({ bureau: stage.bureau.id }, reader =>
      whoIsMissing(reader, stage.bureau, { from: '2026-11-16', to: '2026-11-22' }),
    );
    expect([...state.missing, ...state.reported, ...state.nil, ...state.excused]).not.toContain('中小企业服务中心');
    expect(stage.bureau.ledgers.flatMap(ledger => ledger.departments)).not.toContain('中小企业服务中心');
    expect(stage.bureau.contacts.map(({ department }) => department)).not.toContain('中小企业服务中心');
  });

  it('said in the chat is told where to write it, and is no work', async () => {
    const { say } = await play('2026-11-19T10:00');
    const told = (await say('dingyi', '数字产业科并入经济运行科')).join();
    expect(told).toContain('{ name: 数字产业科, successor: 经济运行科, until: 2026-11-18 }');
    expect(told).toContain('没有登记');
  });
});
