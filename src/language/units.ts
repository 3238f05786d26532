import type { Quantity } from '../domain/quantity.ts';
import { isConvertible, isMeasure, withoutPrefix } from './convert-unit.ts';
import { scale } from './numerals.ts';

/** 量词的类 — what a unit counts; units of one class may stand for one another when a metric does not list the one that was written. */
export type UnitClass = 'people' | 'organisations' | 'events' | 'things' | 'money' | 'rate' | 'time' | 'measure';

const classes: Record<UnitClass, string[]> = {
  people: ['人次', '个人', '号人', '人', '名', '位', '员'],
  organisations: ['家次', '户次', '家', '户'],
  events: ['场次', '批次', '趟次', '航次', '闸次', '轮次', '次', '场', '期', '回', '轮', '堂', '节', '趟', '班', '晚', '课'],
  things: [
    '件次',
    '个次',
    '所次',
    '架次',
    '拨',
    '台次',
    '辆次',
    '台套',
    '剂次',
    '剂',
    '株',
    '个',
    '条',
    '件',
    '份',
    '本',
    '册',
    '篇',
    '块',
    '张',
    '幅',
    '面',
    '笔',
    '起',
    '宗',
    '项',
    '台',
    '套',
    '辆',
    '处',
    '所',
    '只',
    '支',
    '批',
    '部',
    '段',
    '例',
    '封',
    '单',
    '组',
    '队',
    '座',
    '栋',
    '间',
    '点',
    '卷',
    '桩',
    '款',
    '种',
    '类',
    '盒',
    '盏',
    '页',
    '扇',
    '艘次',
    '头次',
    '盘',
    '枚',
    '把',
    '箱',
    '瓶',
    '副',
    '道',
    '则',
    '票',
    '宗次',
    '人份',
    '包',
    '袋',
    '枝',
    '株',
    '棵',
    '头',
    '顶',
    '具',
    '车',
    '匹',
    '羽',
    '尾',
    '床',
    '宗地',
    '门',
    '幢',
    '艘',
    '架',
    '桶',
    '根',
    '颗',
    '对',
    '口',
    '眼',
    '路',
    '枪',
    '站',
    '双',
    '标段',
    '班次',
    '车次',
    '站次',
    '例次',
    '条次',
    '处次',
    '项次',
    '台班',
    '捆',
    '筐',
    '罐',
    '串',
    '孔',
    '件套',
    '樘',
    '列',
    '首',
    '案',
    '担',
    '针',
    '针次',
    '刀',
    '盆',
    '发',
    '通',
    '瓶次',
    '组次',
    '座次',
    '份次',
    '点次',
    '卷次',
    '标箱',
    '碗',
    '集',
    '麻袋',
  ],
  money: ['万余元', '亿余元', '万元', '亿元', '千元', '元', '块钱'],
  rate: ['个百分点', '百分点', '%', '‰'],
  time: ['个工作日', '工作日', '个小时', '小时', '学时', '课时', '分钟', '个月', '个星期', '天', '周', '年', '岁', '秒', '日'],
  measure: [
    '平方米',
    '平米',
    '平',
    '平方',
    '立方',
    '公顷',
    '平方公里',
    '公里',
    '千米',
    '吨标准煤',
    '吨标煤',
    '万吨',
    '吨',
    '公斤',
    '千克',
    '斤',
    '亩',
    '千瓦时',
    '万千瓦时',
    '千瓦',
    '度',
    '米',
    '立方米',
    '分',
    '倍',
    // Money of other countries is never added to yuan.
    '亿美元',
    '万美元',
    '美元',
    '万欧元',
    '欧元',
    '万港元',
    '港元',
    '万日元',
    '日元',
    '兆瓦',
    'GB',
    'TB',
    'PB',
    'T',
    'P',
    '升',
    '毫升',
    '克',
    '毫克',
    '毫米',
    '厘米',
    '分贝',
    '千伏安',
    '微克/立方米',
    '毫克/升',
    '立方米/日',
    '吨/日',
    '元/平方米',
    '万元/亩',
    '元/吨',
    '元/斤',
    '㎡',
    '方',
    '海里',
    '延米',
    '载重吨',
    '工日',
    '公斤标煤',
    '吨/小时',
    '公里/小时',
    '毫克/立方米',
    'TEU',
    'km',
    'm',
    'mm',
    'cm',
    'kg',
    'mg/L',
    'kW',
    'MW',
    '立方每秒',
    '亩次',
    '车道公里',
    '瓦',
  ],
};

