import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { reportKinds } from '../../src/domain/outline.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { countForReport } from '../../src/reports/count-for-report.ts';
import { gateDraft } from '../../src/reports/figure-gate.ts';
import { flattenSections } from '../../src/reports/material.ts';
import { entry } from './sample-year.ts';

const bureau = await loadBureau(join(projectRoot, 'data'));
const period = { from: '2026-01-01', to: '2026-12-31' };
const asOf = '2026-11-20';

/** Said by members of the sample bureau in the course of a year; read as the group's messages are. */
const messages: readonly [date: string, member: string, text: string][] = [
  ['2026-02-06', 'guchuan', '2月5日组织全局学习《行政处罚法》，35人参加'],
  ['2026-03-20', 'qinlang', '本周走访企业12家，收集问题5条，当场解决3条'],
  ['2026-05-15', 'shaobing', '本周网上备案办结7个'],
  ['2026-06-12', 'leiming', '6月10日开展民爆企业安全检查，检查企业3家，发现隐患2个，当场整改1个'],
  ['2026-09-18', 'bailu', '9月17日举办企业合同法律风险防范培训，60家企业近80人参加'],
  ['2026-10-30', 'shenlan', '截至10月底，主动公开政府信息168条'],
  ['2026-11-18', 'guchuan', '问题：执法力量不足，持证人员8人'],
];

function entriesOf(): Entry[] {
  return messages.flatMap(([date, id, text]) => {
    const member = bureau.members.find(one => one.id === id);
    if (!member) throw new Error(`no member ${id}`);
    const reporter = { name: member.name, department: member.department };
    return readMessage(text, { bureau, reporter, at: instantAt(date, '16:00') }).entries.map(content => entry(date, { ...content }));
  });
}

const entries = entriesOf();
const total = countForReport(entries, { bureau, today: asOf, nilReports: [] });

describe('the shipped outlines', () => {
  it('cover every kind of report, the yearly one in both families', () => {
    expect(new Set(bureau.outlines.map(outline => outline.kind))).toEqual(new Set(reportKinds));
    expect(bureau.outlines.flatMap(outline => (outline.kind === 'annual' ? outline.id : [])).sort()).toEqual(['annual', 'annual-framework']);
  });

  it.each(['annual', 'annual-framework'])('%s has every content that a yearly report must have', id => {
    const outline = bureau.outlines.find(one => one.id === id);
    const required = flattenSections(outline?.sections ?? []).flatMap(section => section.required ?? []);
    expect(new Set(required)).toEqual(new Set(['measures', 'principal', 'shortcomings', 'plans']));
  });

  it.each(bureau.outlines.map(outline => outline.id))('%s takes every section of the bureau, each ledger once', id => {
    const headings = flattenSections(bureau.outlines.find(one => one.id === id)?.sections ?? []);
    const taken = new Set(headings.flatMap(heading => heading.sections));
    expect(bureau.sections.map(section => section.id).filter(section => !taken.has(section))).toEqual([]);
    const named = headings.flatMap(heading => heading.ledgers);
    expect(new Set(named).size).toBe(named.length);
  });

  it.each(bureau.outlines.map(outline => outline.id))('%s compiles a year, and prints no number without a figure or a date', id => {
    const outline = bureau.outlines.find(one => one.id === id);
    if (!outline) throw new Error(id);
    const draft = compileDraft({ bureau, outline, period, asOf, entries, total, at: 1 });
    const sentences = draft.sections.slice(1).flatMap(section => section.paragraphs.flatMap(paragraph => paragraph.sentences));
    expect(sentences.flatMap(sentence => sentence.figures).length).toBeGreaterThanOrEqual(10);
    for (const { text, figures } of sentences) {
      const longest = [...figures].sort((a, b) => b.text.length - a.text.length);
      const rest = longest.reduce((left, figure) => left.replaceAll(figure.text, ''), text).replace(/\d+月(?:\d+(?:—\d+)?日)?/g, '');
      expect(rest, text).not.toMatch(/\d/);
    }
    expect(`${draft.title}${draft.addressee}`).not.toMatch(/[{}]/);
    expect(JSON.stringify(gateDraft(draft, { bureau, entries, knowsTitle: () => false }))).not.toContain('unmatched');
  });

  it('makes a 述职 in the first person, with the bureau’s work as the bureau’s', () => {
    const outline = bureau.outlines.find(one => one.id === 'duty');
    if (!outline) throw new Error('duty');
    const draft = compileDraft({ bureau, outline, period, asOf, entries, total, at: 1 });
    const text = JSON.stringify(draft.sections);
    expect(text).toContain('现将本人2026年');
    expect(text).toContain('全局走访企业12家');
  });
});
