import { unitClassOf, unitNames } from '../../language/units.ts';
import { unsaidUnit } from './unsaid-unit.ts';
import { isWork, saysWork } from './work-words.ts';

/** 表格 — a block of cells copied out of a spreadsheet: what its columns are called, and its rows. */
export interface Table {
  /** What the line above it, or its first head, says that all figures are counted in: 单位：万元, 价格监测（元/吨）. */
  unit: string;
  /** Empty where the first row already counts something. */
  header: readonly string[];
  rows: readonly (readonly string[])[];
  /** Lines below it that belong to no row: 新注册志愿者 19人. */
  below: readonly string[];
}

/** 6月底 is a day. */
const figure = /^(?:不到|不足|近|约|超过?|逾)?[-+]?[\d*][\d*.,]*(?![年月日号])[一-龥%]{0,4}\+?$/;
const bareFigure = /^[-+]?\d[\d.,]*%?$/;
const isCounted = /^\d+(?:[.,]\d+)?(?:[家户件条个人名次场份万亿元%]{1,2})?$/;
const isTime = /^(?:[本上当今][周月季年][^，。]{0,3}|\d{1,2}月|\d{1,2}[-—~至到]\d{1,2}月|累计|年?累计|本年累计|截至.{2,8})$/;
const isSum = /^(?:[一-龥]{0,6}(?:合计|总计|小计|共计)|总数|汇总|共)[：:]?$/;
/** 邮编, 手机尾号, 年龄, and 组 or 栋 as a whole head: which one it is, or something of it, and no count. */
const isNumber = /^(?:序号|编号|年份|顺序)$|(?<![挂取叫放摇信])号$|(?<![赋扫亮贴发])码$|邮编|门牌|楼层|年龄|年级|尾号|日期$|时间$/;
const isOrdinal = /^(?:组|栋|幢|期|班|届|层|楼|间|门|段|单元)$/;
/** 批次, 艘: a classifier that is a head for itself. */
const ownHead = '[人件家次起笔艘台辆座处所套场批头份条]|[一-龥]次';
/** How many of what the row is called. */
const isAmount = /^(?:数量|数值|数目|总数)$/;
/** 艘数, 批次: how many of what the row is called, and in what. */
const isClassifier = new RegExp(
  `^((?!个?百分点|[%‰点段节分部门方])(?:${unitNames.filter(unit => /^(?:people|organisations|events|things)$/.test(unitClassOf(unit) ?? '')).join('|')}))(?:数|(?<=^(?:${ownHead})))$`,
);
const isMatter = /^(?:工作)?(?:事项|项目|内容|指标)(?:名称)?$/;
const isChange = /^(?:同比|环比)(?:增[长减速幅]|变化)?$/;

/** How the cells of a line may be parted: by tabs, upright strokes, commas or wide gaps. */
const separators: readonly (readonly [RegExp, number])[] = [
  [/\t/, 2],
  [/[|｜]/, 3],
  [/[,，]/, 3],
  // 1,234 is one cell.
  [/,(?!\d{3}(?:\D|$))|，/, 3],
  [/ {2,}/, 3],
];

/** The table in a message; null where there is none. Commas and gaps make one only where three lines agree in how many cells they have. */
export function tableIn(message: string): Table | null {
  for (const [separator, least] of separators) {
    const lines = message.split(/\n+/).map(line => ({ line, cells: cellsOf(line, separator) }));
    const isRow = ({ cells }: { cells: readonly string[] }): boolean => cells.length >= least && !cells.every(cell => /^[-:—]*$/.test(cell));
    const rows = lines.filter(isRow).map(({ cells }) => cells);
    const isLoose = separator.test('，') || separator.test('  ');
    if (rows.length < (isLoose ? 3 : 2)) continue;
    if (isLoose && (new Set(rows.map(({ length }) => length)).size > 1 || !rows.slice(1).every(row => row.some(cell => bareFigure.test(cell)))))
      continue;
    const table = split(rows);
    const below = lines.slice(lines.findLastIndex(isRow) + 1).map(({ line }) => line.trim());
    return table === null ? null : { ...table, unit: unitOfAll(message, table), below };
  }
  return null;
}

function cellsOf(line: string, separator: RegExp): string[] {
  if (!separator.test(line)) return [];
  return line
    .replace(/^\s*[|｜]|[|｜]\s*$/g, '')
    .split(separator)
    .map(cell => cell.trim());
}

const unitName = unitNames.join('|');
const unitOfLine = new RegExp(`单位[：:\\s]*([万亿]?(?:${unitName}))(?=[）)\\s，。]|$)`);
const unitInHead = new RegExp(`[（(](${unitName})[）)]$`);

