import type { Bureau } from '../bureau/bureau.ts';
import type { Paragraph } from '../domain/draft.ts';
import type { OutlineSection, ReportKind } from '../domain/outline.ts';
import { placeholderText } from '../wording/draft-prose.ts';

/** The 科室 that answer for a heading, in the bureau's fixed order: the outline's, else those of its cases, else the section's, else those of its ledgers. */
export function departmentsOf(heading: OutlineSection, bureau: Bureau): string[] {
  const reporting = bureau.departments.filter(department => department.reports).map(department => department.name);
  const known = (names: readonly string[]): string[] => reporting.filter(name => names.includes(name));
  const ofSections = bureau.sections.filter(section => heading.sections.includes(section.id)).flatMap(section => section.departments);
  const ofLedgers = bureau.ledgers.filter(ledger => feeds(heading, ledger)).flatMap(ledger => ledger.departments);
  const ofCases = bureau.cases.filter(({ id }) => heading.cases.includes(id)).flatMap(kind => kind.departments);
  return [heading.departments, ofCases, ofSections, ofLedgers].map(known).find(names => names.length > 0) ?? [];
}

function feeds(heading: OutlineSection, ledger: { id: string; section: string }): boolean {
  return heading.ledgers.length > 0 ? heading.ledgers.includes(ledger.id) : heading.sections.includes(ledger.section);
}

/** In a week or a month it is usual that a section has nothing. */
const shortKinds: ReadonlySet<ReportKind> = new Set(['quarter', 'month', 'week']);

/** A paragraph that says that there is no material, whom to ask and for what. */
export function placeholder(heading: OutlineSection, bureau: Bureau, kind: ReportKind): Paragraph {
  const ask = departmentsOf(heading, bureau);
  const cases = bureau.cases.filter(({ id }) => heading.cases.includes(id));
  const wanted = [...cases, ...bureau.ledgers.filter(ledger => feeds(heading, ledger))].map(({ name }) => name);
  const text = placeholderText(ask, wanted, shortKinds.has(kind));
  return { id: heading.id, origin: 'placeholder', ask, sentences: [{ text, figures: [], entries: [], stale: null }] };
}
