import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const listed = {
  原煤产量: ['万吨'],
  服务群众: ['万人次'],
  巡河里程: ['公里'],
  造林: ['亩'],
  入库税收: ['亿元'],
  电价补贴: ['元'],
  研发强度: ['%'],
};

const parts = [
  { name: '技改投资', partOf: null },
  { name: '设备投资', partOf: '技改投资' },
  { name: '厂房投资', partOf: '技改投资' },
];

const operation: Ledger = {
  id: 'operation',
  name: '运行监测',
  section: 'BIZ',
  departments: [],
  keywords: ['运行监测'],
  metrics: [
    ...Object.entries(listed).map(([name, units]) => ({ name, aliases: [], units, kind: 'increment' as const, partOf: null, rate: null })),
    ...parts.map(part => ({ ...part, aliases: [], units: ['万元', '亿元'], kind: 'increment' as const, rate: null })),
  ],
  eventMetric: null,
};

let bureau: Bureau;
beforeAll(async () => {
  bureau = { ...(await loadBureau(join(projectRoot, 'data'))), ledgers: [operation] };
});

const at = parseInstant('2026-09-18T16:30:00+08:00') ?? 0;
const read = (text: string) =>
  readMessage(text, { bureau, reporter: { name: '甲', department: '办公室' }, at })
    .entries.flatMap(({ metrics }) => metrics)
    .map(({ name, value, unit, isNew }) => `${isNew ? '新 ' : ''}${name} ${value}${unit}`);

describe('parts told in another unit than their whole', () => {
  it.each([
    ['本月技改投资1.2亿元，其中设备投资3000万元、厂房投资9000万元', true],
    ['本月技改投资1.2亿元，其中设备投资3000万元、厂房投资8000万元', false],
  ])('%s: they add up to it: %s', (text, holds) => {
    const [entry] = readMessage(text, { bureau, reporter: { name: '甲', department: '办公室' }, at }).entries;
    expect(entry?.checks.map(check => check.holds)).toEqual([holds]);
  });
});

describe('a metric that is listed in one unit and told in another', () => {
  it.each([
    ['本月原煤产量184万吨', '原煤产量 184万吨'],
    ['本月原煤产量5000吨', '原煤产量 0.5万吨'],
    ['本周服务群众3万人次', '服务群众 3万人次'],
    ['本周服务群众800人次', '服务群众 0.08万人次'],
    ['本周服务群众800人', '服务群众 0.08万人次'],
    ['本周服务群众1.2万', '服务群众 1.2万人次'],
    ['今天巡河里程800米', '巡河里程 0.8公里'],
    ['今天巡河里程1千米', '巡河里程 1公里'],
    ['本周造林3公顷', '造林 45亩'],
    // Money is kept as it was written; what adds it up knows 元 and 亿元.
    ['本月入库税收3000万元', '入库税收 3000万元'],
    ['本月电价补贴2万元', '电价补贴 2万元'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each(['本周造林3万吨', '今天巡河里程500平方米', '研发强度提高2个百分点'])('is not meant where another thing is measured: %s', text => {
    expect(read(text).filter(each => !each.startsWith('新'))).toEqual([]);
  });
});
