import { z } from 'zod';
import { isDate, makeDate } from '../domain/date.ts';
import { reportKinds } from '../domain/outline.ts';
import { usualPushRules } from '../domain/push-rules.ts';

// Every message says what was expected, as the end of the sentence “写的是……，应为……”.

const text = z.string().trim().min(1, '一段文字');
const words = z.array(text).default([]);
const date = z.string().refine(isDate, '真实存在的日期，如 2026-11-20');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '24小时制的时间，如 16:00 或 08:30');
/** Leap years have all of the days that any year has. */
const monthDay = z.string().refine(value => /^\d{2}-\d{2}$/.test(value) && makeDate(2024, Number(value.slice(0, 2)), Number(value.slice(3))), {
  error: '月-日，如 12-04',
});
const month = z.int('1—12的月份').min(1, '1—12的月份').max(12, '1—12的月份');
const weekday = z.int('1—7（1是周一）').min(1, '1—7（1是周一）').max(7, '1—7（1是周一）');

/** Both days included. */
const days = z
  .strictObject({ from: date, to: date })
  .refine(({ from, to }) => from <= to, { error: '不早于开始日期（from）的结束日期', path: ['to'] });

const Department = z
  .strictObject({
    name: text,
    aliases: words,
    reports: z.boolean().default(true),
    exempt: z.array(days).default([]),
    successor: text.optional(),
    until: date.optional(),
  })
  .refine(({ successor, until }) => (successor === undefined) === (until === undefined), {
    error: 'successor（并入哪个科室）和 until（独立到哪一天）一起写',
    path: ['successor'],
  });

const Group = z.strictObject({
  id: text,
  name: text.optional(),
  kind: z.enum(['work', 'leaders']).default('work'),
  platform: z.enum(['wecom', 'dingtalk', 'simulator']).default('simulator'),
  conversation: text.optional(),
  robotKeyEnv: text.nullable().default(null),
});

/** `bureau.yaml` */
export const BureauFile = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, '小写字母、数字和连字符')
    .default('default'),
  name: text,
  letterhead: z.strictObject({ mark: text, code: text }).optional(),
  unknownMembers: z.enum(['claim', 'refuse', 'staff']).default('claim'),
  corpusFolders: words,
  publicPhone: text.nullable().default(null),
  evidence: z
    .strictObject({
      files: z.boolean().default(false),
      maxMegabytes: z.int('1—20的整数，单位是MB').min(1, '1—20的整数，单位是MB').max(20, '1—20的整数，单位是MB').default(10),
    })
    .default({ files: false, maxMegabytes: 10 }),
  groups: z.array(Group).default([]),
  confirmation: z.enum(['none', 'department-head']).default('none'),
  weekEndsOn: weekday.default(7),
  monthStartsOn: z.int('1—28的日子').min(1, '1—28的日子').max(28, '1—28的日子').default(1),
  departments: z.array(Department).default([]),
  contacts: z.array(z.strictObject({ words: z.array(text), department: text })).default([]),
});

const Member = z
  .strictObject({
    id: text.optional(),
    name: text,
    department: text,
    otherDepartments: words,
    roles: z.array(z.enum(['staff', 'liaison', 'head', 'editor', 'leader', 'admin', 'secrecy'])).default(['staff']),
    accounts: z.record(z.string(), text).default({}),
    from: date.nullable().default(null),
    to: date.nullable().default(null),
    leave: z.array(days).default([]),
  })
  .refine(member => !member.from || !member.to || member.from <= member.to, { error: '不早于开始日期（from）的结束日期', path: ['to'] });

/** `roster.yaml` */
export const RosterFile = z.strictObject({ members: z.array(Member).default([]) });

/** `sections.yaml` */
export const SectionsFile = z.strictObject({
  sections: z.array(z.strictObject({ id: text, name: text, departments: words, keywords: words, isFallback: z.boolean().optional() })),
});

const Metric = z.strictObject({
  name: text,
  aliases: words,
  units: z.array(text).min(1, '至少一个单位，标准的写在最前'),
  kind: z.enum(['increment', 'cumulative', 'level', 'rate']).default('increment'),
  ofAnyKind: z.boolean().optional(),
  partOf: text.nullable().default(null),
  rate: z.strictObject({ numerator: text, denominator: text }).nullable().default(null),
  say: text.refine(said => said.includes('{数}'), { error: '公文写法，其中用 {数} 表示数字的位置' }).optional(),
  none: text.optional(),
});

