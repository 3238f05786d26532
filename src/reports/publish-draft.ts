import type { Clearance, Draft, DraftSection, Sentence } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { companyHidden, notCleared, onlyFinals, stillBlank } from '../wording/publish.ts';
import { partsOf } from './draft-status.ts';
import { headingNumber } from './ordinals.ts';

const prefix = 'public:';

/** The public copy as a file, made when somebody downloads it. */
export function publicFile({ id, title, revision }: Pick<Draft, 'id' | 'title' | 'revision'>): OutgoingFile {
  return { name: `${title}（公开版）.docx`, id: `${prefix}${id}@${revision}` };
}

/** The id of the draft's own file that a public copy is made of; undefined for another kind of file. */
export function publishedDraftId(fileId: string): string | undefined {
  return fileId.startsWith(prefix) ? `draft:${fileId.slice(prefix.length)}` : undefined;
}

/** Names that end like a company's, from the last stop, bracket or other company on: rather a word too many hidden than half a name left. */
const company =
  /(?:(?!公司|集团|合作社)[一-龥A-Za-z0-9·]|（[一-龥]{2,4}）|\([一-龥]{2,4}\)){2,30}?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团(?!化)|合作社)/g;
const kindOnly = /^(?:集团(?:公司)?|合作社)$/;

/** Words in front of a name that are not part of it. */
const verbs = /^.*(?:帮助|协助|推动|指导|支持|服务|走访|解决|联系|组织|引导|督促|会同|联合|邀请|协调|检查|培育|调研|召开|举办|其中|企业)(?=.{2})/;
const joining = /^(?:我局|本局|分别|主动|积极|先后|已|共|并)*(?:对|为|由|在|向|给|到|从|与|和|及|以及|同|了)+(?=.{4})/;

function beforeName(found: string): string {
  const before = verbs.exec(found)?.[0] ?? '';
  return before + (joining.exec(found.slice(before.length))?.[0] ?? '');
}

const severalHidden = new RegExp(`${companyHidden}(?:、${companyHidden})+`, 'g');

/** Headings that nothing is left under are not printed, and the others are numbered anew. */
function withoutEmpty(sections: readonly DraftSection[]): DraftSection[] {
  const isTold = (section: DraftSection, at: number): boolean => {
    if (section.paragraphs.some(paragraph => paragraph.sentences.length > 0)) return true;
    const end = sections.findIndex((other, place) => place > at && other.level <= section.level);
    const below = sections.slice(at + 1, end < 0 ? undefined : end);
    return below.some(other => other.paragraphs.some(paragraph => paragraph.sentences.length > 0));
  };
  const counters: number[] = [];
  return sections.filter(isTold).map(section => {
    if (section.level === 0) return section;
    counters.length = section.level;
    const number = (counters[section.level - 1] ?? 0) + 1;
    counters[section.level - 1] = number;
    const words = section.heading.replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)/, '');
    return { ...section, heading: `${headingNumber(section.level, number)}${words}` };
  });
}

/** A text without the names of companies, and what was taken out. */
export function hideCompanies(text: string): { text: string; removed: string[] } {
  const removed: string[] = [];
  const hidden = text.replace(company, found => {
    const before = beforeName(found);
    if (kindOnly.test(found.slice(before.length))) return found;
    removed.push(found.slice(before.length));
    return `${before}${companyHidden}`;
  });
  return { text: hidden.replace(severalHidden, companyHidden), removed };
}

/** 保密审查 — recorded for the final as it was read; any later version has to be read again. */
export function clearDraft(draft: Draft, clearance: Omit<Clearance, 'revision'>): Draft {
  if (draft.state !== 'final') throw new AppError('conflict', onlyFinals(draft.title));
  return { ...draft, clearance: { ...clearance, revision: draft.revision } };
}

/** 公开版 — a final that passed 保密审查, without company names, entry ids or marks; throws in plain words when it may not be made. */
export function publicCopy(draft: Draft): { draft: Draft; removed: string[] } {
  if (draft.state !== 'final') throw new AppError('conflict', onlyFinals(draft.title));
  const { clearance } = draft;
  if (!clearance?.isPassed || clearance.revision !== draft.revision) throw new AppError('not-permitted', notCleared(draft.title, clearance));
  const blank = partsOf(draft).filter(({ blanks }) => blanks.length > 0);
  if (blank.length > 0)
    throw new AppError(
      'conflict',
      stillBlank(
        draft.title,
        blank.map(({ heading }) => heading),
      ),
    );
  const removed: string[] = [];
  const hide = (sentence: Sentence): Sentence => {
    const { text, removed: names } = hideCompanies(sentence.text);
    removed.push(...names);
    return { text, figures: [], entries: [], stale: null, ...(sentence.byModel ? { byModel: true as const } : {}) };
  };
  const sections = draft.sections.map(section => ({
    ...section,
    paragraphs: section.paragraphs
      .filter(paragraph => paragraph.origin !== 'placeholder' && paragraph.offeredFor === undefined)
      .map(({ id, origin, sentences }) => ({ id, origin, sentences: sentences.map(hide) })),
  }));
  return { draft: { ...draft, sections: withoutEmpty(sections), notes: [] }, removed };
}
