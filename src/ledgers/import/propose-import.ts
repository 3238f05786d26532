import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { Period } from '../../domain/period.ts';
import type { Approximation, MetricKind } from '../../domain/quantity.ts';
import { matchDepartment } from '../../language/departments.ts';
import { maskPersonalData } from '../../language/personal-data.ts';
import { screen } from '../../language/secrecy.ts';
import { metricText } from '../../wording/entry-line.ts';
import { whyNotImported } from '../../wording/import.ts';
import { statusWords } from '../../wording/ledger-workbook.ts';
import { cellAt, figuresOfMatrix, periodIn, type TableFigure } from './figures-of-matrix.ts';
import { type LabelContext, labelOf, labelsInTitle, periodOf } from './labels.ts';
import type { Sheet } from './read-sheets.ts';
import { type ListRow, rowsOfList } from './rows-of-list.ts';

/** 拟导入的一条 — one number of the file as the entry that it would be. */
export interface ImportItem {
  /** `走访.xlsx“2025年”C5`. */
  place: string;
  sheet: string;
  /** The same for the same figure however often it is imported. */
  key: string;
  /** The number that it has in a ledger that was exported before. */
  number: string | null;
  content: EntryContent;
}

/** 导入方案 — what a file would become, and what of it not and why. */
export interface ImportProposal {
  items: ImportItem[];
  skipped: { place: string; why: string }[];
  wrongSums: { place: string; stated: number; computed: number }[];
  /** Places of numbers in rows or columns that nobody sees. */
  fromHidden: string[];
}

interface Source {
  file: string;
  bureau: Bureau;
  year: number | null;
  today: LocalDate;
}

interface Found {
  place: string;
  sheet: string;
  metric: { definition: MetricDefinition; ledger: Ledger } | null;
  name: string;
  value: number;
  unit: string;
  kind: MetricKind;
  approximate: Approximation | null;
  department: string;
  period: Period;
  isDay: boolean;
  summary: string | null;
  number: string | null;
}

/** Reads every sheet as a list where it is one, else as a table of 指标, 科室 and 时间 in whatever order. Pure. */
export function proposeImport(sheets: readonly Sheet[], source: Source): ImportProposal {
  const proposal: ImportProposal = { items: [], skipped: [], wrongSums: [], fromHidden: [] };
  const seen = new Map<string, number>();
  const take = (found: Found): void => {
    const content = contentOf(found, source);
    if (screen(content.summary)) {
      proposal.skipped.push({ place: found.place, why: whyNotImported.company });
      return;
    }
    const base = ['import', found.name, found.department, found.period.from, found.period.to, found.kind, found.unit].join('|');
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    proposal.items.push({ place: found.place, sheet: found.sheet, key: nth === 1 ? base : `${base}#${nth}`, number: found.number, content });
  };
  for (const sheet of sheets) {
    const list = rowsOfList(sheet);
    if (list) readList(list, { source: { ...source, year: source.year ?? yearOfSheet(sheet) }, proposal, take });
    else readMatrix(sheet, { source, proposal, take });
    proposal.fromHidden.push(...proposal.items.filter(item => item.sheet === sheet.name && isHiddenIn(sheet, item.place)).map(({ place }) => place));
  }
  return proposal;
}

function isHiddenIn({ hidden }: Sheet, place: string): boolean {
  const { row, column } = cellAt(place);
  return hidden !== undefined && (hidden.rows.includes(row) || hidden.columns.includes(column));
}

interface Reading {
  source: Source;
  proposal: ImportProposal;
  take: (found: Found) => void;
}

function readList(rows: readonly ListRow[], { source, proposal, take }: Reading): void {
  const context: LabelContext = { bureau: source.bureau, year: source.year ?? yearIn(source.file) };
  for (const row of rows) {
    const place = `${source.file}“${row.sheet}”${row.cell}`;
    const label = labelOf(row.metric, context);
    const metric =
      label?.kind === 'metric'
        ? { definition: label.metric, ledger: ownLedger(label.metric.name, row.category, source.bureau) ?? label.ledger }
        : null;
    const department = departmentOf(typeof row.department === 'string' ? row.department : null, metric?.ledger, source.bureau);
    const when = periodOf(row.time, context);
    const isWithdrawn = row.status !== null && (row.status.startsWith(statusWords.withdrawn) || row.status.startsWith(statusWords.returned));
    const why =
      row.value === null
        ? whyNotImported.noValue
        : department === null
          ? whyNotImported.noDepartment
          : when === null
            ? whyNotImported.noPeriod
            : row.value < 0
              ? whyNotImported.negative
              : when.period.from > source.today
                ? whyNotImported.notYet
                : isWithdrawn
                  ? (row.status ?? '')
                  : null;
    if (why !== null || row.value === null || department === null || when === null) {
      proposal.skipped.push({ place, why: why ?? whyNotImported.noValue });
      continue;
    }
    const name = metric?.definition.name ?? row.metric;
    const unit = row.unit || metric?.definition.units[0] || '';
    const kind = row.kind ?? metric?.definition.kind ?? 'increment';
    const { approximate } = row;
    take({
      place,
      sheet: row.sheet,
      metric,
      name,
      value: row.value,
      unit,
      kind,
      approximate,
      department,
      ...when,
      summary: row.summary,
      number: row.number,
    });
  }
}

