import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { asOf, bureau, entry, outline, reading, sampleYear, totalOver, year } from './sample-year.ts';

function compile(entries: readonly Entry[], previous?: Draft): Draft {
  return compileDraft({ bureau, outline, period: year, asOf, entries, total: totalOver(entries), at: 1, ...(previous ? { previous } : {}) });
}

function textOf(draft: Draft, section: string): string {
  const found = draft.sections.find(one => one.id === section);
  return (found?.paragraphs ?? []).flatMap(paragraph => paragraph.sentences.map(sentence => sentence.text)).join('');
}

const study = { section: 'EDU', ledger: 'study', category: '集体学法', department: '政策法规科' } as const;

describe('a draft compiled from a year of entries', () => {
  const draft = compile(sampleYear());

  it('carries the title, the period and the day that its figures cover', () => {
    expect(draft).toMatchObject({
      id: 'annual:2026',
      title: '青禾区工业和信息化局关于2026年法治政府建设情况的报告',
      asOf,
      revision: 1,
      state: 'draft',
    });
    expect(textOf(draft, 'opening')).toBe('现将2026年法治政府建设情况报告如下（数据截至2026年11月20日）。');
  });

  it('numbers headings 一、 and （一）', () => {
    expect(draft.sections.map(section => section.heading)).toEqual([
      '',
      '一、主要做法',
      '（一）组织领导',
      '（二）学法普法',
      '（三）企业服务',
      '（四）权力监督',
      '二、存在问题',
      '三、下步安排',
    ]);
  });

  it('tells several topics as 一是 and 二是, one topic without', () => {
    expect(textOf(draft, 'edu')).toMatch(/^一是开展集体学法2次，.+二是普法宣传方面，3月15日/);
    expect(textOf(draft, 'biz')).not.toContain('一是');
  });

  it('adds up increments and keeps 余 with the number', () => {
    expect(textOf(draft, 'biz')).toContain('走访企业15家，收集问题15条，解决问题8条');
    expect(textOf(draft, 'edu')).toContain('发放宣传资料1000余份');
  });

  it('tells a whole with its parts and says the 截至 of a snapshot', () => {
    expect(textOf(draft, 'sup')).toBe('承办建议提案9件，其中承办代表建议4件、承办政协提案5件（截至3月20日）。');
  });

  it('asks the responsible 科室 where there is no material', () => {
    const org = draft.sections.find(section => section.id === 'org')?.paragraphs[0];
    expect(org).toMatchObject({ origin: 'placeholder', ask: ['办公室'] });
    expect(textOf(draft, 'org')).toMatch(/^〔待补：办公室〕/);
  });

  it('writes shortcomings and plans only from what was said, past first and plans last', () => {
    expect(textOf(draft, 'gap')).toBe('执法力量不足，持证执法人员8人，其中法律专业执法人员2人。');
    expect(textOf(draft, 'plan')).toBe('分两批轮训执法人员。');
  });

  it('names no company and says so', () => {
    expect(JSON.stringify(draft.sections)).not.toContain('云岭机电');
    expect(draft.notes?.some(note => note.includes('涉及企业名称'))).toBe(true);
  });

  it('gives every sentence but the opening its entries, and every figure too', () => {
    const said = draft.sections
      .filter(section => section.id !== 'opening')
      .flatMap(section => section.paragraphs.filter(paragraph => paragraph.origin === 'compiled'));
    for (const sentence of said.flatMap(paragraph => paragraph.sentences)) {
      expect(sentence.entries.length, sentence.text).toBeGreaterThan(0);
      for (const figure of sentence.figures) {
        expect(sentence.text).toContain(figure.text);
        expect(figure.entries.length).toBeGreaterThan(0);
      }
    }
  });

  it('prints no number that is neither a figure nor a date', () => {
    for (const sentence of draft.sections.slice(1).flatMap(section => section.paragraphs.flatMap(paragraph => paragraph.sentences))) {
      const figures = [...sentence.figures].sort((a, b) => b.text.length - a.text.length);
      const rest = figures.reduce((text, figure) => text.replaceAll(figure.text, ''), sentence.text).replace(/\d+月\d+(?:—\d+)?日/g, '');
      expect(rest, sentence.text).not.toMatch(/\d/);
    }
  });

  it('is the same whatever order the entries come in', () => {
    const entries = sampleYear();
    expect(compile([...entries].reverse()).sections).toEqual(compile(entries).sections);
  });
});

