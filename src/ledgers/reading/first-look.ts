import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { withoutMaskRemnants } from '../../language/personal-data.ts';
import { type Item, readItems } from './clauses.ts';
import { readEntries } from './entries.ts';
import type { KnownNames } from './naming/known-names.ts';
import { withoutToldAgain } from './told-again.ts';

/** 初读的语境 — whose words, in which bureau, on which day. */
export interface LookContext {
  bureau: Bureau;
  department: string;
  today: LocalDate;
  namesInUse?: KnownNames;
}

/** 初读 — what could be kept of a message, before it is known what it is for. */
export interface FirstLook {
  /** Without what says where the evidence lies. */
  message: string;
  evidence: string | null;
  items: Item[];
  entries: EntryContent[];
}

export function lookAt(text: string, context: LookContext): FirstLook {
  const { message, evidence } = withoutEvidence(text);
  const items = readItems(withoutMaskRemnants(message), { today: context.today, calendar: context.bureau.calendar });
  return { message, evidence, items, entries: withoutToldAgain(readEntries(items, context)) };
}

/** The same message, once it is known that all of it tells of work, or of what is to come. */
export function lookAgain(look: FirstLook, context: LookContext & { tellsOf: 'work' | 'plan' }): FirstLook {
  return { ...look, entries: withoutToldAgain(readEntries(look.items, context)) };
}

/** 今天走访企业3家，佐证：签到表，档案盒2026-3: where the paper lies, told with the report. */
function withoutEvidence(text: string): { message: string; evidence: string | null } {
  const told = /[，,；;。\s（(]*佐证(?:材料)?[：:]\s*([^\n]{2,60}?)[）)。\s]*$/.exec(text);
  return told === null || told.index === 0 ? { message: text, evidence: null } : { message: text.slice(0, told.index), evidence: told[1] ?? null };
}

export function isPlanned({ category }: EntryContent): boolean {
  return category === '下步安排';
}

/** 几场 is a figure only to whoever answers. */
function isFigure({ value, min }: EntryContent['metrics'][number]): boolean {
  return value !== null || min !== undefined;
}

/** What was found, in short: whether anything is counted, planned, or has a figure. */
export interface Found {
  counted: boolean;
  planned: boolean;
  figures: boolean;
}

export function foundIn({ entries }: FirstLook): Found {
  return {
    counted: entries.some(entry => !isPlanned(entry)),
    planned: entries.some(isPlanned),
    figures: entries.some(entry => entry.metrics.some(isFigure)),
  };
}

/** The same in signs: figures that the bureau's ledgers define tell of work more surely than others. */
export function signsOf({ entries }: FirstLook): string[] {
  const metrics = entries.flatMap(entry => entry.metrics).filter(metric => isFigure(metric) && !metric.inferred);
  const defined = metrics.filter(metric => !metric.isNew).length;
  return [
    `defined ${Math.min(2, defined)}`,
    `new ${Math.min(2, metrics.length - defined)}`,
    `entries ${Math.min(3, entries.length)}`,
    ...(entries.some(entry => entry.ledger !== null) ? ['ledger'] : []),
    ...(entries.some(isPlanned) ? ['planned'] : []),
  ];
}
