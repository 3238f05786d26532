/** A piece of a generated text: words of its own, or a place that code fills in. */
export type Piece = { words: string; slot?: never } | { slot: string; words?: never };

const slot = /\{\{\s*([a-z]{1,2}\d{1,3})\s*\}\}/g;

/** 占位 — the words and the `{{m1}}` of a text, in order; braces of any other kind stay words. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: written, 1: name = '', index } of text.matchAll(slot)) {
    if (index > done) pieces.push({ words: text.slice(done, index) });
    pieces.push({ slot: name });
    done = index + written.length;
  }
  if (done < text.length) pieces.push({ words: text.slice(done) });
  return pieces;
}

export function slotsIn(text: string): string[] {
  return piecesOf(text).flatMap(piece => piece.slot ?? []);
}

/** The words outside every slot; slots leave a gap that no rule reads across. */
export function freeWords(text: string): string {
  return piecesOf(text)
    .map(piece => piece.words ?? ' ')
    .join('');
}

/** The text with its slots filled in; an unknown one stays as it was written. */
export function fillSlots(text: string, values: ReadonlyMap<string, string>): string {
  return piecesOf(text)
    .map(piece => piece.words ?? values.get(piece.slot) ?? `{{${piece.slot}}}`)
    .join('');
}

const closing = '”’）》〉';

/** Sentences of a generated text: they end at 。！？； or a line break, with the marks that close behind it. */
export function slotSentences(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!'。！？；\n'.includes(text.charAt(at))) continue;
    let end = at + 1;
    while (closing.includes(text.charAt(end)) && end < text.length) end++;
    sentences.push(text.slice(from, end));
    from = end;
    at = end - 1;
  }
  sentences.push(text.slice(from));
  return sentences.map(sentence => sentence.trim()).filter(sentence => sentence !== '');
}