function unitOfAll(message: string, { header }: Omit<Table, 'unit' | 'below'>): string {
  const above = message.split('\n')[0] ?? '';
  return unitOfLine.exec(above)?.[1] ?? unitInHead.exec(header[0] ?? '')?.[1] ?? '';
}

function split(rows: readonly (readonly string[])[]): Omit<Table, 'unit' | 'below'> | null {
  const [first = [], ...rest] = rows;
  const hasHeader = first.every(cell => isTime.test(cell) || !(isCounted.test(cell) || /^[一-龥]{2,6}\d+(?:\.\d+)?[一-龥%]{0,2}$/.test(cell)));
  if (hasHeader) return rest.length === 0 ? null : { header: first, rows: rest };
  // 受理|3件|办结2件, and 护理床|12 below it: each row says for itself what it counts.
  const isSaid =
    rows.every(row => row.slice(1).some(cell => /\d/.test(cell)) && (row.length === 2 || !row.slice(1).some(cell => bareFigure.test(cell)))) &&
    rows.some(row => row.length > 2 || /\d\s?[一-龥%]/.test(row[1] ?? ''));
  return isSaid ? { header: [], rows } : null;
}

/** The rows that count: sums are told again by their parts, but of rows that are neither 科室, days nor what was counted their sum says enough. */
export function countedRows({ header, rows }: Table, isDepartment: (cell: string) => boolean): readonly (readonly string[])[] {
  const parted = rows.filter(row => !row.some(cell => isSum.test(cell)));
  if (parted.length === rows.length || isNamedByRow(header)) return parted;
  const isKept = parted.some(row => isTime.test(row[0] ?? '') || row.some(isDepartment));
  return isKept ? parted : parted.length === 0 ? rows : rows.filter(row => !parted.includes(row));
}

/** 项目|数量, 指标|本周|累计, and rows without a head: each is called what it counts, and their sum counts nothing. */
function isNamedByRow(header: readonly string[]): boolean {
  return header.slice(1).every(head => isTime.test(head) || isAmount.test(head) || /^(?:计量)?单位$|备注$/.test(head) || isChange.test(head));
}

/** The column of units: 项目|数量|单位. -1 where there is none. */
function unitsOf({ header, rows }: Table): number {
  const column = header.findIndex(head => /^(?:计量)?单位$/.test(head));
  return column > 0 && rows.every(row => !/\d/.test(row[column] ?? '')) ? column : -1;
}

/** A row as somebody would say it: 走访企业12家，收集问题5条. `isNamed`: a 科室 of the roster stands in it and needs not be said. */
export function spokenRow(table: Table, row: readonly string[], isNamed: boolean): string {
  const { header } = table;
  if (header.length === 0) return `${row[0] ?? ''}${row.slice(1).join('，')}`;
  // 指标|本周|累计: the rows are named, and the columns are days.
  const isByTime = header.length > 1 && header.slice(1).every(cell => isTime.test(cell));
  const label = labelOf(table, row);
  const unit = row[unitsOf(table)] ?? unitAbove(label, isNamedByRow(header) ? table.rows.map(([name = '']) => name) : [], table);
  const isNow = header.some(head => /^[本今当]/.test(head));
  let unitBefore = '';
  const said = row.flatMap((cell, column) => {
    const head = header[column] ?? '';
    if (
      !figure.test(cell) ||
      head === '' ||
      isSum.test(head) ||
      cell === label ||
      (bareFigure.test(cell) && (isNumber.test(head) || isOrdinal.test(head)))
    )
      return [];
    // 本周|上周: what it was before is no figure of now.
    if (isByTime && isNow && /^[上去][周月季年]/.test(head)) return [];
    if (isByTime) return [`${underHeader(`${head}${label}`, cell)}${isUnitSaid(cell) ? '' : unit}`];
    if (isAmount.test(head)) return [`${label}${cell}${isUnitSaid(cell) ? '' : unit}`];
    if (isChange.test(head)) return [`${changed(label, header[column - 1] ?? '')}${head}${cell}`];
    const classifier = isNamed || isSum.test(label) ? null : isClassifier.exec(head);
    unitBefore = unitOfHead(head) || unitBefore;
    if (classifier !== null) return [`${label}${cell}${isUnitSaid(cell) ? '' : classifier[1]}`];
    const said = underHeader(head, cell);
    const unitOfCell = /\d$/.test(said) ? unitAbove(head, header.slice(1), table) || inherited(head, cell, unitBefore) : '';
    return [`${isNamed ? '' : rowLabel(label, head)}${said}${unitOfCell}`];
  });
  return said.join('，');
}

