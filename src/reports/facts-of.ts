import type { Sentence } from '../domain/draft.ts';
import type { Fact } from '../writing/fact-prose.ts';

const opening = '《〈“（';
const closing = '》〉”）';

/** 一是企业走访方面 — numbering and topic of a compiled sentence, which better words say better. */
const head = /^[一二三四五六七八九十]+是[^，。；]{2,12}方面，/;

/** The clauses of a sentence; 其中 and a bare 截至 stay with what they belong to. */
function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text.charAt(at);
    if (opening.includes(character) && character !== '') depth++;
    if (closing.includes(character) && character !== '') depth = Math.max(0, depth - 1);
    const ends = at === text.length || (depth === 0 && '，；'.includes(character));
    const piece = text.slice(from, at);
    if (!ends || isOpen(piece) || /^其中/.test(text.slice(at + 1))) continue;
    clauses.push(piece);
    from = at + 1;
  }
  return clauses.filter(clause => clause !== '');
}

function isOpen(piece: string): boolean {
  return /(?:^|，)(?:截至[^，]*|其中)$/.test(piece);
}

/** 事实化 — a paragraph's sentences as facts: a model may join and order them, and write none of it. */
export function factsOf(sentences: readonly Pick<Sentence, 'text'>[]): Fact[] {
  const told = sentences.flatMap(({ text }, group) =>
    clausesOf(
      text
        .replace(/[。！]$/, '')
        .replace(head, '')
        .replace(/^[一二三四五六七八九十]+是/, ''),
    ).map(clause => ({ text: clause, group })),
  );
  return told.map((fact, at) => ({ slot: `m${at + 1}`, ...fact }));
}
