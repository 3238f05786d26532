import type { Citation } from '../../domain/citation.ts';
import { fillSlots, slotsIn } from '../../language/grounding/slots.ts';
import { citedQuote, citedReference, composedLaw } from '../../wording/law.ts';
import type { AskOptions, Corpus, Quotation } from '../corpus.ts';
import { lawSentences } from './check-law-text.ts';
import type { LawMaterial, UsableProvision } from './law-material.ts';

/** 成文 — a law text with its slots filled in from the corpus, and what it cites, in the order in which it does. */
export interface ComposedLaw {
  text: string;
  citations: Citation[];
}

interface Rendering {
  material: LawMaterial;
  asked: ReadonlyMap<string, string>;
  corpus: Corpus;
  options: AskOptions;
}

/** The words as the corpus has them now; undefined when they are not letter by letter in it any more. */
function quotationOf(provision: UsableProvision, words: string, { corpus, options }: Rendering): Quotation | undefined {
  return corpus.quote(provision.provisionId, words, options);
}

/** A sentence with its quotations and references; the name of a document is said once in a row. */
function fillSentence(sentence: string, previous: { title: string }, rendering: Rendering): { text: string; quotations: Quotation[] } | null {
  const { material, asked } = rendering;
  const values = new Map(asked);
  const quotations: Quotation[] = [];
  for (const slot of slotsIn(sentence)) {
    const provision = material.provisions.find(one => one.slot === slot || one.sentences.some(quoted => quoted.slot === slot));
    if (!provision) continue;
    const quoted = provision.sentences.find(one => one.slot === slot);
    const found = quotationOf(provision, quoted?.text ?? provision.text, rendering);
    if (!found) return null;
    const where = citedReference({
      title: provision.title,
      article: quoted ? found.citation.article : provision.article,
      isRepeated: previous.title === provision.title,
    });
    previous.title = provision.title;
    values.set(slot, quoted ? citedQuote(quoted.text, quoted.intro, where) : where);
    if (quoted) quotations.push(found);
  }
  const filled = fillSlots(sentence, values);
  return { text: /[。！？；]$/.test(filled) ? filled : `${filled}。`, quotations };
}

/** Null when the corpus no longer holds the words: the rules' own answer stands then. */
export function renderLawText(text: string, rendering: Rendering): ComposedLaw | null {
  const previous = { title: '' };
  const sentences = lawSentences(text).map(sentence => fillSentence(sentence, previous, rendering));
  const filled = sentences.filter(sentence => sentence !== null);
  if (filled.length < sentences.length) return null;
  const quotations = filled.flatMap(sentence => sentence.quotations);
  const documents = [...new Map(quotations.map(one => [one.citation.documentId, one])).values()];
  return {
    text: composedLaw({
      sentences: filled.map(sentence => sentence.text),
      documents: documents.map(({ citation, validityLine }) => ({ title: citation.document, validityLine })),
    }),
    citations: [...new Map(quotations.map(({ citation }) => [`${citation.provisionId} ${citation.quote}`, citation])).values()],
  };
}
