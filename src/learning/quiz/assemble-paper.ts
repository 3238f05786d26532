import type { QuizKind, QuizQuestion } from '../../domain/quiz.ts';
import { inTurn, seededOrder } from '../seeded-order.ts';
import { type Shelf, studyTexts } from '../shelf.ts';
import { questionsFrom } from './make-questions.ts';

/** What people learn most from first; half of a paper at most is to be judged true or false. */
const kinds: readonly QuizKind[] = ['period', 'figure', 'authority', 'yes-no'];

/** 组卷 — which questions, of which laws. */
export interface PaperRequest {
  count: number;
  studyList: readonly string[];
  /** Makes this paper other than another of the same texts. */
  seed: string;
  /** Keys and provisions of the term's earlier questions. */
  used: ReadonlySet<string>;
}

/** The laws in turn, so that no single one fills the paper. */
function byLaw(questions: readonly QuizQuestion[], seed: string): QuizQuestion[] {
  const laws = new Map<string, QuizQuestion[]>();
  for (const question of seededOrder(questions, seed, ({ key }) => key)) {
    const law = question.reference.replace(/》.*$/, '');
    laws.set(law, [...(laws.get(law) ?? []), question]);
  }
  return inTurn(seededOrder([...laws], seed, ([law]) => law).map(([, list]) => list));
}

/** Questions whose keys are proven, none used before and no two of one provision; fewer than asked for when there are no more. */
export function assemblePaper(shelf: Shelf, { count, studyList, seed, used }: PaperRequest): QuizQuestion[] {
  const fresh = studyTexts(shelf, studyList)
    .flatMap(document => questionsFrom(shelf, document))
    .filter(({ key, provisionId }) => !used.has(key) && !used.has(provisionId));
  const queues = kinds.map(kind =>
    byLaw(
      fresh.filter(question => question.kind === kind),
      `${seed}${kind}`,
    ),
  );
  const chosen: QuizQuestion[] = [];
  const asked = new Set<string>();
  for (const question of inTurn(queues)) {
    if (chosen.length === count || asked.has(question.provisionId)) continue;
    asked.add(question.provisionId);
    chosen.push(question);
  }
  return chosen.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
