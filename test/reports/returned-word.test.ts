import { describe, expect, it } from 'vitest';
import type { Draft, Edit } from '../../src/domain/draft.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { readWord } from '../../src/knowledge/word/read-word.ts';
import { alignReturned } from '../../src/reports/align-returned.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { settleAlternative } from '../../src/reports/edit-draft.ts';
import { flagStale } from '../../src/reports/flag-stale.ts';
import { mergeReturned, type ReturnedMerge } from '../../src/reports/merge-returned.ts';
import { findParagraph, paragraphText, rewriteParagraph } from '../../src/reports/rewrite-paragraph.ts';
import { renderDocx } from '../../src/reports/word/render-docx.ts';
import { asOf, bureau, entry, outline, reading, totalOver, year } from './sample-year.ts';
import { editedWord, paragraphBehind, tracked, withoutBookmarks, withoutParagraph } from './word-edits.ts';

const visit = entry('2026-03-06', { metrics: [reading('走访企业', 12, '家')] });
const later = entry('2026-04-10', { metrics: [reading('走访企业', 5, '家')] });
const study = entry('2026-01-06', {
  section: 'EDU',
  ledger: 'study',
  category: '集体学法',
  department: '政策法规科',
  summary: '组织全局学习宪法',
  metrics: [reading('集体学法', 1, '次')],
});
const lan: Edit = { id: 'shenlan', name: '沈岚', at: 2, via: 'word', revision: 1 };
const hui: Edit = { id: 'lianghui', name: '梁慧', at: 3, via: 'word', revision: 1 };

function compile(entries: readonly Entry[], previous?: Draft): Draft {
  return compileDraft({ bureau, outline, period: year, asOf, entries, total: totalOver(entries), at: 1, ...(previous ? { previous } : {}) });
}

const handed = compile([visit, study]);

async function merged(change: (xml: string) => string, { into = handed, version = handed, by = lan } = {}): Promise<ReturnedMerge> {
  const file = readWord(editedWord(await renderDocx(version, { bureau }), change));
  if ('unreadable' in file) throw new Error(file.unreadable);
  return mergeReturned(into, { version, alignment: alignReturned(file.paragraphs, version), by });
}

function textOf(draft: Draft, id: string): string | undefined {
  const paragraph = findParagraph(draft, id);
  return paragraph && paragraphText(paragraph);
}

describe('a draft that comes back from an editor', () => {
  it('changes nothing when nothing was changed', async () => {
    const { draft, edited } = await merged(xml => xml);
    expect(draft).toBe(handed);
    expect(edited).toEqual([]);
  });

  it('has its tracked changes taken as the editor left them, with who and when', async () => {
    const { draft, edited } = await merged(xml => xml.replace('走访企业12家', `走访企业${tracked('12家', '12家，逐户送政策')}`));
    expect(edited).toEqual(['（三）企业服务']);
    expect(findParagraph(draft, 'biz')).toMatchObject({ origin: 'edited', edits: [lan] });
    expect(textOf(draft, 'biz')).toContain('走访企业12家，逐户送政策');
    expect(findParagraph(draft, 'biz')?.sentences[0]?.figures[0]).toMatchObject({ text: '12家', entries: [visit.id] });
  });

  it('keeps the edit when it is compiled again, with what is new beside it', async () => {
    const { draft } = await merged(xml => xml.replace('走访企业12家', '走访企业12家，逐户送政策'));
    const next = compile([visit, study, later], draft);
    expect(textOf(next, 'biz')).toContain('逐户送政策');
    expect(textOf(next, 'biz+')).toBe('共走访企业17家。');
  });

  it('takes a new paragraph behind the one it was written behind', async () => {
    const { draft, added } = await merged(xml => paragraphBehind(xml, '走访企业12家', '企业反映的问题逐条销号。'));
    expect(added).toEqual(['（三）企业服务']);
    const biz = draft.sections.find(section => section.id === 'biz')?.paragraphs ?? [];
    expect(biz.map(paragraphText).at(-1)).toBe('企业反映的问题逐条销号。');
    expect(compile([visit, study], draft).sections.find(section => section.id === 'biz')?.paragraphs).toHaveLength(2);
  });

  it('takes a paragraph out that the editor took out, and leaves no empty line', async () => {
    const { draft, removed } = await merged(xml => withoutParagraph(xml, '走访企业12家'));
    expect(removed).toEqual(['（三）企业服务']);
    expect(textOf(draft, 'biz')).toBe('');
  });

  it('fills a placeholder', async () => {
    const { draft } = await merged(xml => xml.replace(/〔待补：办公室〕[^<]*/, '调整领导小组，制定年度要点。'));
    expect(textOf(draft, 'org')).toBe('调整领导小组，制定年度要点。');
  });

  it('reads the same file twice without adding anything twice', async () => {
    const change = (xml: string): string => paragraphBehind(xml.replace('走访企业12家', '走访企业12家，逐户送政策'), '逐户送政策', '问题逐条销号。');
    const once = await merged(change);
    const twice = await merged(change, { into: once.draft });
    expect(twice.draft).toBe(once.draft);
  });

  it('loses nothing when the program in between kept no bookmarks', async () => {
    const { draft, edited, added, removed } = await merged(xml =>
      withoutBookmarks(paragraphBehind(xml.replace('走访企业12家', '走访企业12家，逐户送政策'), '逐户送政策', '问题逐条销号。')),
    );
    expect({ edited, added, removed }).toEqual({ edited: ['（三）企业服务'], added: ['（三）企业服务'], removed: [] });
    expect(textOf(draft, 'biz')).toContain('逐户送政策');
  });
});

