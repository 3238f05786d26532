import { dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import type { Validity } from '../domain/validity.ts';
import { byModel } from './model.ts';

function chineseDate(date: LocalDate): string {
  return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;
}

/** 《保障中小企业款项支付条例》第九条第一款, or 《……报告》二、（一） where there are no articles. */
export function reference(document: string, place: string | null): string {
  return `《${document}》${place ?? ''}`;
}

/** What is said about the validity of a cited text. */
export interface ValidityWords {
  validity: Validity;
  effectiveOn: LocalDate | null;
  /** Date of the version, where it was amended after it took effect. */
  amendedOn: LocalDate | null;
  since: LocalDate | null;
  checkedTo: LocalDate | null;
  /** False: only hearsay says that it has ended. */
  certain: boolean;
  successor: string | null;
  upcoming: { on: LocalDate; successor: string | null } | null;
}

const endedWords: Partial<Record<Validity, string>> = {
  repealed: '已废止',
  superseded: '已被取代',
  amended: '已修改',
  expired: '有效期已满',
  'changed-text-missing': '已修改，库内仍是旧文本',
  'not-yet-effective': '尚未施行',
};

/** 现行有效（2025年6月1日起施行，效力核对至2026年11月20日）; 效力待核 wherever nobody checked. */
export function validityLine(words: ValidityWords): string {
  const { validity, effectiveOn, amendedOn, since, checkedTo, successor, upcoming } = words;
  const checked = checkedTo === null ? '效力待核' : `效力核对至${chineseDate(checkedTo)}`;
  const begun = [effectiveOn === null ? '' : `${chineseDate(effectiveOn)}起施行`, amendedOn === null ? '' : `${chineseDate(amendedOn)}修改`].filter(
    part => part !== '',
  );
  const next = upcoming === null ? '' : `。注意：${upcoming.successor ?? '新的文本'}自${chineseDate(upcoming.on)}起施行`;
  const ended = endedWords[validity];
  if (ended !== undefined) {
    const when = since === null ? '' : validity === 'not-yet-effective' ? `，${chineseDate(since)}起施行` : `（${chineseDate(since)}起）`;
    return `${ended}${when}${successor === null ? '' : `，由${successor}取代`}，不能作为现行依据；${checked}`;
  }
  if (validity === 'in-force' && checkedTo !== null) return `现行有效（${[...begun, checked].join('，')}）${next}`;
  return `${[...begun, checked].join('，')}${next}`;
}

/** 版本 of a superseding text that is in the corpus: 《保守国家秘密法》（2024年2月27日版）. */
export function newerVersion(title: string, versionOn: LocalDate | null): string {
  return `《${title}》${versionOn === null ? '新文本' : `（${chineseDate(versionOn)}版）`}`;
}

/** 答复 of a provision: the conclusion first, then the words, where they stand, and whether they are law. */
export function lawAnswer(parts: {
  conclusion: string;
  quote: string;
  reference: string;
  validity: string | null;
  further: readonly string[];
  /** Provisions that may as well be the answer, with their own words. */
  rivals?: readonly { reference: string; words: string }[];
  hints: readonly string[];
}): string {
  const conclusion = /[。！？]$/.test(parts.conclusion) ? parts.conclusion : `${parts.conclusion}。`;
  const isWholeQuote = parts.quote === parts.conclusion || parts.quote === conclusion;
  const quoted = isWholeQuote ? [] : [`> “${parts.quote.split('\n').join('\n> ')}”`];
  const near = (parts.rivals ?? []).map(({ reference: where, words }) => `- ${where}（“${words}”）`);
  const rivals = near.length === 0 ? [] : ['不一定就是这一条，也可能是：', ...near];
  const further = parts.further.length === 0 ? [] : [`另见${parts.further.join('、')}。`];
  const validity = parts.validity === null ? [] : [parts.validity.replace(/。?$/, '。')];
  // Quotation marks tell the law's own words from ours, also where they are all there is.
  return [
    isWholeQuote ? `**“${conclusion}”**` : `**${conclusion}**`,
    ...quoted,
    parts.reference,
    ...validity,
    ...rivals,
    ...further,
    ...parts.hints,
  ].join('\n');
}

/** Where a checked sentence stands; the document's name is not said again where the sentence before named it. */
export function citedReference({ title, article, isRepeated }: { title: string; article: string | null; isRepeated: boolean }): string {
  return isRepeated && article !== null ? `（${article}）` : `（${reference(title, article)}）`;
}

/** Quoted words inside a sentence; an item of a list comes with the list's opening words. */
export function citedQuote(quote: string, intro: string | null, where: string): string {
  return `${intro === null ? '' : `“${intro}”`}“${quote}”${where}`;
}

/** A law answer in a model's words: the checked sentences, then how each document stands. */
export function composedLaw({
  sentences,
  documents,
}: {
  sentences: readonly string[];
  documents: readonly { title: string; validityLine: string }[];
}): string {
  const standing = documents.map(({ title, validityLine }) => `${documents.length > 1 ? `《${title}》` : ''}${validityLine.replace(/。?$/, '。')}`);
  return [...sentences, ...standing, byModel, seeWholeArticle].join('\n');
}

export const seeWholeArticle = '回“看原文”看整条和前后条。';

/** A second question of one message that the quoted words do not decide. */
export function askSeparately(asked: string): string {
  return `您还问了“${asked}”，以上没有回答这一问，请单独再问一次。`;
}

/** Further hints stand before the closing one. */
export function withLastHint(text: string, hints: readonly string[]): string {
  const body = text.endsWith(`\n${seeWholeArticle}`) ? text.slice(0, -seeWholeArticle.length - 1) : text;
  return [body, ...hints, ...(body === text ? [] : [seeWholeArticle])].join('\n');
}

export function mentionedArticle(article: string): string {
  return `您提到的${article}，现行文本讲的是另一事项，以上条为准。`;
}

export function olderVersionHint(year: number): string {
  return `您提到的${year}年文本已被取代，以上按现行文本。`;
}

/** Said when a law that has changed would have fitted better than what is cited. */
export function changedAside(title: string): string {
  return `《${title}》也涉及此事，但已失效或已修改、库内没有新文本，未予引用。`;
}

function whomToAsk(contact: string | null): string {
  return contact === null ? '可咨询本局法规工作机构或主管部门。' : `可咨询：${contact}。`;
}

const toBeAdded = '> 已列入待补文件清单，有了依据再回复您。';

/** 没有查到依据 — nothing in the corpus decides it. */
export function notFound(topic: string, contact: string | null): string {
  return [`**没有查到依据**｜已入库文件中没有“${topic}”的规定，我不作推测，请勿据此答复企业。`, whomToAsk(contact), toBeAdded].join('\n');
}

/** A past year's figure that no report in the corpus holds. */
export function noReportedFigure(topic: string, contact: string | null): string {
  return [`**没有查到**｜已入库的历年报告里没有“${topic}”这个数，我不作推测。`, whomToAsk(contact)].join('\n');
}

/** A local matter on which only national law is in the corpus. */
export function noLocalRule(topic: string, contact: string | null): string {
  return [
    `**没有查到依据**｜已入库的本地文件中没有“${topic}”的规定，国家层面的规定不能代替本地标准，我不作推测。`,
    whomToAsk(contact),
    toBeAdded,
  ].join('\n');
}

/** 《企业法》: no document of that name is known. */
export function noSuchDocument(name: string, candidates: readonly string[], contact: string | null): string {
  const guess = candidates.length === 0 ? '' : `名称相近的有${candidates.map(title => `《${title}》`).join('、')}，请确认是哪一部后再问。`;
  return [
    `**没有查到依据**｜已入库文件和效力表中没有名为《${name}》的文件，请核对名称，我不作推测。`,
    ...(guess === '' ? [] : [guess]),
    whomToAsk(contact),
  ].join('\n');
}

/** The document exists, but its text was never read in. */
export function textMissing(
  name: string,
  details: { since: LocalDate | null; status: Validity; successor: string | null; checkedTo: LocalDate | null; asOf: LocalDate },
  contact: string | null,
): string {
  const ended = endedWords[details.status];
  const day = details.since === null ? '' : chineseDate(details.since);
  const state =
    ended !== undefined
      ? `${ended}${day === '' ? '' : `（${day}起）`}${details.successor === null ? '' : `，现应看${details.successor}`}`
      : day === ''
        ? ''
        : `${day}${(details.since ?? '') > details.asOf ? '才' : ''}起施行`;
  const checked = details.checkedTo === null ? '（待核）' : `（核对至${chineseDate(details.checkedTo)}）`;
  return [
    `**没有收录正文**｜《${name}》${state}${state === '' ? '' : checked}，库内没有它的正文，条文内容我不凭记忆作答。`,
    '请以官方公布文本为准。',
    whomToAsk(contact),
    toBeAdded,
  ].join('\n');
}

/** The law is known to have changed or ended, so its old text decides nothing any more. */
export function changedLaw(name: string, words: ValidityWords, inCorpus: boolean, contact: string | null): string {
  const day = words.since === null ? '' : `自${chineseDate(words.since)}起`;
  const successor = words.successor === null ? '' : `现应看${words.successor}`;
  const state: Partial<Record<Validity, string>> = {
    repealed: `${day}已废止`,
    superseded: `${day}已被取代`,
    expired: `${day}期满失效`,
    amended: `${day}已修改`,
    'changed-text-missing': `${day}已修改，条号和内容可能都变了`,
  };
  const checked = words.checkedTo !== null ? `（效力核对至${chineseDate(words.checkedTo)}）` : words.certain ? '' : '（尚待核实）';
  const missing = inCorpus ? '' : '库内还没有新文本，旧条文和金额不能再引用，请以官方公布的新文本为准。';
  return [
    `**不能按旧文本办**｜${words.certain ? '' : '据了解，'}《${name}》${[state[words.validity] ?? '效力有变', successor].filter(part => part !== '').join('，')}${checked}。`,
    ...(missing === '' ? [] : [missing]),
    whomToAsk(contact),
    ...(inCorpus ? [] : [toBeAdded]),
  ].join('\n');
}

/** The document has no such article. */
export function noSuchArticle(name: string, article: string, last: string | null, contact: string | null): string {
  return [`**没有这一条**｜入库的《${name}》没有${article}${last === null ? '' : `，最后一条是${last}`}，请核对条号。`, whomToAsk(contact)].join(
    '\n',
  );
}

export const refusals = {
  prediction: '**这个答不了**｜结果还没有发生，我不作预测，也不代替法院、主管机关或考核单位下结论。',
  secret: '**这个不能在这里问**｜涉密和内部敏感材料小法不读、不存、不答，请走规定渠道，或联系局保密员。',
  undisclosed: '**没有查到依据**｜这不是法规政策问题，已入库文件里没有这类数据，未公开的信息我不提供、不推测。',
} as const;

export function refusal(kind: keyof typeof refusals, contact: string | null): string {
  return kind === 'secret' ? refusals.secret : [refusals[kind], whomToAsk(contact)].join('\n');
}

/** A figure from a past report. */
export function reportAnswer(parts: { sentence: string; reference: string; year: number | null }): string {
  return [
    `**${/[。！？]$/.test(parts.sentence) ? parts.sentence : `${parts.sentence}。`}**`,
    parts.reference,
    '以上是报告原话，口径以报告为准；今年的数请直接问“今年……多少”。',
  ].join('\n');
}

/** A figure that a report hides behind asterisks. */
export function maskedFigure(parts: { sentence: string; reference: string }): string {
  return [
    '**报告里有这一项，但数字被遮盖（*号），查不到实际数，我不作推测。**',
    `> “${parts.sentence}”`,
    parts.reference,
    '需要实际数请找报告的起草单位。',
  ].join('\n');
}

/** 看原文 — the whole article between its neighbours. */
export function originalText(parts: {
  document: string;
  path: readonly string[];
  article: string | null;
  text: string;
  before: string | null;
  after: string | null;
  validity: string | null;
}): string {
  const heading = [`《${parts.document}》`, ...parts.path].join(' ');
  const neighbours = [parts.before === null ? '' : `> 上一条　${parts.before}`, parts.after === null ? '' : `> 下一条　${parts.after}`].filter(
    line => line !== '',
  );
  return [
    `**${heading}**`,
    `${parts.article === null ? '' : `${parts.article}　`}${parts.text}`,
    ...(parts.validity === null ? [] : [parts.validity]),
    ...neighbours,
  ].join('\n');
}

/** 转发版 — plain text that may leave for an enterprise: the provision, what it is worth, whom to call; nobody's name, nothing internal. */
export function forwardable(parts: { reference: string; quote: string; validity: string; phone: string | null }): string {
  return [
    `${parts.reference}规定：“${parts.quote}”`,
    `${parts.validity.replace(/。?$/, '。')}`,
    `以上仅供参考，以主管部门答复为准。${parts.phone === null ? '' : `咨询电话：${parts.phone}。`}`,
  ].join('\n');
}

export const forwardOwnPaper = '这条依据是本单位自己入库的文件，请先确认可以公开，再转发上面这段。';

export const notForwardable = '上一条答复出自内部报告，不作转发版；对外请用已公开的文件。';

/** Before an answer by the text of a past day. */
export function asOfPrefix(date: LocalDate): string {
  return `按${chineseDate(date)}时的文本：`;
}

export const askCurrent = '这是当时的规定；现在怎么规定，请去掉年份再问一次。';

/** Two provisions may speak of one matter; which goes before, should they differ. */
export function precedence(rule: 'level' | 'special' | 'newer', first: string): string {
  const rules = {
    level: '上位法优于下位法（《立法法》第九十九条）',
    special: '特别规定优于一般规定（《立法法》第一百零三条）',
    newer: '新的规定优于旧的规定（《立法法》第一百零三条）',
  };
  return `以上各处规定不一致的，先看${first}：${rules[rule]}。`;
}
