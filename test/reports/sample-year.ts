import type { Bureau } from '../../src/bureau/bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import type { Entry, MetricReading } from '../../src/domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../src/domain/ledger.ts';
import type { Outline, OutlineSection } from '../../src/domain/outline.ts';
import { dayPeriod } from '../../src/domain/period.ts';
import { usualPushRules } from '../../src/domain/push-rules.ts';
import { countForReport } from '../../src/reports/count-for-report.ts';
import type { TotalFor } from '../../src/reports/total.ts';

function metric(name: string, units: string[], more: Partial<MetricDefinition> = {}): MetricDefinition {
  return { name, aliases: [], units, kind: 'increment', partOf: null, rate: null, ...more };
}

function ledger(id: string, name: string, section: string, department: string, metrics: MetricDefinition[]): Ledger {
  return { id, name, section, departments: [department], keywords: [name], metrics, eventMetric: null };
}

const ledgers: Ledger[] = [
  ledger('study', '集体学法', 'EDU', '政策法规科', [metric('集体学法', ['次']), metric('学法参加人数', ['人次'])]),
  ledger('outreach', '普法宣传', 'EDU', '政策法规科', [
    metric('普法宣传活动', ['场']),
    metric('发放宣传资料', ['份'], { aliases: ['宣传资料', '资料'] }),
  ]),
  ledger('visits', '企业走访', 'BIZ', '企业服务科', [
    metric('走访企业', ['家', '家次'], { aliases: ['走访'] }),
    metric('收集问题', ['条', '个', '件'], { aliases: ['收集企业困难和问题'] }),
    metric('解决问题', ['条', '个', '件'], { aliases: ['已解决', '协调解决'] }),
    metric('问题办结率', ['%'], { kind: 'rate', rate: { numerator: '解决问题', denominator: '收集问题' }, aliases: ['问题化解率'] }),
  ]),
  ledger('motions', '建议提案办理', 'SUP', '办公室', [
    metric('承办建议提案', ['件'], { kind: 'cumulative' }),
    metric('承办代表建议', ['件'], { aliases: ['代表建议'], kind: 'cumulative', partOf: '承办建议提案' }),
    metric('承办政协提案', ['件'], { kind: 'cumulative', partOf: '承办建议提案' }),
  ]),
];

const departments = ['办公室', '政策法规科', '企业服务科', '投资审批科'];

/** A small fictional bureau with four ledgers. */
export const bureau: Bureau = {
  id: 'default',
  name: '青禾区工业和信息化局',
  contacts: [],
  unknownMembers: 'claim',
  groups: [],
  departments: [...departments.map(name => ({ name, aliases: [], reports: true })), { name: '局领导', aliases: [], reports: false }],
  members: [
    {
      id: 'qinlang',
      name: '秦朗',
      department: '企业服务科',
      otherDepartments: [],
      roles: ['staff'],
      accounts: {},
      from: null,
      to: null,
      known: true,
    },
  ],
  sections: [
    { id: 'ORG', name: '组织领导', departments: ['办公室'] },
    { id: 'EDU', name: '学法普法', departments: [] },
    { id: 'BIZ', name: '企业服务', departments: [] },
    { id: 'SUP', name: '监督公开', departments: [] },
    { id: 'GAP', name: '存在问题', departments: ['政策法规科'] },
    { id: 'PLAN', name: '下步安排', departments: ['政策法规科'] },
  ],
  ledgers,
  outlines: [],
  schedules: [],
  observances: [],
  duties: [],
  cases: [],
  studyList: [],
  push: usualPushRules,
  validity: [],
  calendar: { isWorkday: () => true, covers: () => true },
};

function heading(id: string, name: string, sections: string[], more: Partial<OutlineSection> = {}): OutlineSection {
  return { id, heading: name, level: 1, sections, ledgers: [], cases: [], metrics: [], departments: [], required: null, children: [], ...more };
}

export const outline: Outline = {
  id: 'annual',
  name: '年度报告',
  kind: 'annual',
  title: '{局名}关于{年}年法治政府建设情况的报告',
  addressee: '区委、区政府',
  voice: '我局',
  besideLastYear: false,
  opening: '现将{年}年法治政府建设情况报告如下（数据截至{截至}）。',
  sections: [
    heading('done', '主要做法', [], {
      children: [
        heading('org', '组织领导', ['ORG'], { level: 2 }),
        heading('edu', '学法普法', ['EDU'], { level: 2 }),
        heading('biz', '企业服务', ['BIZ'], { level: 2 }),
        heading('sup', '权力监督', ['SUP'], { level: 2 }),
      ],
    }),
    heading('gap', '存在问题', ['GAP'], { required: 'shortcomings' }),
    heading('plan', '下步安排', ['PLAN'], { required: 'plans' }),
  ],
};

export const year = { from: '2026-01-01', to: '2026-12-31' };
export const asOf = '2026-11-20';

