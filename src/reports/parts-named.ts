import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { OutlineSection } from '../domain/outline.ts';
import { partsOf, type SectionStatus, sharedRun } from './draft-status.ts';

const shortcomings = /问题|不足|短板|薄弱/;

export const isAboutShortcomings = (words: string): boolean => shortcomings.test(words);

/** Words for the parts that every report has, whatever an outline calls them. */
const required: readonly (readonly [RegExp, NonNullable<OutlineSection['required']>])[] = [
  [shortcomings, 'shortcomings'],
  [/打算|下一?步|明年|来年|下一?年|思路/, 'plans'],
  [/责任人|述法|带头/, 'principal'],
];

function flattened(sections: readonly OutlineSection[]): OutlineSection[] {
  return sections.flatMap(section => [section, ...flattened(section.children)]);
}

/** The headings that a ledger goes to: those that name it, else those of its 板块 that name none. */
function fedBy({ id, section }: Ledger, outline: readonly OutlineSection[]): OutlineSection[] {
  const own = outline.filter(({ ledgers }) => ledgers.includes(id));
  return own.length > 0 ? own : outline.filter(({ sections, ledgers }) => sections.includes(section) && ledgers.length === 0);
}

/** 半年报告里的走访 is about 走访. */
const reportWords = /(?:年度?|半年|季度|月度?|周|述职|述法|工作)*(?:报告|汇报|总结|小结)(?:里|中)?/g;

/** 所说的部分 — the headings of a draft that words mean: what every report has, a heading's own words, a 板块 that several headings tell, or a ledger. */
export function partsNamed(
  draft: Draft,
  said: string,
  { outlines, sections, ledgers }: Pick<Bureau, 'outlines' | 'sections' | 'ledgers'>,
): SectionStatus[] {
  const words = said.replace(reportWords, '');
  const outline = flattened(outlines.find(({ id }) => id === draft.outline)?.sections ?? []);
  const parts = partsOf(draft).filter(({ heading }) => heading !== '');
  const need = required.find(([pattern]) => pattern.test(words))?.[1];
  const needed = new Set(outline.filter(section => section.required === need).map(({ id }) => id));
  const always = need === undefined ? [] : parts.filter(({ id }) => needed.has(id));
  if (always.length > 0) return always;
  const ofSection = sections.map(({ id, name }) => ({
    shared: sharedRun(name, words),
    feeds: outline.filter(section => section.required === null && section.sections.includes(id)),
  }));
  const ofLedger = ledgers.map(ledger => ({ shared: sharedRun(ledger.name, words), feeds: fedBy(ledger, outline) }));
  const topics = [...ofSection, ...ofLedger];
  const headings = parts.map(part => ({ part, shared: sharedRun(part.heading, words) }));
  const best = Math.max(0, ...topics.map(({ shared }) => shared), ...headings.map(({ shared }) => shared));
  if (best < 2) return [];
  const fed = new Set(topics.filter(({ shared }) => shared === best).flatMap(({ feeds }) => feeds.map(({ id }) => id)));
  return headings.filter(({ part, shared }) => shared === best || fed.has(part.id)).map(({ part }) => part);
}
