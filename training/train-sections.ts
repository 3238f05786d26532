import type { Bureau } from '../src/bureau/bureau.ts';
import { parseInstant } from '../src/domain/date.ts';
import { readMessage } from '../src/ledgers/read-message.ts';
import { placeWork, SECTION_FEATURES, type SectionWeights, sectionFeatures, type UnplacedWork } from '../src/ledgers/reading/place-work.ts';
import { withPeople } from '../test/evals/extract.ts';
import type { Office } from '../test/evals/own-messages.ts';
import { descend } from './softmax.ts';

/** How much a large weight costs. */
const DECAY = 0.001;
const LARGEST = 127;

/** 归板块样本 — a piece of work as it is read, and the sections that are right for it. */
interface PlacedWork {
  work: UnplacedWork;
  right: readonly string[];
  hasLedger: boolean;
}

/** The work of an office; what is missing and what is planned have sections of their own, whatever their words. */
function worksOf({ people, messages }: Office, bureau: Bureau): PlacedWork[] {
  const own = withPeople(bureau, people);
  return messages.flatMap(({ text, from, at, quote, entries, intent }) => {
    if (intent !== 'report') return [];
    const read = readMessage(text, { bureau: own, reporter: from, at: parseInstant(at) ?? 0, ...(quote === undefined ? {} : { quote }) });
    return read.entries.flatMap((entry, index) => {
      const right = entries[index]?.section.split('|') ?? [];
      if (right.length === 0 || /存在问题|下步安排/.test(entry.category)) return [];
      const { raw, department, metrics, ledger } = entry;
      const work = { raw, department, names: metrics.map(({ name }) => name), units: metrics.map(({ unit }) => unit) };
      return [{ work, right, hasLedger: ledger !== null }];
    });
  });
}

/** Learns from work with a ledger, too: its words say as much. */
export function trainSections(offices: readonly Office[], bureau: Bureau): SectionWeights {
  return learned(
    offices.flatMap(office => worksOf(office, bureau)),
    bureau,
  );
}

function learned(works: readonly PlacedWork[], bureau: Bureau): SectionWeights {
  const sections = bureau.sections.filter(({ keywords, departments }) => (keywords?.length ?? 0) + departments.length > 0).map(({ id }) => id);
  const rows = works.flatMap(({ work, right }) => {
    const labels = right.map(id => sections.indexOf(id)).filter(label => label >= 0);
    return labels.length === 0 ? [] : [{ ...sectionFeatures(work, bureau), right: labels, counts: 1 / works.length }];
  });
  const weights = descend(rows, { features: SECTION_FEATURES, labels: sections.length, decay: DECAY });
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST;
  return { sections, says: Int8Array.from(weights, weight => Math.round(weight / step)) };
}

/** How often the words alone and the weights place work of no ledger right. */
export interface PlacingScore {
  works: number;
  ruled: number;
  chosen: number;
}

/** Each fifth of the offices placed by what the other four, and the sets that are only learned from, teach. */
export function crossValidateSections(offices: readonly Office[], besides: readonly Office[], bureau: Bureau, folds = 5): PlacingScore {
  const total = { works: 0, ruled: 0, chosen: 0 };
  const taught = besides.flatMap(office => worksOf(office, bureau));
  const works = offices.map(office => worksOf(office, bureau));
  for (let fold = 0; fold < folds; fold++) {
    const weights = learned([...works.filter((_, index) => index % folds !== fold).flat(), ...taught], bureau);
    for (const { work, right, hasLedger } of works.filter((_, index) => index % folds === fold).flat()) {
      if (hasLedger) continue;
      total.works++;
      if (right.includes(placeWork(work, bureau, null))) total.ruled++;
      if (right.includes(placeWork(work, bureau, weights))) total.chosen++;
    }
  }
  return total;
}