/** `走访企业 12家` with what differs from a plain increment. */
export function reading(name: string, value: number | null, unit: string, more: Partial<MetricReading> = {}): MetricReading {
  return {
    name,
    value,
    unit,
    approximate: null,
    raw: `${value ?? '**'}${unit}`,
    kind: 'increment',
    isNew: false,
    inferred: false,
    partOf: null,
    ...more,
  };
}

let serial = 0;

/** An entry of the visits ledger on one day, with what differs from it. */
export function entry(date: string, more: Partial<Entry>): Entry {
  serial++;
  const at = instantAt(date, '16:00');
  const number = `${date.slice(5, 7)}${date.slice(8)}-${serial}`;
  return {
    bureau: 'default',
    // Ids sort as they were made, however many other files of tests made before.
    id: `e${String(serial).padStart(5, '0')}`,
    version: 1,
    number,
    status: 'submitted',
    reporter: { id: 'qinlang', name: '秦朗' },
    submittedAt: at,
    source: { platform: 'simulator', conversationId: 'work', messageId: `m${serial}`, text: '' },
    history: [{ at, by: { id: 'qinlang', name: '秦朗' }, action: 'submit', what: '填报', messageId: `m${serial}` }],
    section: 'BIZ',
    ledger: 'visits',
    category: '企业走访',
    summary: '走访企业',
    date,
    period: dayPeriod(date),
    department: '企业服务科',
    supporting: [],
    partners: [],
    metrics: [],
    flags: [],
    checks: [],
    progress: null,
    deadline: null,
    raw: '走访企业',
    ...more,
  };
}

/** Totals as the program counts them, on the day of the report. */
export function totalOver(entries: readonly Entry[]): TotalFor {
  return countForReport(entries, { bureau, today: asOf });
}

/** A year's entries, as a bureau's group might have said them. */
export function sampleYear(): Entry[] {
  return [
    entry('2026-01-06', {
      section: 'EDU',
      ledger: 'study',
      category: '集体学法',
      department: '政策法规科',
      summary: '组织全局学习《法治宣传教育法》',
      raw: '1月6日组织全局学习《法治宣传教育法》，42人参加',
      metrics: [reading('集体学法', 1, '次', { inferred: true }), reading('学法参加人数', 42, '人次')],
    }),
    entry('2026-01-22', {
      summary: '走访化工园企业',
      raw: '昨天跑了3家，都在新材料园，收了5条问题，当场回了2条',
      metrics: [reading('走访企业', 3, '家'), reading('收集问题', 5, '条'), reading('解决问题', 2, '条')],
    }),
    entry('2026-03-15', {
      section: 'EDU',
      ledger: 'outreach',
      category: '普法宣传',
      department: '政策法规科',
      summary: '配合开展反诈和数据安全宣传',
      raw: '3月15日配合开展反诈和数据安全宣传，发资料1千余份',
      metrics: [reading('普法宣传活动', 1, '场', { inferred: true }), reading('发放宣传资料', 1000, '份', { approximate: 'at-least' })],
    }),
    entry('2026-03-20', {
      section: 'SUP',
      ledger: 'motions',
      category: '建议提案办理',
      department: '办公室',
      summary: '承办建议提案',
      raw: '今年承办建议提案9件，其中代表建议4件、政协提案5件',
      metrics: [
        reading('承办建议提案', 9, '件', { kind: 'cumulative' }),
        reading('承办代表建议', 4, '件', { kind: 'cumulative', partOf: '承办建议提案' }),
        reading('承办政协提案', 5, '件', { kind: 'cumulative', partOf: '承办建议提案' }),
      ],
    }),
    entry('2026-03-27', {
      category: '企业诉求',
      summary: '云岭机电反映用地手续慢',
      raw: '云岭机电反映用地手续慢',
      flags: ['company-named'],
      metrics: [reading('收集问题', 1, '条', { inferred: true })],
    }),
    entry('2026-06-12', {
      summary: '本周走访及问题办理',
      raw: '本周走访企业12家，收集问题9条，解决6条',
      metrics: [reading('走访企业', 12, '家'), reading('收集问题', 9, '条'), reading('解决问题', 6, '条')],
    }),
    entry('2026-08-05', {
      section: 'EDU',
      ledger: 'study',
      category: '集体学法',
      department: '政策法规科',
      summary: '学习新一轮普法规划',
      raw: '8月5日学习新一轮普法规划，42人',
      metrics: [reading('集体学法', 1, '次', { inferred: true }), reading('学法参加人数', 42, '人次')],
    }),
    entry('2026-11-18', {
      section: 'GAP',
      ledger: null,
      category: '执法力量薄弱',
      department: '政策法规科',
      summary: '问题：执法力量不足',
      raw: '问题：执法力量不足，持证的8人，法律专业的2人',
      metrics: [reading('持证执法人员', 8, '人', { kind: 'level' }), reading('法律专业执法人员', 2, '人', { kind: 'level', partOf: '持证执法人员' })],
    }),
    entry('2026-11-19', {
      section: 'PLAN',
      ledger: null,
      category: '培训计划',
      department: '政策法规科',
      summary: '下步打算：分两批轮训执法人员',
      raw: '下步打算：分两批轮训执法人员',
      flags: ['date-inferred'],
    }),
  ];
}
