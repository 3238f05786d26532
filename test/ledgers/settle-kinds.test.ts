import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { KIND_FEATURES } from '../../src/ledgers/reading/kinds/kind-features.ts';
import {
  decodeKinds,
  encodeKinds,
  type KindWeights,
  shippedKinds,
  shippedKindsFile,
  toldApart,
} from '../../src/ledgers/reading/kinds/learned-kinds.ts';
import { chooseKindBy } from '../../src/ledgers/reading/kinds/settle-kinds.ts';
import { lexiconOf } from '../../src/ledgers/reading/lexicon.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const sample = await loadBureau(join(projectRoot, 'data'));

/** The figures of a message as 数字＋单位＋性质. */
function kindsOf(text: string, weights: KindWeights | null = shippedKinds()): string[] {
  const bureau = { ...sample };
  lexiconOf(bureau).chooseKind = chooseKindBy(weights);
  const at = parseInstant('2026-11-12T16:30:00+08:00') ?? 0;
  const { entries } = readMessage(text, { bureau, reporter: { name: '秦朗', department: '综合科' }, at });
  return entries.flatMap(({ metrics }) => metrics.map(({ raw, kind }) => `${raw} ${kinds[kind]}`));
}

const kinds = { increment: '增量', cumulative: '累计', level: '存量', rate: '比率' } as const;

describe('a figure that no metric defines is', () => {
  it.each<[string, string, string[]]>([
    ['what there is, where a thing is named and no act', '规上陶瓷企业52户，本周走访11户', ['52户 存量', '11户 增量']],
    ['what there is, in both units of it', '清欠台账挂账27笔2260万元，本周兑付3笔', ['27笔 存量', '2260万元 存量', '3笔 增量']],
    ['what waits', '中试平台排队的项目8个，出结果2个', ['8个 存量', '2个 增量']],
    ['what lies in the store, and what left it', '库里应急帐篷420顶，调出60顶', ['420顶 存量', '60顶 增量']],
    ['what stands built, and what it made', '光伏电站38座发电46万度', ['38座 存量', '46万度 增量']],
    ['there at a cut-off, and not the year’s sum', '截至9月末，持证电工4300人', ['4300人 存量']],
    ['a rate, where it is what one of them takes', '洒水车百公里油耗31升', ['31升 比率']],
    ['a rate, where it is a mark', '营商环境评价得分91.5分，全市第二', ['91.5分 比率']],
    ['done, where it is a part of what was done', '走访企业12家，其中规上企业5家', ['12家 增量', '5家 增量']],
    ['there, where it is what was not done of it', '上半年隐患挂牌9处，尚有4处在整改，其中超期未改1处', ['9处 累计', '4处 累计', '1处 存量']],
    ['there, where it is what is left of what was done', '受理投诉18件，其中在办3件', ['18件 增量', '3件 存量']],
    ['done, where an act is named', '本周拆除违建棚房13间', ['13间 增量']],
    ['done, where it is a part of work done', '走访企业30家，其中规上企业8家', ['30家 增量', '8家 增量']],
    ['done on the day that is written with spaces', '2026年 11 月 10 日抽检奶粉9批次', ['9批次 增量']],
    ['done, where the rest was done, too', '剩下5户也都签了', ['5户 增量']],
    ['done, where 新增 says so, whatever stands beside it', '在册绿色工厂41家，新增省级绿色工厂3家', ['41家 存量', '3家 增量']],
    ['done behind what there is', '目前回港船只231艘，加固吊机38台', ['231艘 存量', '38台 增量']],
    ['the year’s, where 累计 says so', '今年累计栽植红叶石楠860株', ['860株 累计']],
  ])('%s: %s', (_, text, expected) => expect(kindsOf(text)).toEqual(expected));

  it('what the rules say where nothing was learned', () => {
    expect(kindsOf('规上陶瓷企业52户，本周走访11户', null)).toEqual(['52户 增量', '11户 增量']);
    expect(kindsOf('目前回港船只231艘', null)).toEqual(['231艘 存量']);
  });

  it('judged by weights that ship with the project and come back from their file as they were', () => {
    expect(existsSync(shippedKindsFile)).toBe(true);
    expect(decodeKinds(readFileSync(shippedKindsFile))?.step).toBe(shippedKinds()?.step);
    const weights = { says: Int8Array.from({ length: KIND_FEATURES * toldApart.length }, (_, at) => at % 7), step: 0.25 };
    const read = decodeKinds(encodeKinds(weights));
    expect(read?.step).toBe(0.25);
    expect(Buffer.from(read?.says ?? []).equals(Buffer.from(weights.says))).toBe(true);
  });

  it('judged by the rules where the file is damaged or of other features', () => {
    expect(decodeKinds(new Uint8Array([1, 2, 3]))).toBeNull();
    expect(decodeKinds(encodeKinds({ says: new Int8Array([1, 2]), step: 1 }))).toBeNull();
  });
});
