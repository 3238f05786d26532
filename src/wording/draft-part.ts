import { dayOf, type LocalDate, monthOf } from '../domain/date.ts';
import { shortened } from './report.ts';

/** 一句 — as the draft says it, with the numbers of the records behind it. */
export interface SentenceSaid {
  text: string;
  records: readonly string[];
}

/** 一段 — what the chat needs to know of one part of a draft. */
export interface PartSaid {
  heading: string;
  isMissing: boolean;
  sentences: readonly SentenceSaid[];
  blanks: readonly string[];
  unmatched: readonly string[];
  stale: readonly string[];
  ask: readonly string[];
}

interface DraftOfPart {
  name: string;
  asOf: LocalDate;
}

/** More records behind one sentence than this are told by their count. */
const MOST_RECORDS = 4;
/** One screen of a phone, a few times over. */
const MOST_PARTS = 4;
const MOST_LETTERS = 1600;

function withRecords({ text, records }: SentenceSaid): string {
  if (records.length === 0) return text;
  const more = records.length > MOST_RECORDS ? `等${records.length}条` : '';
  return `${text}〔${records.slice(0, MOST_RECORDS).join('、')}${more}〕`;
}

function openLines({ blanks, unmatched, stale }: PartSaid): string[] {
  return [
    ...(blanks.length > 0 ? [`> 数字待补：${blanks.join('、')}`] : []),
    ...(unmatched.length > 0 ? [`> 出处待核：${unmatched.join('、')}（没有记录这样说）`] : []),
    ...stale.map(why => `> 待核：${why}`),
  ];
}

function waits({ heading, ask }: PartSaid): string {
  return `**${heading}**｜没有记录，不编写，请${ask.join('、') || '责任科室（未定）'}提供材料`;
}

function partText(part: PartSaid, letters: number): string {
  if (part.isMissing) return waits(part);
  return [`**${part.heading}**`, shortened(part.sentences.map(withRecords).join(''), letters), ...openLines(part)].join('\n');
}

const madeOf = ({ name, asOf }: DraftOfPart): string => `${name}初稿，截至${monthOf(asOf)}月${dayOf(asOf)}日，未经审核`;

/** 起草行政执法这一段: the words of the draft, each sentence with its records. */
export function partsSaid(parts: readonly PartSaid[], draft: DraftOfPart, further: readonly string[]): string {
  const told = parts.slice(0, MOST_PARTS);
  return [
    `${madeOf(draft)}。〔〕里是记录编号，回编号看那一条。`,
    ...told.map(part => partText(part, Math.floor(MOST_LETTERS / told.length))),
    ...further,
    `> 全文回“生成${draft.name}”。`,
  ].join('\n');
}

/** 存在问题给我三条: how many there are on record, where fewer than wanted. */
export function fewerThanWanted(wanted: number, found: number): string {
  return `> 要${wanted}条，记录里有依据的${found === 0 ? '没有' : `只有${found}条`}，其余不编，请责任科室报了再写。`;
}

/** 列个提纲: every heading with what can be said under it. */
export function outlineSaid(parts: readonly PartSaid[], draft: DraftOfPart): string {
  const lines = parts.map(part => {
    if (part.isMissing) return `**${part.heading}**｜待补，请${part.ask.join('、') || '责任科室（未定）'}提供`;
    const [first] = part.sentences;
    const more = part.sentences.length > 1 ? `（共${part.sentences.length}句）` : '';
    return `**${part.heading}**｜${first ? shortened(withRecords(first), 150) : ''}${more}`;
  });
  return [
    `**${draft.name}提纲和可用的数**｜截至${monthOf(draft.asOf)}月${dayOf(draft.asOf)}日，未经审核`,
    ...lines,
    '> 每个数的出处见所附文件；要哪一段回“写XX这一段”。',
  ].join('\n');
}

/** 起草“食堂”这一段, of a report that has no such part. */
export function noPartNamed(name: string, about: string, headings: readonly string[]): string {
  return [`${name}里没有对上“${about}”的部分，没有起草。现有：`, ...headings, '> 回“写XX这一段”，XX用上面的标题。'].join('\n');
}
