/** `{{name}}` in a prompt's text: where an input is spoken of. `offset` counts characters from the start of the text. */
export interface Place {
  name: string;
  offset: number;
}

// `\{{m1}}` is not a place: it stands for `{{m1}}` itself, which some prompts let the model write.
const anyPlace = /(\\?)\{\{([^{}\n]*)\}\}/g;

/** All places, in order; the name is whatever stands between the braces. */
export function placesIn(text: string): Place[] {
  return [...text.matchAll(anyPlace)].flatMap(({ 1: slash, 2: name = '', index }) => (slash ? [] : [{ name: name.trim(), offset: index }]));
}

/** The text with each place replaced, and `\{{…}}` as `{{…}}`. */
export function fillPlaces(text: string, replacement: (name: string) => string): string {
  return text.replace(anyPlace, (written, slash: string, name: string) => (slash ? written.slice(1) : replacement(name.trim())));
}

/** Offsets of braces that belong to no place. */
export function strayBraces(text: string): number[] {
  const rest = text.replace(anyPlace, written => ' '.repeat(written.length));
  return [...rest.matchAll(/\{\{|\}\}/g)].map(({ index }) => index);
}
