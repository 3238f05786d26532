import { describe, expect, it } from 'vitest';
import type { Draft, Paragraph } from '../../src/domain/draft.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { releaseParagraph, settleOffer } from '../../src/reports/edit-draft.ts';
import { flagStale, sentencesFedBy, settleStale } from '../../src/reports/flag-stale.ts';
import { rewriteParagraph } from '../../src/reports/rewrite-paragraph.ts';
import { asOf, bureau, entry, outline, reading, totalOver, year } from './sample-year.ts';

const visit = entry('2026-03-06', { metrics: [reading('走访企业', 12, '家')] });
const later = entry('2026-04-10', { metrics: [reading('走访企业', 5, '家')] });

function compile(entries: readonly Entry[], previous?: Draft, other = outline): Draft {
  return compileDraft({ bureau, outline: other, period: year, asOf, entries, total: totalOver(entries), at: 1, ...(previous ? { previous } : {}) });
}

function biz(draft: Draft): Paragraph[] {
  return draft.sections.find(section => section.id === 'biz')?.paragraphs ?? [];
}

function texts(draft: Draft): string[] {
  return biz(draft).map(paragraph => paragraph.sentences.map(sentence => sentence.text).join(''));
}

const edited = rewriteParagraph(compile([visit]), { paragraph: 'biz', text: '我局把走访做在日常，走访企业12家。' });

describe('what a person edited', () => {
  it('is kept by the next compilation', () => {
    expect(texts(compile([visit], edited))).toEqual(['我局把走访做在日常，走访企业12家。']);
  });

  it('has new material offered beside it, which is not lost and not forced', () => {
    const draft = compile([visit, later], edited);
    expect(texts(draft)).toEqual(['我局把走访做在日常，走访企业12家。', '共走访企业17家。']);
    expect(biz(draft)[1]).toMatchObject({ id: 'biz+', offeredFor: 'biz' });
  });

  it('is offered the same material once, however often it is compiled', () => {
    const once = compile([visit, later], edited);
    expect(compile([visit, later], once)).toBe(once);
  });

  it.each([
    ['taken', true, '我局把走访做在日常，走访企业12家。共走访企业17家。'],
    ['dropped', false, '我局把走访做在日常，走访企业12家。'],
  ])('is not offered again what was %s', (_, take, text) => {
    const settled = settleOffer(compile([visit, later], edited), 'biz', take);
    expect(texts(compile([visit, later], settled))).toEqual([text]);
  });

  it('still leads back to its records', () => {
    expect(biz(edited)[0]?.sentences[0]).toMatchObject({ entries: [visit.id], figures: [{ text: '12家', metric: '走访企业' }] });
  });

  it('leads back to its records when one sentence was taken out of a long one', () => {
    const busy = { ...visit, metrics: [reading('走访企业', 12, '家'), reading('收集问题', 30, '条'), reading('解决问题', 27, '条')] };
    const draft = rewriteParagraph(compile([busy, later]), {
      paragraph: 'biz',
      text: '全局干部常年在企业，一年走访企业17家。请各科室再补充典型做法。',
    });
    expect(biz(draft)[0]?.sentences[0]).toMatchObject({ figures: [{ text: '17家' }], entries: expect.arrayContaining([busy.id, later.id]) });
    expect(biz(draft)[0]?.sentences[1]).toMatchObject({ figures: [], entries: [] });
  });

  it('has no figure any more that the edit removed', () => {
    const draft = rewriteParagraph(compile([visit]), { paragraph: 'biz', text: '我局共走访企业若干家。' });
    expect(biz(draft)[0]?.sentences[0]?.figures).toEqual([]);
  });

  it('survives a change of the outline', () => {
    const shorter = { ...outline, sections: outline.sections.slice(1) };
    expect(texts(compile([visit], edited, shorter))).toEqual(['我局把走访做在日常，走访企业12家。']);
  });

  it('may be given back to the program', () => {
    expect(texts(compile([visit, later], releaseParagraph(edited, 'biz')))).toEqual(['共走访企业17家。']);
  });

  it('in a placeholder is offered the first material', () => {
    const written = rewriteParagraph(compile([]), { paragraph: 'biz', text: '材料稍后补充。' });
    expect(texts(compile([visit], written))).toEqual(['材料稍后补充。', '3月6日走访企业12家。']);
  });
});

describe('a correction after the draft was made', () => {
  const why = '0306-1 走访企业：12家 → 13家';

  it('marks every sentence that the entry fed, and no other', () => {
    const flagged = flagStale(compile([visit]), [visit.id], why);
    expect(biz(flagged)[0]?.sentences[0]?.stale).toBe(why);
    expect(sentencesFedBy(flagged, [visit.id])).toHaveLength(1);
    const draft = compile([visit]);
    expect(flagStale(draft, ['other'], why)).toBe(draft);
  });

  it('adds up when there are several, each once', () => {
    const twice = flagStale(flagStale(compile([visit]), [visit.id], why), [visit.id], why);
    expect(
      flagStale(twice, [visit.id], '0306-1 已撤回').sections.flatMap(section =>
        section.paragraphs.flatMap(paragraph => paragraph.sentences.flatMap(sentence => sentence.stale ?? [])),
      ),
    ).toEqual([`${why}；0306-1 已撤回`]);
  });

  it('is cleared by the next compilation where the program wrote', () => {
    const flagged = flagStale(compile([visit]), [visit.id], why);
    const corrected = { ...visit, metrics: [reading('走访企业', 13, '家')] };
    const next = compile([corrected], flagged);
    expect(biz(next)[0]?.sentences).toMatchObject([{ text: '3月6日走访企业13家。', stale: null }]);
    expect(next.revision).toBe(flagged.revision + 1);
  });

  it('stays where a person wrote, beside the new figure, until somebody settles it', () => {
    const flagged = flagStale(edited, [visit.id], why);
    const next = compile([{ ...visit, metrics: [reading('走访企业', 13, '家')] }], flagged);
    expect(biz(next)[0]?.sentences[0]?.stale).toBe(why);
    expect(texts(next)[1]).toBe('3月6日走访企业13家。');
    expect(biz(settleStale(next, 'biz'))[0]?.sentences[0]?.stale).toBeNull();
  });
});
