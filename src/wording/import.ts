import { formatPeriod, type Period } from '../domain/period.ts';
import { formatNumber } from '../language/format-quantity.ts';

export function oldExcel(name: string): string {
  return `“${name}”是旧格式的 .xls，读不了。请用 Excel 或 WPS 另存为 .xlsx 后再导入。`;
}

export function notATable(name: string): string {
  return `“${name}”不是表格，只能导入 .xlsx 和 .csv。`;
}

export function tableTooLarge(name: string): string {
  return `“${name}”太大，没有读。请按年份或科室拆成几个文件再导入。`;
}

export function tableDamaged(name: string): string {
  return `“${name}”打不开，可能已损坏或有密码。请用 Excel 或 WPS 打开另存一次再导入。`;
}

/** A spreadsheet that somebody dropped into the chat. */
export function tableInChat(name: string): string {
  return [
    `“${name}”没有导入，表里的数没有登记。`,
    '- 报这期的：在Excel里选中那几行复制，直接粘贴成文字发来，当场看到记了什么',
    '- 以前的台账：请管理员在服务器上执行“npm run xiaofa -- import 文件”，先预览再写入',
    '- 政策清单等要入文件库的：编辑或管理员发文件时写“入库”',
  ].join('\n');
}

export const noFigures =
  '这个文件里没有找到能导入的数。表里要能看出指标、科室和月份（或每行写明“科室、时间、指标、数值”），年份写在标题、表名或用 --year 指定。';

/** The history line of an imported entry. */
export function importedStep(place: string): string {
  return `开账导入：${place}`;
}

export function importCorrection(before: string, after: string, place: string): string {
  return `开账更正：${before} → ${after}（${place}）`;
}

export const importerName = '开账导入';

/** What is said of the import before and after it was written. */
export interface ImportSaid {
  file: string;
  sheets: readonly { name: string; count: number; metrics: readonly string[]; departments: readonly string[]; periods: readonly Period[] }[];
  examples: readonly { place: string; department: string; period: Period; text: string }[];
  newMetrics: readonly string[];
  skipped: readonly { place: string; why: string }[];
  wrongSums: readonly { place: string; stated: number; computed: number }[];
  /** Sheets that were not read, and cells that were although nobody sees them. */
  hidden: { sheets: readonly string[]; cells: readonly string[] };
  outcome: { isNew: number; changed: number; same: number };
}

const limit = 12;

function some(lines: readonly string[]): string[] {
  return lines.length > limit ? [...lines.slice(0, limit), `  ……还有${lines.length - limit}处`] : [...lines];
}

/** The proposed mapping, what it would do, and how to do it. */
export function importReport(said: ImportSaid, isWritten: boolean): string[] {
  const { isNew, changed, same } = said.outcome;
  const verb = isWritten ? '已' : '将';
  return [
    `${said.file}：${verb}新增${isNew}条，${verb}更正${changed}条，${same}条已经有了、不动`,
    ...said.sheets.map(
      ({ name, count, metrics, departments, periods }) =>
        `表“${name}”：${count}个数；指标 ${listed(metrics)}；科室 ${listed(departments)}；时间 ${listed(periods.map(period => formatPeriod(period)))}`,
    ),
    ...said.examples.map(({ place, department, period, text }) => `  例：${place} → ${department} ${formatPeriod(period)} ${text}`),
    ...(said.newMetrics.length > 0 ? [`没有定义的指标，按表里的叫法保留：${said.newMetrics.join('、')}`] : []),
    ...some(said.skipped.map(({ place, why }) => `  没有导入：${place}，${why}`)),
    ...some(
      said.wrongSums.map(({ place, stated, computed }) => `  合计对不上：${place}写的是${formatNumber(stated)}，各项相加是${formatNumber(computed)}`),
    ),
    ...(said.hidden.sheets.length > 0 ? [`隐藏的表没有读：${said.hidden.sheets.join('、')}；要导入请先取消隐藏`] : []),
    ...(said.hidden.cells.length > 0 ? [`隐藏的行列里也有数，一并列在上面，不要的请先从表里删掉：${listed(said.hidden.cells)}`] : []),
    isWritten ? '导入完成；每个数都记着来自哪个文件、哪张表、哪一格。' : '以上是预览，什么都没有写入。核对无误后加 --yes 再执行一次。',
  ];
}

function listed(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 6).join('、')}等${names.length}项` : names.join('、');
}

export const whyNotImported = {
  noMetric: '看不出是什么指标',
  noDepartment: '看不出是哪个科室',
  noPeriod: '看不出是哪年哪月（年份可用 --year 指定）',
  notYet: '时间还没到',
  noValue: '没有确数',
  negative: '是负数',
  noNumber: (text: string): string => `“${text.slice(0, 12)}”不是数`,
  company: '内容不宜入账',
};

export const importUsage = 'import <文件.xlsx|.csv> [--year 2025] [--yes]';

export function tableNotFound(path: string): string {
  return `没有找到“${path}”，请检查路径和文件名。`;
}