/** 2025年度普法工作台账, as the sheet's name or in a line above the headings. */
function yearOfSheet({ name, rows }: Sheet): number | null {
  const titles = rows.slice(0, 5).filter(row => row.filter(cell => cell !== null).length === 1);
  const words = [name, ...titles.map(row => String(row.find(cell => cell !== null)))];
  return words.map(yearIn).find(year => year !== null) ?? null;
}

function readMatrix(sheet: Sheet, { source, proposal, take }: Reading): void {
  const context = { bureau: source.bureau, year: source.year, titles: [source.file.replace(/\.\w+$/, '')] };
  const { figures, wrongSums, unread } = figuresOfMatrix(sheet, context);
  const placeOf = (cell: string): string => `${source.file}“${sheet.name}”${cell}`;
  proposal.wrongSums.push(...wrongSums.map(({ cell, ...sum }) => ({ place: placeOf(cell), ...sum })));
  proposal.skipped.push(...unread.map(({ cell, text }) => ({ place: placeOf(cell), why: whyNotImported.noNumber(text) })));
  for (const figure of figures) {
    const place = placeOf(figure.cell);
    const found = foundIn(figure, { place, source });
    if (typeof found === 'string') proposal.skipped.push({ place, why: found });
    else take(found);
  }
}

/** Named like a 科室 of somebody else's. */
const likeDepartment = /(?:科|股|室|处|中心|大?队|所|站|办|局|部|组)$/;

/** What stands in its own row and column decides; the title only fills what neither says. */
function foundIn(figure: TableFigure, { place, source }: { place: string; source: Source }): Found | string {
  const { labels, titles } = figure;
  const others = labels.filter(one => one.kind === 'other');
  const named = others.findLast(one => !likeDepartment.test(one.text));
  const label = labels.findLast(one => one.kind === 'metric') ?? (named ? undefined : titles.findLast(one => one.kind === 'metric'));
  const name = label?.metric.name ?? named?.text;
  if (name === undefined) return whyNotImported.noMetric;
  const own = labels.findLast(one => one.kind === 'department')?.department ?? null;
  const isForeign = own === null && others.some(one => likeDepartment.test(one.text));
  const titled = titles.findLast(one => one.kind === 'department')?.department ?? null;
  const department = isForeign ? null : (own ?? titled ?? departmentOf(null, label?.ledger, source.bureau));
  if (department === null) return whyNotImported.noDepartment;
  const when = periodIn(figure);
  if (when === null) return whyNotImported.noPeriod;
  if (when.period.from > source.today) return whyNotImported.notYet;
  if (figure.value < 0) return whyNotImported.negative;
  const unit = figure.unit ?? label?.unit ?? named?.unit ?? titles.findLast(one => one.kind === 'unit')?.unit ?? label?.metric.units[0] ?? '';
  const kind = label && label.metric.kind !== 'increment' ? label.metric.kind : when.isCumulative ? 'cumulative' : 'increment';
  const metric = label ? { definition: label.metric, ledger: label.ledger } : null;
  const { value, approximate, sheet } = figure;
  const { period } = when;
  return {
    place,
    sheet,
    metric,
    name,
    value,
    approximate,
    unit,
    kind,
    department,
    period,
    isDay: period.from === period.to,
    summary: null,
    number: null,
  };
}

/** The 科室 that was written; else the one that keeps this ledger, where there is only one. */
function departmentOf(written: string | null, ledger: Ledger | undefined, bureau: Bureau): string | null {
  if (written !== null) return matchDepartment(written, bureau.departments);
  const [only, second] = ledger?.departments ?? [];
  return only !== undefined && second === undefined ? only : null;
}

/** Of two ledgers with a metric of this name, the one whose name stands beside it. */
function ownLedger(metric: string, category: string | null, bureau: Bureau): Ledger | undefined {
  return bureau.ledgers.find(ledger => ledger.name === category && ledger.metrics.some(one => one.name === metric));
}

function yearIn(file: string): number | null {
  return (
    labelsInTitle(file, { bureau: { departments: [], ledgers: [], calendar: { isWorkday: () => true, covers: () => false } }, year: null }).find(
      one => one.kind === 'year',
    )?.year ?? null
  );
}

function contentOf(found: Found, { bureau }: Source): EntryContent {
  const { metric, name, value, approximate, unit, kind, department, period, isDay, place } = found;
  const reading: MetricReading = {
    name,
    value,
    unit,
    approximate,
    raw: `${value}${unit}`,
    kind,
    isNew: metric === null,
    inferred: false,
    partOf: metric?.definition.partOf ?? null,
  };
  const section = metric?.ledger.section ?? bureau.sections.find(one => one.departments.includes(department))?.id ?? bureau.sections[0]?.id ?? '';
  return {
    ...{ section, ledger: metric?.ledger.id ?? null, category: metric?.ledger.name ?? name },
    summary: maskPersonalData(found.summary ?? metricText(reading)).text.slice(0, 500),
    ...{ date: isDay ? period.from : null, period, department, supporting: [], partners: [], metrics: [reading] },
    flags: metric === null ? ['new-metric'] : [],
    ...{ checks: [], progress: null, deadline: null, raw: place },
  };
}
