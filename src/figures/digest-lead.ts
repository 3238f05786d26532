import type { Bureau } from '../bureau/bureau.ts';
import { violations } from '../language/grounding/free-word-violations.ts';
import { slotsIn } from '../language/grounding/slots.ts';
import { otherWork } from '../ledgers/other-work.ts';
import type { Instant } from '../lib/clock.ts';
import type { Models } from '../models/models.ts';
import type { DigestContent } from '../wording/digest.ts';
import { checkFactProse, type Fact, factsText, tellFacts } from '../writing/fact-prose.ts';
import { writeChecked } from '../writing/write-checked.ts';

/** As much as a leader reads before the list itself. */
const MOST_TOLD = 4;
const MOST_FACTS = 15;

/** 周览导语 — the same digest with a sentence or two on top, which a model chose from its own lines; where it was asked in vain, that is noted. */
export async function withLead(
  content: DigestContent,
  { models, bureau, deadline }: { models: Models; bureau: Bureau; deadline: Instant },
): Promise<DigestContent> {
  const lines = content.sections.flatMap(section => section.lines).slice(0, MOST_FACTS);
  const facts: Fact[] = lines.map((text, group) => ({ slot: `m${group + 1}`, text, group }));
  if (facts.length < 2) return content;
  const people = bureau.members.map(({ name }) => name);
  const names = [...people, ...bureau.departments.map(({ name }) => name)];
  const prose = { facts, isComplete: false, heading: '', names, foreign: (words: string, text: string) => otherWork(words, text, bureau) };
  const written = await writeChecked(models, {
    ...{ prompt: 'digest', asker: 'schedule', deadline, inputs: fault => ({ facts: factsText(facts, people), fault }) },
    check(text, frame) {
      const tooMuch = slotsIn(text).length > MOST_TOLD ? violations('form', ['']) : [];
      const found = [...tooMuch, ...checkFactProse(text, frame, prose)];
      return found.length > 0
        ? { violations: found }
        : {
            value: tellFacts(text, facts)
              .map(told => told.text)
              .join(''),
          };
    },
  });
  return { ...content, lead: written.outcome === 'taken' ? written.value : null };
}
