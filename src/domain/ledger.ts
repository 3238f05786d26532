import type { MetricKind } from './quantity.ts';

/** 板块 — a part of the bureau's outline that entries are filed under, such as `BIZ` 营商环境与企业服务. */
export interface Section {
  id: string;
  name: string;
  /** 责任科室, empty where every 科室 reports. */
  departments: string[];
  /** Words by which work that no ledger knows is filed here: 检查, 执法, 隐患. */
  keywords?: string[];
  /** Where work goes that no word places: what a bureau does all day is a service, not the leadership of it. */
  isFallback?: boolean | undefined;
}

/** 指标 — something counted. */
export interface MetricDefinition {
  /** The name that everything shows: 走访企业. */
  name: string;
  /** Other words for it, typos and homophones included: 下企业, 跑企业, 走仿. */
  aliases: string[];
  /** 并入的叫法 — those of the aliases that an editor joined into it. */
  joined?: readonly string[];
  /** 列为指标 by an editor, and in no file. */
  isAdopted?: boolean;
  /** Accepted units, the standard one first; 家 and 家次 are both accepted and never merged. */
  units: string[];
  kind: MetricKind;
  /** 不分种类: a narrower word counts, too (走访外贸企业 under 走访企业); else it is kept under its own name. */
  ofAnyKind?: boolean | undefined;
  /** The metric that this one is a part of (当场解决 ⊂ 收集问题). */
  partOf: string | null;
  /** A rate's parts, by metric name, so that it is recomputed and never averaged. */
  rate: { numerator: string; denominator: string } | null;
  /** 公文写法: how a report says it, `参学{数}`; without it the name and the number. */
  say?: string | undefined;
  /** How a report says that there was none: 未发现问题. */
  none?: string | undefined;
}

/** 台账 — a table of one kind of work: its metrics, its section, the words by which a message is recognised, and whose 科室 keeps it. */
export interface Ledger {
  id: string;
  /** 类别: 企业走访, 集体学法. */
  name: string;
  /** 领句: how a report leads into this kind of work, 走访服务企业. */
  lead?: string | undefined;
  section: string;
  departments: string[];
  keywords: string[];
  metrics: MetricDefinition[];
  /** The metric that one event without a number counts 1 of (培训 → 企业培训 1场); null for none. */
  eventMetric: string | null;
}
