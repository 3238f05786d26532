import type { CaseKind } from '../domain/case-kind.ts';
import type { Confirmation } from '../domain/confirmation.ts';
import type { LocalDate } from '../domain/date.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import type { Ledger, Section } from '../domain/ledger.ts';
import type { BureauId, Member } from '../domain/member.ts';
import type { Merger } from '../domain/merger.ts';
import type { PlatformId } from '../domain/message.ts';
import type { Outline, ReportKind } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import type { PushRules } from '../domain/push-rules.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { ValidityFact } from '../domain/validity.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';

/** 群 — a work group that the bot sits in. */
export interface Group {
  id: string;
  name: string;
  kind: 'work' | 'leaders';
  platform: PlatformId;
  /** The platform's own id of the conversation. */
  conversation: string;
  /** Name of the environment variable that holds the group robot's key. */
  robotKeyEnv: string | null;
}

/** 科室 — a department, by its full name, with the short names that people type (企服科). Listed in the bureau's fixed order. */
export interface Department {
  name: string;
  aliases: string[];
  /** False for those that never report (局领导). */
  reports: boolean;
  /** 免报 — days on which it need not report. */
  exempt?: readonly Period[];
  /** 已并入别的科室: it is kept for what it did while it was one. */
  merged?: Merger;
}

/** 纪念日 — a day, week or month of the 普法 calendar. */
export interface Observance {
  name: string;
  /** In a given year, its first and last day. */
  datesIn(year: number): { from: LocalDate; to: LocalDate };
  basis: string;
  confirmed: boolean;
  laws: string[];
  department: string | null;
  leadDays: number;
  /** 主题 of a year (`2026`), as its notice gives it. */
  themes: Record<string, string>;
}

/** 固定事项 — something that is due on the same day every year (信息公开年报), with its basis and who sees to it. */
export interface Duty {
  name: string;
  dateIn(year: number): LocalDate;
  what: string;
  basis: string;
  department: string | null;
  /** Where an entry of this ledger in the same year shows that it is done. */
  ledger?: string | null;
  /** 要报的报告: what this year has not yet for it is asked for by itself before that day. */
  report?: ReportKind | null;
  /** 要用到的指标, where something else than a report of these outlines is handed in: those that the year before has not are asked for likewise. */
  metrics?: string[];
  /** How many workdays before it is reminded of. */
  reminders: number[];
}

/** 红头 — how the bureau's own documents are headed; only where it wants drafts with one. */
export interface Letterhead {
  /** 发文机关标志: 青禾区工业和信息化局文件. */
  mark: string;
  /** 发文机关代字 of its document numbers: 青工信. */
  code: string;
}

/** 单位 — everything that the files of one bureau say, loaded and checked. */
export interface Bureau {
  id: BureauId;
  name: string;
  letterhead?: Letterhead | undefined;
  /** Who asks about law or policy that is not in the corpus is sent there: topic words → 科室. */
  contacts: { words: string[]; department: string }[];
  /** 对外咨询电话 — the published number that 转发版 gives to enterprises; none is said where there is none. */
  publicPhone?: string | null;
  unknownMembers: 'claim' | 'refuse' | 'staff';
  /** 语料文件夹: folders of the bureau's own documents besides the shelf; relative ones start from the data folder. */
  corpusFolders?: readonly string[];
  /** 佐证 as pictures and files; absent: in words alone. */
  evidence?: { files: boolean; maxMegabytes: number };
  /** 负责人确认: whether a 科室's head must say yes before a figure counts; absent: no. */
  confirmation?: Confirmation;
  groups: Group[];
  departments: Department[];
  members: Member[];
  sections: Section[];
  ledgers: Ledger[];
  /** What its editors decided about names, which its ledgers follow already; absent in what the files alone say. */
  decided?: DecidedNames;
  cases: CaseKind[];
  outlines: Outline[];
  schedules: Schedule[];
  observances: Observance[];
  duties: Duty[];
  /** 学法清单: titles of the laws that 每日一法 and 自测 are taken from, without 中华人民共和国. */
  studyList: string[];
  /** What its files say that was ignored or taken otherwise, a line each; empty when all was taken as written. */
  warnings?: readonly string[];
  push: PushRules;
  validity: ValidityFact[];
  calendar: WorkdayCalendar;
}