describe('what a draft leaves out', () => {
  it.each<[string, Partial<Entry>, string]>([
    ['a withdrawn entry', { status: 'withdrawn' }, '走访企业9家'],
    ['an entry of last year', { date: '2025-12-30', period: { from: '2025-12-30', to: '2025-12-30' } }, '走访企业9家'],
    ['a name with a title', { summary: '王局带队走访重点企业' }, '王局'],
    ['a name of the roster', { summary: '秦朗带队走访重点企业' }, '秦朗'],
    ['a company in the summary', { summary: '走访云岭机电有限公司厂区' }, '云岭'],
    ['figures inside a summary', { summary: '走访园区重点企业9家' }, '企业9家；'],
  ])('%s', (_, change, absent) => {
    const draft = compile([entry('2026-05-06', { metrics: [reading('走访企业', 9, '家')], ...change })]);
    expect(textOf(draft, 'biz')).not.toContain(absent);
  });

  it('a masked figure, with a note', () => {
    const draft = compile([entry('2026-05-06', { metrics: [reading('走访企业', null, '家')], flags: ['masked-figure'], raw: '走访**家' })]);
    expect(textOf(draft, 'biz')).not.toContain('走访企业*');
    expect(draft.notes?.join('')).toContain('被遮盖');
  });

  it('a plan whose day has passed, with a note', () => {
    const plan = entry('2026-07-29', {
      section: 'PLAN',
      ledger: null,
      summary: '下周组织学习新规划',
      date: null,
      period: { from: '2026-08-03', to: '2026-08-07' },
    });
    const draft = compile([plan]);
    expect(textOf(draft, 'plan')).toMatch(/^〔待补/);
    expect(draft.notes?.join('')).toContain('已过约定日期');
  });
});

describe('figures in a draft', () => {
  it('says work that is not finished as such', () => {
    expect(
      textOf(
        compile([entry('2026-01-09', { ...study, ledger: null, category: '责任清单', summary: '起草年度普法责任清单', progress: '起草中' })]),
        'edu',
      ),
    ).toBe('1月9日起草年度普法责任清单（起草中）。');
  });

  it('tells a rate with its parts', () => {
    const draft = compile([
      entry('2026-05-06', { metrics: [reading('收集问题', 10, '条'), reading('解决问题', 8, '条')] }),
      entry('2026-06-06', { metrics: [reading('收集问题', 6, '条'), reading('解决问题', 4, '条')] }),
    ]);
    expect(textOf(draft, 'biz')).toContain('收集问题16条，解决问题12条，问题办结率75%');
  });

  it('does not call a part what is bigger than its whole, and says so', () => {
    const metrics = [reading('承办建议提案', 3, '件', { kind: 'cumulative' }), reading('承办代表建议', 4, '件', { kind: 'cumulative' })];
    const draft = compile([entry('2026-03-20', { section: 'SUP', ledger: 'motions', department: '办公室', metrics })]);
    expect(textOf(draft, 'sup')).not.toContain('其中');
    expect(draft.notes?.join('')).toContain('大于');
  });

  it('keeps its revision when nothing changed', () => {
    const entries = sampleYear();
    const first = compile(entries);
    expect(compile(entries, first)).toBe(first);
  });

  it('leaves a final as it is', () => {
    const final: Draft = { ...compile(sampleYear()), state: 'final' };
    expect(compile([], final)).toBe(final);
  });
});
