interface GapSaid {
  department: string | null;
  metric: string;
  detail: { months: readonly number[] } | { parts: readonly string[] } | { heading: string } | { lastYear: string; source: string };
}

export const lastYearsLedger = '去年台账';

/** Figures of last year told for one 科室; more would not fit one screen. */
const shownEach = 5;

function sentence({ metric, detail }: GapSaid): string[] {
  if ('months' in detail) return [`${detail.months.length > 6 ? `${detail.months.length}个月` : `${detail.months.join('、')}月`}没有“${metric}”记录`];
  if ('lastYear' in detail) return [];
  if ('heading' in detail) return [`“${detail.heading}”要写“${metric}”，还没有记录`];
  return [`“${metric}”只有比率，${detail.parts.length > 0 ? `没有${detail.parts.join('、')}` : '分子分母不在同一期'}，核不了`];
}

function lastYearOf(gaps: readonly GapSaid[]): string[] {
  const had = gaps.flatMap(({ metric, detail }) => ('lastYear' in detail ? [`${metric}${detail.lastYear}`] : []));
  const more = had.length > shownEach ? `等${had.length}项` : '';
  return had.length > 0 ? [`去年有、今年还没有：${had.slice(0, shownEach).join('、')}${more}`] : [];
}

/** By 科室 in the bureau's order, what a report needs and the year lacks; empty when nothing does. */
export function coverageText(gaps: readonly GapSaid[]): string {
  if (gaps.length === 0) return '';
  const lines = [...new Set(gaps.map(gap => gap.department))].map(department => {
    const own = gaps.filter(gap => gap.department === department);
    return `${department ?? '责任科室未定'}：${[...own.flatMap(sentence), ...lastYearOf(own)].join('；')}`;
  });
  const sources = [...new Set(gaps.flatMap(({ detail }) => ('source' in detail ? [detail.source] : [])))];
  return ['**还可以补**（有则报，没有不用报）', ...lines, ...(sources.length > 0 ? [`> 去年数来自${sources.join('、')}`] : [])].join('\n');
}
