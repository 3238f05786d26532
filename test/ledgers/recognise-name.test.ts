import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { Ledger, MetricDefinition } from '../../src/domain/ledger.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { KnownNames } from '../../src/ledgers/reading/naming/known-names.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const metric = (name: string, units: string[], kind: MetricDefinition['kind'] = 'increment'): MetricDefinition => ({
  name,
  aliases: [],
  units,
  kind,
  partOf: null,
  rate: null,
});

const site: Ledger = {
  id: 'site',
  name: '工地安全',
  section: 'ENF',
  departments: [],
  keywords: ['工地安全'],
  metrics: [
    metric('检查塔吊', ['台']),
    metric('更换燃气软管', ['根', '户']),
    metric('现有持证司机', ['人'], 'level'),
    metric('检查电梯', ['台', '部']),
  ],
  eventMetric: null,
};

let bureau: Bureau;
beforeAll(async () => {
  bureau = { ...(await loadBureau(join(projectRoot, 'data'))), ledgers: [site] };
});

const at = parseInstant('2026-09-18T16:30:00+08:00') ?? 0;
const read = (text: string, namesInUse?: KnownNames) =>
  readMessage(text, { bureau, reporter: { name: '甲', department: '办公室' }, at, ...(namesInUse ? { namesInUse } : {}) }).entries;

describe('a metric that the bureau listed by name alone', () => {
  it.each([
    ['塔吊看了18台，都正常', '检查塔吊'],
    ['今天查塔吊 9台', '检查塔吊'],
    ['燃气软管换了40根', '更换燃气软管'],
    ['帮居民换燃气软管12户', '更换燃气软管'],
  ])('is meant by %s', (text, name) => {
    const [entry] = read(text);
    expect(entry).toMatchObject({ section: 'ENF', category: '工地安全', metrics: [{ name, isNew: false }] });
  });

  it.each([
    ['拆除塔吊2台', 'another act'],
    ['宾馆电梯检查了10台', 'a narrower kind'],
    ['司机现有25人', 'all sorts of it'],
    ['本周检查塔吊18座', 'another unit'],
  ])('is not meant by %s: %s', text => {
    expect(read(text).flatMap(({ metrics }) => metrics.filter(({ isNew }) => !isNew))).toEqual([]);
  });
});

describe('a metric of the sample bureau', () => {
  it.each([
    ['签订合同3份，金额120万元', '罚款金额'],
    ['退税企业5家，金额30万元', '罚款金额'],
    ['资金300万元到位', '贴息资金'],
    ['企业12家', '检查企业'],
    ['本周案件8件', '移送案件'],
    ['受理60件', '受理投诉举报'],
    ['签合同3份', '审查合同'],
    ['火灾2起，直接经济损失5万元', '挽回经济损失'],
    ['发现隐患12处，正在整改5处', '整改隐患'],
    ['问题还剩3个', '反馈问题'],
  ])('is not what %s counts, though %s sounds alike', async (text, name) => {
    const sample = await loadBureau(join(projectRoot, 'data'));
    const { entries } = readMessage(text, { bureau: sample, reporter: { name: '甲', department: '办公室' }, at });
    expect(entries.flatMap(({ metrics }) => metrics.map(each => each.name))).not.toContain(name);
  });
});

describe('a name that figures were kept under before', () => {
  const named = (name: string, unit: string): KnownNames => {
    const names = new KnownNames();
    names.add(name, { units: [unit], kind: 'increment', definition: null });
    return names;
  };

  it.each([
    ['沼气池看了17座', '检查沼气池', '座'],
    ['路灯又修了9盏', '维修路灯', '盏'],
  ])('is kept by %s', (text, name, unit) => {
    const [entry] = read(text, named(name, unit));
    expect(entry?.metrics).toMatchObject([{ name, isNew: true }]);
  });

  it.each([
    ['新增低保户6户', '复核低保户', '户'],
    ['改造学校食堂2所', '检查学校食堂', '所'],
    ['还剩窨井盖9个没补', '修补窨井盖', '个'],
  ])('is not taken by %s', (text, name, unit) => {
    expect(read(text, named(name, unit)).flatMap(({ metrics }) => metrics.map(each => each.name))).not.toContain(name);
  });
});

describe('the names that are known', () => {
  it('are looked up by the letters that they share with what was said', () => {
    const names = new KnownNames();
    for (const name of ['检查塔吊', '拆除塔吊', '检查电梯']) names.add(name, { units: ['台'], kind: 'increment', definition: null });
    expect(names.near(['塔吊看了'], () => true).map(({ name }) => name)).toEqual(['拆除塔吊', '检查塔吊']);
    expect(names.near(['塔吊看了'], () => false)).toEqual([]);
    expect(names.near(['走访'], () => true)).toEqual([]);
  });
});
