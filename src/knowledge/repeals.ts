import { normaliseTitle } from './document-title.ts';

/** 废止 — the whole documents that a closing article repeals (`《……条例》同时废止`); parts of documents and articles are left out. */
export function repealedTitles(text: string): string[] {
  const titles: string[] = [];
  for (const sentence of text.split(/(?<=[。；\n])/)) {
    if (!/(?:同时|即行|予以|随即)废止|同时失效|停止(?:执行|施行)/.test(sentence)) continue;
    for (const match of sentence.matchAll(/《((?:[^《》]|《[^《》]*》)+)》([^《]*)/g)) {
      if (/^[^，。；]*(?:第[^，。；]*条|中的|有关|所附)/.test(match[2] ?? '')) continue;
      titles.push(normaliseTitle(match[1] ?? ''));
    }
  }
  return titles;
}
