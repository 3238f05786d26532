import { asSeen, numbersSeen } from './normal-form.ts';

/** What a law reply may rest on. */
export interface LawTruth {
  question: string;
  /** What the rules themselves answer: every line of it is fair. */
  rulesAnswer: string;
  provisions: readonly { title: string; article: string | null; text: string }[];
  /** Titles of law that is no law any more. */
  repealed: readonly string[];
  /** Our instructions. */
  frame: string;
}

const fixed = /以上由模型组织语言，引文逐字核对过，以条文为准。|回“看原文”看整条和前后条。|（未用模型作答）|您问的是“[^”]*”。/g;

function runsOf(text: string, length: number): Set<string> {
  const plain = asSeen(text).replace(/[^\u4e00-\u9fff]/g, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - length + 1) }, (_, at) => plain.slice(at, at + length)));
}

/** 独立核验：法规答复 — what is wrong in a reply to a question about law, read as a person reads it. Knows nothing of the gates. */
export function wrongInLawReply(reply: string, truth: LawTruth, lies: readonly string[]): string[] {
  const fair = new Set(truth.rulesAnswer.split('\n').map(asSeen));
  const own = reply
    .split('\n')
    .filter(line => !fair.has(asSeen(line)))
    .join('\n')
    .replace(fixed, '');
  const seen = asSeen(own);
  const texts = truth.provisions.map(({ text }) => asSeen(text));
  const wrong: string[] = [];
  for (const lie of lies) if (asSeen(lie) !== '' && seen.includes(asSeen(lie))) wrong.push(`lie: ${lie}`);
  for (const [, quote = ''] of seen.matchAll(/“([^”]*)”/g))
    if (!texts.some(text => text.includes(quote)) && !asSeen(truth.question).includes(quote)) wrong.push(`quote: ${quote}`);
  // Every reference is to a provision that exists; a bare （第五条） to the document named before it.
  let title = '';
  for (const [, named = title, article = ''] of seen.matchAll(/(?:《([^》]+)》)?(第[^条》“”]{1,9}条)?/g)) {
    if (named === title && article === '') continue;
    title = named;
    const known = truth.provisions.filter(one => asSeen(one.title) === title);
    if (known.length === 0) wrong.push(`title: ${title}`);
    else if (article !== '' && !known.some(one => one.article === article)) wrong.push(`article: ${title}${article}`);
  }
  for (const old of truth.repealed) if (seen.includes(asSeen(old))) wrong.push(`repealed: ${old}`);
  // Outside quotations, references and lines on validity no number is the reply's own to say.
  const unquoted = own
    .replace(/“[^”]*”/g, '')
    .replace(/（(?:《[^》]*》)?第[^（）]*条[^（）]*）/g, '')
    .replace(/^.*(?:现行有效|效力待核).*$/gm, '')
    .replace(/《[^》]*》/g, '');
  const asked = new Set(numbersSeen(truth.question).map(({ value, behind }) => `${value}${behind}`));
  for (const number of numbersSeen(unquoted.replace(/[一二三四]是|统一|一律|一般|进一步|一方面|一并|一定/g, ''))) {
    if (!asked.has(`${number.value}${number.behind}`)) wrong.push(`number: ${number.before}${number.value}${number.behind}`);
  }
  const data = runsOf([truth.question, ...truth.provisions.map(({ text }) => text)].join('\n'), 10);
  const instructions = runsOf(truth.frame, 10);
  for (const run of runsOf(own, 10)) if (instructions.has(run) && !data.has(run)) wrong.push(`frame: ${run}`);
  if (/https?:|&#|<[a-z]|[\u200b-\u200f\u202a-\u202e]/i.test(reply)) wrong.push('markup');
  if (/1[3-9]\d{9}|\d{17}[\dX]/.test(asSeen(reply).replace(/[^0-9X]/g, ' '))) wrong.push('personal data');
  return wrong;
}

function statements(text: string): string[] {
  return numbersSeen(text).map(({ before, value, behind }) => `${before}|${value}|${behind}`);
}

/** 独立核验：报告 — what is wrong in a section as it was put into other words, beside the sentences it was compiled as. */
export function wrongInSection(written: string, compiled: string, lies: readonly string[]): string[] {
  const wrong: string[] = [];
  const seen = asSeen(written);
  for (const lie of lies) if (asSeen(lie) !== '' && seen.includes(asSeen(lie))) wrong.push(`lie: ${lie}`);
  // The same figures, of the same things, in the same order: neither swapped nor lost nor doubled.
  const plain = (text: string): string => text.replace(/[一二三四五六七八九十]+是|进一步|统一|一律|一体/g, '');
  const said = statements(plain(written));
  const meant = statements(plain(compiled));
  if (said.join(' ') !== meant.join(' ')) wrong.push(`figures: ${said.find((one, at) => one !== meant[at]) ?? `${said.length} of ${meant.length}`}`);
  const titles = (text: string): string => (asSeen(text).match(/《[^》]*》?/g) ?? []).join('');
  if (titles(written) !== titles(compiled)) wrong.push('titles');
  if (/https?:|&#|<[a-z]|[\u200b-\u200f\u202a-\u202e]|[{}]/i.test(written)) wrong.push('markup');
  return wrong;
}