/** `ledgers/*.yaml`; `section` at the top holds for every ledger of the file that names none. */
export const LedgersFile = z.strictObject({
  section: text.optional(),
  ledgers: z.array(
    z.strictObject({
      id: text,
      name: text,
      lead: text.optional(),
      section: text.optional(),
      departments: words,
      keywords: words,
      metrics: z.array(Metric).default([]),
      eventMetric: text.nullable().default(null),
    }),
  ),
});

const termFields = {
  months: z.int('月数').min(1, '月数').optional(),
  days: z.int('天数').min(1, '天数').optional(),
  workdays: z.int('工作日数').min(1, '工作日数').optional(),
  stated: z.literal(true, 'true（按说的日期）').optional(),
};

function hasOneTerm(rule: { [K in keyof typeof termFields]?: unknown }): boolean {
  return [rule.months, rule.days, rule.workdays, rule.stated].filter(Boolean).length === 1;
}

const oneTerm = '一种期限：months、days、workdays 或 stated: true';
const movers = z.array(z.enum(['department', 'handler', 'liaison', 'editor', 'leader'])).min(1, '至少一种人');

const CaseDueRule = z
  .strictObject({
    name: text,
    since: text.optional(),
    until: z.array(text).min(1, '至少一个状态的 id'),
    ...termFields,
    basis: text,
    extended: z
      .strictObject({ ...termFields, words: z.array(text) })
      .refine(hasOneTerm, oneTerm)
      .optional(),
  })
  .refine(hasOneTerm, oneTerm);

/** `cases/*.yaml` */
export const CaseFile = z.strictObject({
  id: text,
  name: text,
  nouns: z.array(text).min(1, '至少一个叫法，如 诉求'),
  departments: words,
  ledgers: words,
  requires: words,
  unless: words,
  private: z.boolean().default(false),
  states: z
    .array(
      z.strictObject({
        id: text,
        name: text,
        words,
        closed: z.boolean().default(false),
        next: words,
        by: movers.default(['department', 'handler', 'liaison', 'editor']),
      }),
    )
    .min(2, '至少两个状态'),
  due: z.array(CaseDueRule).default([]),
});

const OutlineSection = z.strictObject({
  id: text,
  heading: text,
  /** By depth when it is not said. */
  level: z.int('整数').min(1, '1或更大的整数').optional(),
  sections: words,
  ledgers: words,
  cases: words,
  metrics: words,
  departments: words,
  required: z.enum(['measures', 'shortcomings', 'principal', 'plans']).nullable().default(null),
  get children() {
    return z.array(OutlineSection).default([]);
  },
});

/** A heading of an outline as it is written in the file. */
export type OutlineSectionInFile = z.infer<typeof OutlineSection>;

/** `outlines/*.yaml` */
export const OutlineFile = z.strictObject({
  id: text.optional(),
  name: text,
  kind: z.enum(reportKinds),
  title: text,
  addressee: z.string().default(''),
  voice: text.default('我局'),
  opening: z.string().default(''),
  besideLastYear: z.boolean('true 或 false').default(false),
  sections: z.array(OutlineSection),
});

const Schedule = z
  .strictObject({
    id: text,
    task: z.enum(['remind', 'confirm', 'compile', 'digest', 'digest-update', 'deadlines', 'learning', 'daily-law', 'backup', 'draft', 'checkup']),
    every: z.enum(['workday', 'week', 'month', 'quarter', 'half-year', 'year']),
    day: z.int('整数').default(1),
    month: month.nullable().default(null),
    time: timeOfDay,
    onDayOff: z.enum(['before', 'after', 'skip', 'same']).default('before'),
    catchUp: z.enum(['all', 'latest', 'drop']).optional(),
    group: text.nullable().default(null),
    departments: z.array(text).min(1, '至少一个科室').optional(),
    report: z.enum(reportKinds).nullable().default(null),
  })
  .refine(schedule => schedule.every !== 'week' || weekday.safeParse(schedule.day).success, { error: '周几，1—7（1是周一）', path: ['day'] })
  .refine(schedule => schedule.day !== 0 && Math.abs(schedule.day) <= 366, {
    error: '从头数的第几天（1起），或从尾数的第几天（-1起）',
    path: ['day'],
  })
  .refine(schedule => schedule.every !== 'year' || schedule.month !== null, { error: '1—12的月份（每年一次的任务要写明）', path: ['month'] })
  .refine(schedule => schedule.task !== 'draft' || schedule.report !== null, {
    error: '报告种类（生成报告的任务要写明），如 annual',
    path: ['report'],
  });

