import type { ReportKind } from '../domain/outline.ts';

/** 报告种类 as people say it. */
export const reportNames: Record<ReportKind, string> = {
  annual: '年度报告',
  'half-year': '半年汇报',
  duty: '述职报告',
  summary: '工作总结',
  quarter: '季度小结',
  month: '月度小结',
  week: '周小结',
};

export function noOutline(kind: ReportKind): string {
  return `没有“${reportNames[kind]}”的提纲。请管理员在单位资料的outlines文件夹里补一份，再生成。`;
}

/** Marks inside the Word draft. */
export const wordMarks = {
  stale: (why: string): string => `〔待核：${why}〕`,
  offer: '〔新增材料，请取舍〕',
  date: '〔成文日期：签发后填写〕',
};

/** 数据出处表. */
export const provenanceWording = {
  title: '数据出处表',
  intro: (figures: number, records: number): string =>
    `正文共有${figures}处统计数字，依据${records}条记录。数字由程序按记录累计得出；记录原话已遮盖个人信息，更改留痕。`,
  figures: '表一　数字依据',
  figureHead: ['序号', '文中位置', '数字', '指标', '截至', '依据记录：编号、读数（填报人，工作日期）'],
  records: '表二　记录原话',
  recordHead: ['编号', '工作日期', '科室、填报人', '原话', '更改情况'],
  unchanged: '未更改',
  notes: '起草说明',
  further: (count: number): string => `；另有${count}条，可导出台账查看`,
  furtherRecords: (count: number): string => `另有${count}条记录未列出，可导出台账查看。`,
  gone: (count: number): string => `（另有${count}条已撤回清除）`,
};