/** What the row is called: 科室|事项|数量 say it behind who did it. */
function labelOf({ header }: Table, row: readonly string[]): string {
  const isWords = (cell: string): boolean => /[一-龥A-Za-z]/.test(cell);
  const matter = row[header.findIndex(head => isMatter.test(head))] ?? '';
  if (isWords(matter)) return matter;
  return row.find((cell, column) => !isNumber.test(header[column] ?? '') && isWords(cell)) ?? '';
}

/** 吊篮台数|不合格: what is told of the things before is counted like them, and 鸟窝 are pieces. */
function inherited(head: string, cell: string, unitBefore: string): string {
  if (!/^\d{1,6}$/.test(cell) || measured.test(head) || saysWork(head) || usualUnit(head) !== '') return '';
  return unitBefore || (cell === '0' ? '' : '个');
}

/** Of these no number counts things. */
const measured = /[率比值价额款金费税量分龄重长宽高度积距速温]$|平均|面积|里程|成绩|功率|口径|排名|名次|资金|产值|投资|罚没/;

/** 吊篮台数 → 台, 批次 → 批次, 隐患 → 个. */
function unitOfHead(head: string): string {
  const said = isClassifier.exec(head)?.[1] ?? (underHeader(head, '1').replace(/^.*1/, '') || usualUnit(head));
  return /^(?:people|organisations|events|things)$/.test(unitClassOf(said) ?? '') && !/[^批]次$/.test(said) ? said : '';
}

const ofMoney = /(?:额|[罚税贷存]款|资金|投资|产值|收入|支出|税|费|贴息|奖补|罚没)$/;

/** The unit above a table where `name` may be counted in it: 单位：万元 says nothing of 检查企业, nor of a word beside it that may be no money either. */
function unitAbove(name: string, beside: readonly string[], { unit }: Table): string {
  const isMoney = unitClassOf(unit) === 'money';
  if (isMoney && ofMoney.test(name)) return unit;
  const own = usualUnit(name);
  if (own !== '' && unitClassOf(own) !== unitClassOf(unit) && (isMoney || !isWork(name))) return '';
  return isMoney && beside.some(each => usualUnit(each) !== '') ? '' : unit;
}

/** In what a thing is counted where nobody says it; '' where that is not known. */
function usualUnit(name: string): string {
  return unsaidUnit({ value: 1, unit: '', approximate: null, raw: '1' }, { left: name, right: '' }, undefined);
}

/** What has grown: the row, or what the column before counts of it. */
function changed(label: string, header: string): string {
  return isAmount.test(header) || isClassifier.test(header) ? label : `${label}${header.replace(/[（(].*$/, '')}`;
}

function isUnitSaid(cell: string): boolean {
  return /[一-龥%]$/.test(cell.replace(/[万亿]$/, ''));
}

/** 检查次数|3, 隐患（处）|7, 监测教室/间|6, 金额(万元)|2.5, 户数|120: the head of a column may hold the unit. */
function underHeader(header: string, cell: string): string {
  const inBrackets = /^(.+?)[（(]([一-龥%㎡]{1,6}|k?m|mm|kg)[)）]$/.exec(header) ?? /^([一-龥]{2,})\/([一-龥㎡]{1,2})$/.exec(header);
  const money = /^(.*(?:额|款|资金|投资|产值|收入|支出|税))([万亿]元?)$/.exec(header);
  const share = /^(.{2,})(%)$/.exec(header);
  const counted =
    /^(.*?[^账用商农住租])(人次|家次|户次|剂次|件次|台次|辆次|场次|批次|[次人家件户场份条个起处宗篇期台辆张批亩笔单例本册所座只株套])数?$/.exec(
      header.endsWith('数') || header.endsWith('次') ? header : '',
    );
  const kind = /^()([人户件家次起笔])数$/.exec(header);
  const lasting = /^(.*(天|小时|课时|学时|分钟)数?)$/.exec(header);
  const plain = /^(.{2,})数$/.exec(header);
  const [, name = header, unit = ''] =
    inBrackets ??
    money ??
    share ??
    lasting ??
    counted ??
    (kind === null ? null : ['', header, kind[2]]) ??
    (plain === null ? [] : ['', plain[1], /企业|单位|商户|公司/.test(header) ? '家' : '个']);
  // 装AIS 4 is no code.
  if (/[A-Za-z]$/.test(header)) return `${header}共${cell}`;
  const inUnit = money !== null && !unit.endsWith('元') ? `${unit}元` : unit;
  return isUnitSaid(cell) ? `${name}${cell}` : `${name}${cell}${inUnit === '万' ? '万元' : inUnit}`;
}

/** 棉被 of a row 棉被|200床 under 库存: what its figures are about. A column of what was done needs none. */
function rowLabel(label: string, header: string): string {
  return !saysWork(header) && /^[一-龥A-Za-z]{1,8}$/.test(label) && !isSum.test(label) ? label : '';
}