/** `schedules.yaml` */
export const SchedulesFile = z.strictObject({
  schedules: z.array(Schedule).default([]),
  push: z
    .strictObject({
      quietFrom: timeOfDay.default(usualPushRules.quietFrom),
      quietTo: timeOfDay.default(usualPushRules.quietTo),
      mergedAt: timeOfDay.default(usualPushRules.mergedAt),
      groupPushesAWeek: z.int('次数').min(0, '次数').default(usualPushRules.groupPushesAWeek),
      nudgesAWeek: z.int('次数').min(0, '次数').default(usualPushRules.nudgesAWeek),
      nilReports: z.enum(['optional', 'required']).default(usualPushRules.nilReports),
    })
    .default(usualPushRules),
});

/** How the days of an observance are written: exactly one of the four ways. */
const ObservanceDays = {
  on: monthDay.optional(),
  from: monthDay.optional(),
  to: monthDay.optional(),
  month: month.optional(),
  nth: z.strictObject({ month, nth: z.int('1—5').min(1, '1—5').max(5, '1—5'), weekday: weekday.optional() }).optional(),
};

const Observance = z
  .strictObject({
    name: text,
    ...ObservanceDays,
    basis: text,
    confirmed: z.boolean().default(true),
    laws: words,
    department: text.nullable().default(null),
    leadDays: z.int('天数').min(0, '天数').default(10),
    themes: z.record(z.string().regex(/^\d{4}$/, '四位年份'), text).default({}),
    /** Announced for one year only: `"2026": [2026-05-23, 2026-05-30]`. */
    years: z.record(z.string().regex(/^\d{4}$/, '四位年份'), z.tuple([date, date])).default({}),
  })
  .refine(it => [it.on, it.from && it.to, it.month, it.nth].filter(Boolean).length === 1, '一种日期写法：on，from 和 to，month，或 nth');

/** An observance as it is written in the file. */
export type ObservanceInFile = z.infer<typeof Observance>;

/** `calendar.yaml` */
export const CalendarFile = z.strictObject({
  holidays: z
    .record(
      z.string().regex(/^\d{4}$/, '四位年份'),
      z.strictObject({ official: z.boolean().default(false), off: z.array(date).default([]), worked: z.array(date).default([]) }),
    )
    .default({}),
  observances: z.array(Observance).default([]),
  duties: z
    .array(
      z.strictObject({
        name: text,
        on: monthDay,
        what: text,
        basis: text,
        department: text.nullable().default(null),
        ledger: text.nullable().default(null),
        report: z.enum(reportKinds).nullable().default(null),
        metrics: words,
        reminders: z.array(z.int('天数').min(1, '天数')).default([10, 3, 1]),
      }),
    )
    .default([]),
  studyList: words,
});

/** `validity.yaml` */
export const ValidityFile = z.strictObject({
  facts: z
    .array(
      z.strictObject({
        title: text,
        status: z.enum(['in-force', 'amended', 'superseded', 'repealed', 'not-yet-effective', 'expired', 'changed-text-missing', 'unknown']),
        since: date.nullable().default(null),
        successor: text.nullable().default(null),
        upToVersion: date.nullable().default(null),
        source: z.string().default(''),
        confidence: z.enum(['corpus', 'official', 'search', 'secondary', 'knowledge']).default('knowledge'),
        checkedTo: date.nullable().default(null),
      }),
    )
    .default([]),
});

const promptName = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, '英文字母开头的名称，如 question');

/** The front matter of `prompts/*.md`. */
export const PromptFront = z.strictObject({
  id: text,
  version: z.int('正整数的版本号，改一次加1').positive('正整数的版本号，改一次加1'),
  purpose: text,
  inputs: z.record(promptName, text).refine(inputs => Object.keys(inputs).length > 0, '至少一项输入，如“question: 提问”'),
  output: z.record(z.string(), z.unknown()).optional(),
  temperature: z.number('0—2的数字').min(0, '0—2的数字').max(2, '0—2的数字'),
  maxTokens: z.int('1—32768的整数').min(1, '1—32768的整数').max(32_768, '1—32768的整数'),
});

/** A bureau's own wording of a prompt: what it leaves out is as shipped. */
export const OwnPromptFront = PromptFront.partial().required({ version: true });
