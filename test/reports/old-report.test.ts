import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { blanksFor, type OldReportBlanks } from '../../src/reports/blanks-for.ts';
import { carryOverFlags } from '../../src/reports/carry-over-flags.ts';
import { readOldReport } from '../../src/reports/read-old-report.ts';
import { blanksText } from '../../src/wording/carried-draft.ts';
import { bureau, sampleYear, totalOver, year } from './sample-year.ts';

const old = `青山区工信局
关于2025年法治政府建设情况的报告

区委、区政府：
按照《青山区法治建设实施方案（2021—2025年）》，现将2025年情况报告如下。
一、组织领导，压实责任。局长高某某同志亲任组长。
[bookmark: _GoBack]二、主要做法
(一)服务企业。一是走访纾困。截止目前，共走访***家企业，收集问题749个，已解决313个，其他问题正在跟进。二是扎实开展“百名干部进百企”活动。
（二）普法宣传
发放各类宣传资料1000余份，参加市七届十三次全会精神学习。
（三）建议提案
共承办议案、提案共计5件，其中代表建议1件。
三、下步打算
明年计划走访企业300家。`;

const report = readOldReport(old);
const entries = sampleYear();

function blanksOf(text: string): OldReportBlanks {
  return blanksFor(readOldReport(text), { bureau, total: totalOver(entries), period: year });
}

describe('reading an old report', () => {
  it('joins a broken title and finds addressee and year', () => {
    expect(report).toMatchObject({ title: '青山区工信局关于2025年法治政府建设情况的报告', addressee: '区委、区政府', year: 2025 });
  });

  it('finds headings that run on, half-width brackets and headings behind bookmarks, with their path', () => {
    expect(report.sections.map(section => section.path.join(' > '))).toEqual([
      '',
      '组织领导，压实责任',
      '主要做法',
      '主要做法 > 服务企业',
      '主要做法 > 普法宣传',
      '主要做法 > 建议提案',
      '下步打算',
    ]);
  });

  it('keeps the 一是 that a sentence stands under', () => {
    expect(report.sections[3]?.sentences.map(sentence => sentence.item)).toEqual([
      '一是走访纾困',
      '一是走访纾困',
      '二是扎实开展“百名干部进百企”活动',
    ]);
  });

  it('reads a report without a title', () => {
    expect(readOldReport('2024年，我局做了下列工作，现报告如下：\n一、做法\n走访企业5家。')).toMatchObject({
      year: 2024,
      sections: [{ level: 0 }, { heading: '做法' }],
    });
  });
});

describe('this year beside last year', () => {
  const { blanks, flags } = blanksOf(old);

  it.each([
    ['***家', '走访企业', '15家', '企业服务科'],
    ['749个', '收集问题', '15条', '企业服务科'],
    ['313个', '解决问题', '8条', '企业服务科'],
    ['1000余份', '发放宣传资料', '1000余份', '政策法规科'],
    ['1件', '承办代表建议', '4件', '办公室'],
  ])('%s is %s', (raw, metric, now, department) => {
    expect(blanks.find(blank => blank.lastYear.raw === raw)).toMatchObject({ metric, thisYear: { text: now }, department });
  });

  it('takes no number of a plan, a slogan or a meeting for a result', () => {
    expect(blanks.map(blank => blank.lastYear.raw)).not.toEqual(expect.arrayContaining(['300家']));
    expect(blanks.map(blank => blank.lastYear.raw).join()).not.toMatch(/百名|十三次/);
  });

  it('never fills in a masked figure', () => {
    expect(blanks.find(blank => blank.lastYear.raw.includes('*'))?.lastYear.value).toBeNull();
  });

  it('leaves blank what the ledgers do not have, with the 科室', () => {
    const [blank] = blanksFor(readOldReport('2025年报告如下。\n一、走访\n走访企业5家。'), { bureau, total: () => null, period: year }).blanks;
    expect(blank).toMatchObject({ metric: '走访企业', thisYear: null, department: '企业服务科' });
  });

  it('flags expired plans, campaigns and names', () => {
    expect(flags.map(({ flag }) => flag.kind)).toEqual(expect.arrayContaining(['expired-plan', 'campaign', 'person']));
  });

  it('says it by 科室 in one screen', () => {
    const text = blanksText(blanksOf(old));
    expect(text).toContain('**企业服务科**\n走访企业：去年***家 → 今年15家（截至11月20日）');
    expect(text.indexOf('**政策法规科**')).toBeLessThan(text.indexOf('**企业服务科**'));
    expect(text).not.toContain('高某某');
    expect(text.split('\n').length).toBeLessThan(30);
  });

  it('says so when an old report has no figures', () => {
    expect(blanksText(blanksOf('2025年工作总结\n全年工作有序推进。'))).toContain('没有读出可对应的数字');
  });
});

describe('what is not carried over', () => {
  const law = {
    title: '某某管理办法',
    status: 'repealed',
    since: '2026-01-01',
    successor: '《某某条例》',
    upToVersion: null,
    source: '',
    confidence: 'official',
    checkedTo: null,
  } as const;

  it.each([
    ['按照《某省实施纲要（2021—2025年）》要求', 'expired-plan'],
    ['落实《某某管理办法》', 'changed-law'],
    ['开展“百日攻坚”专项行动', 'campaign'],
    ['由秦朗带队', 'person'],
    ['为云岭科技有限公司解决问题', 'company'],
  ])('%s → %s', (text, kind) => {
    expect(carryOverFlags(text, { bureau: { ...bureau, validity: [law] }, year: 2026 }).map(flag => flag.kind)).toEqual([kind]);
  });

  it('lets an unexpired plan stand', () => {
    expect(carryOverFlags('按照《某某规划（2026—2030年）》', { bureau, year: 2026 })).toEqual([]);
  });
});

const shared = join(projectRoot, '..', 'shared', 'reports');

describe('five real reports', () => {
  it.skipIf(!existsSync(shared))('are read into headings and figures, masks kept', () => {
    const counts = readdirSync(shared)
      .sort()
      .map(file => blanksOf(readFileSync(join(shared, file), 'utf8')))
      .map(({ blanks, year: of }) => ({ of, figures: blanks.length, masked: blanks.filter(blank => blank.lastYear.value === null).length }));
    expect(counts.map(count => count.of)).toEqual([2022, 2023, 2022, 2021, 2023]);
    expect(counts.map(count => count.masked)).toEqual([6, 0, 6, 0, 0]);
    expect(Math.min(...counts.map(count => count.figures))).toBeGreaterThanOrEqual(6);
  });
});