const classOf = new Map<string, UnitClass>(
  Object.entries(classes).flatMap(([unitClass, units]) => units.map(unit => [unit, unitClass as UnitClass] as const)),
);

/** Every unit, longest first, for regular expressions. */
export const unitNames: string[] = [...classOf.keys()].sort((a, b) => b.length - a.length);

/** 几座, 几盏: the units of one or two characters by which things, people and measures are asked for, as a part of a pattern; 几天, 几点 and 几成 ask for something else. */
export const askedUnits = `(?:${unitNames.filter(unit => /^[一-龥]{1,2}$/.test(unit) && classOf.get(unit) !== 'time' && !/^[点分倍成]$/.test(unit)).join('|')})`;

/** Undefined for words that are not units. */
export function unitClassOf(unit: string): UnitClass | undefined {
  return classOf.get(unit) ?? classOf.get(unit.replace(/^[万亿](?=.)/, ''));
}

/** Things that are counted alike: matters, papers, machines, places. A 辆 is no 笔. */
const families: ReadonlySet<string>[] = [
  ['件', '条', '项', '起', '宗', '例', '桩', '笔', '单', '件次', '宗次', '则', '票', '道'],
  ['份', '本', '册', '篇', '张', '封', '卷', '幅', '面', '块', '件', '条', '期', '套'],
  ['台', '辆', '套', '部', '台次', '辆次', '台套'],
  ['处', '点', '所', '座', '栋', '间', '条', '项'],
  ['批', '份', '件'],
].map(units => new Set(units));

/** Whether a number with the one unit may be meant where the other is expected: 人 for 人次, 份 for 件, 个 for nearly everything; 米 for 公里, but never for 平方米. */
export function mayStandFor(written: string, expected: string): boolean {
  if (isConvertible(written, expected)) return true;
  const from = unitClassOf(written);
  const to = unitClassOf(expected);
  if (from === undefined || to === undefined) return false;
  if (from === 'money' || to === 'money') return from === to;
  if (isMeasure(written) || isMeasure(expected)) return false;
  if (written === '个') return to !== 'rate' && to !== 'measure' && to !== 'time';
  if (from !== to) return false;
  if (from !== 'things') return true;
  return families.some(family => family.has(written) && family.has(withoutPrefix(expected)));
}

const bareMagnitudes: ReadonlyMap<string, number> = new Map([
  ['百', 100],
  ['千', 1000],
  ['万', 10_000],
  ['亿', 100_000_000],
]);

/** What the unit of 1260万 or 2百5 multiplies by; undefined for every unit that names something. */
export function bareMagnitude(unit: string): number | undefined {
  return bareMagnitudes.get(unit);
}

/** 1260万 as 1260万元, 2百5 as 250元: only 万 and 亿 are written before 元. */
export function asMoney(quantity: Quantity): Quantity {
  if (quantity.unit === '百' || quantity.unit === '千') return writtenOut(quantity, '元');
  return quantity.unit.endsWith('元') ? quantity : { ...quantity, unit: `${quantity.unit}元` };
}

/** 1.3万 of what `unit` counts as 13000 of it. */
export function writtenOut(quantity: Quantity, unit: string): Quantity {
  const times = bareMagnitude(quantity.unit) ?? 1;
  return { ...quantity, value: quantity.value === null ? null : scale(quantity.value, times), unit };
}