describe('a draft that went on while a file was out', () => {
  it('keeps the edit of an older version and offers what was compiled since', async () => {
    const { draft, edited } = await merged(xml => xml.replace('走访企业12家', '走访企业12家，逐户送政策'), {
      into: compile([visit, study, later], handed),
    });
    expect(edited).toEqual(['（三）企业服务']);
    expect(textOf(draft, 'biz')).toContain('12家，逐户送政策');
    expect(textOf(draft, 'biz+')).toContain('17家');
  });

  it('keeps both texts when somebody else changed the same paragraph, until one is chosen', async () => {
    const first = await merged(xml => xml.replace('走访企业12家', '走访企业12家，解决难题'), { by: hui });
    const second = await merged(xml => xml.replace('走访企业12家', '走访企业12家，逐户送政策'), { into: first.draft });
    expect(second.conflicts).toEqual([{ heading: '（三）企业服务', by: '梁慧' }]);
    expect(textOf(second.draft, 'biz')).toContain('解决难题');
    expect(textOf(second.draft, 'biz~shenlan')).toContain('逐户送政策');
    expect(textOf(compile([visit, study], second.draft), 'biz~shenlan')).toContain('逐户送政策');
    const chosen = settleAlternative(second.draft, 'biz~shenlan', true);
    expect(textOf(chosen, 'biz')).toContain('逐户送政策');
    expect(findParagraph(chosen, 'biz')?.edits?.map(edit => edit.name)).toEqual(['梁慧', '沈岚']);
    expect(findParagraph(chosen, 'biz~shenlan')).toBeUndefined();
  });

  it('lets the same editor go on with the same file', async () => {
    const first = await merged(xml => xml.replace('走访企业12家', '走访企业12家，解决难题'));
    const second = await merged(xml => xml.replace('走访企业12家', '走访企业12家，逐户送政策'), { into: first.draft });
    expect(second.conflicts).toEqual([]);
    expect(textOf(second.draft, 'biz')).toContain('逐户送政策');
  });
});

describe('marks that an editor settles in Word', () => {
  it('lets a marked sentence stand when its mark was taken out', async () => {
    const marked = flagStale(handed, [visit.id], '0306-1 走访企业：12家 → 13家');
    const { draft, settled } = await merged(xml => xml.replace(/〔待核：[^〕]*〕/, ''), { version: marked, into: marked });
    expect(settled).toEqual(['（三）企业服务']);
    expect(findParagraph(draft, 'biz')?.sentences[0]?.stale).toBeNull();
  });

  it.each([
    ['left as it is', (xml: string) => xml, '走访企业共12家。', '共走访企业17家。'],
    ['taken by removing its mark', (xml: string) => xml.replace('〔新增材料，请取舍〕', ''), '走访企业共12家。共走访企业17家。', undefined],
    ['dropped by taking it out', (xml: string) => withoutParagraph(xml, '〔新增材料，请取舍〕'), '走访企业共12家。', undefined],
  ])('new material may be %s', async (_, change, text, offer) => {
    const offering = compile([visit, study, later], rewriteParagraph(handed, { paragraph: 'biz', text: '走访企业共12家。' }));
    const { draft } = await merged(change, { version: offering, into: offering });
    const biz = draft.sections.find(section => section.id === 'biz')?.paragraphs.filter(one => one.offeredFor === undefined) ?? [];
    expect(biz.map(paragraphText).join('')).toBe(text);
    expect(textOf(draft, 'biz+')).toBe(offer);
    expect(textOf(compile([visit, study, later], draft), 'biz+')).toBe(offer);
  });
});
