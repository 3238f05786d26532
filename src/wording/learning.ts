import { formatPeriod, type Period } from '../domain/period.ts';
import { closedPapers } from './quiz.ts';

/** 学一条 — words of a law with where they stand and whether they are law. */
export interface Lesson {
  quote: string;
  reference: string;
  validityLine: string;
}

function lessonLines({ quote, reference, validityLine }: Lesson): string[] {
  return [`> “${quote.split('\n').join('\n> ')}”`, reference, validityLine];
}

/** 每日一法. */
export function dailyLaw(lesson: Lesson): string {
  return ['**每日一法**', ...lessonLines(lesson), '回“看原文”看整条，回“学一条”再来一条。'].join('\n');
}

export const nothingToLearn = [
  '**没有可学的条文**｜学法清单里的法，库内还没有现行有效并且核对过效力的正文，未核对的我不拿来学。',
  '请管理员把法规文件入库，并在效力核对表里核对。',
].join('\n');

/** 普法卡 — sent to the group on the day itself. */
export function observanceCard(name: string, { period, year }: { period: Period; year: number }, lesson: Lesson): string {
  return [`**${name}**｜${formatPeriod(period, year)}`, ...lessonLines(lesson)].join('\n');
}

export const cardFoot = '> 回“学一条”再学一条；开展了普法活动的，在群里报一句即可计入。';

/** 普法提示 — told to the 科室 in charge some days ahead, after the greeting. */
export interface ObservanceNotice {
  name: string;
  period: Period;
  year: number;
  daysLeft: number;
  basis: string;
  confirmed: boolean;
  /** This year's theme, where the bureau has entered it. */
  theme: string | null;
  laws: { title: string; isInForce: boolean }[];
  lastYear: { period: Period; lines: string[] };
}

const LAST_YEAR_SHOWN = 3;

function lawsLine(laws: ObservanceNotice['laws']): string[] {
  const ready = laws.filter(law => law.isInForce).map(({ title }) => `《${title}》`);
  const absent = laws.filter(law => !law.isInForce).map(({ title }) => `《${title}》`);
  return [
    ...(ready.length > 0 ? [`建议学：${ready.join('、')}。`] : []),
    ...(absent.length > 0 ? [`${absent.join('、')}在库内没有核对过的现行文本，要用请先入库核对。`] : []),
  ];
}

function lastYearLine({ lines }: ObservanceNotice['lastYear']): string {
  if (lines.length === 0) return '去年同期：台账里没有普法记录。';
  const rest = lines.length - LAST_YEAR_SHOWN;
  return `去年同期：${lines.slice(0, LAST_YEAR_SHOWN).join('；')}${rest > 0 ? `；另有${rest}条` : ''}。`;
}

export function observanceNotice(notice: ObservanceNotice): string {
  const { name, period, year, daysLeft, basis, confirmed, theme, laws, lastYear } = notice;
  const days = formatPeriod(period, year);
  return [
    `还有${daysLeft}天是**${name}**（${days}，${basis}${confirmed ? '' : '，请先核对当年通知'}）。`,
    theme === null ? '今年主题以当年通知为准。' : `今年主题：${theme}。`,
    ...lawsLine(laws),
    lastYearLine(lastYear),
  ].join('\n');
}

export function learnedRun(counts: { notices: number; cards: number; withoutText: number; papers: number }): string {
  if (counts.notices + counts.cards + counts.withoutText + counts.papers === 0) return '没有临近或当天的普法节点';
  return [
    counts.notices > 0 ? `${counts.notices}个节点已提前告知牵头科室` : '',
    counts.cards > 0 ? `${counts.cards}个节点已发普法卡` : '',
    counts.withoutText > 0 ? `${counts.withoutText}个节点库内没有核对过的现行条文，没有发普法卡` : '',
    counts.papers > 0 ? closedPapers(counts.papers) : '',
  ]
    .filter(part => part !== '')
    .join('；');
}

/** Why a week has none. */
export const dailyLawYields = '本周有普法节点要发卡，这次不另发';

export function dailyLawRun(isSent: boolean): string {
  return isSent ? '已发每日一法' : '没有可学的条文，未发送';
}
