import type { Bureau } from '../bureau/bureau.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import type { DraftRequest } from './keep-draft.ts';
import { titleKnower } from './known-titles.ts';
import { plansFor } from './last-years-plans.ts';
import { publishedFigures } from './published-figures.ts';

/** What the corpus has for a draft: which titles there are, what last year's report planned, and the figures that it published. */
export function draftSources(
  corpus: Corpus,
  { bureau, reader }: { bureau: Bureau; reader: string },
): Required<Pick<DraftRequest, 'knowsTitle' | 'plans' | 'lastYear'>> {
  return {
    knowsTitle: titleKnower(corpus, reader),
    plans: year => plansFor(corpus, reader, year),
    lastYear: today => publishedFigures(corpus, { bureau, reader, today }),
  };
}
