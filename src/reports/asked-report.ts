import type { OldReport, OldSection } from './read-old-report.ts';

/** What a superior's notice is called. */
const notice = /(?:通知|函)$/;
const contents = /内容|要点|提纲|重点/;
const demands = /要求|时限|时间|报送方式|联系|组织领导要求/;

/** 通知 — whether a text asks for a report rather than being one. */
export function isNotice(report: Pick<OldReport, 'title'>): boolean {
  return notice.test(report.title.replace(/\s+/g, ''));
}

function addresseeIn(report: OldReport): string {
  const text = report.sections.flatMap(section => [section.heading, ...section.sentences.map(sentence => sentence.text)]).join('。');
  return /(?:报送?|反馈)(?:至|到|给)?([一-龥]{2,20}?(?:委员会办公室|办公室|治区办|治市办|治县办|委员会|司法局))/.exec(text)?.[1] ?? '';
}

/** 关于报送2026年度法治政府建设情况报告的通知 asks for a 2026年度法治政府建设情况报告. */
function titleIn(title: string): string {
  const asked = /(?:报送|上报|做好|开展)(.+?)(?:工作|编制|撰写)?的?(?:通知|函)$/.exec(title.replace(/\s+/g, ''))?.[1] ?? '';
  return asked.endsWith('报告') || asked.endsWith('总结') || asked.endsWith('汇报') ? asked : '';
}

function without(heading: string): string {
  return heading.replace(/(?:等)?(?:的)?(?:有关|工作)?情况$/, '') || heading;
}

/** Whether it is a notice that wants a report handed in; other notices are policy. */
export function asksForReport(report: Pick<OldReport, 'title'>): boolean {
  return isNotice(report) && titleIn(report.title) !== '';
}

/** The headings under 报告内容 one step up; without such a part, all but what only says how and by when. */
function askedSections(sections: readonly OldSection[]): OldSection[] {
  const within = sections.find(section => section.path.length === 1 && contents.test(section.heading));
  const own = within ? sections.filter(section => section.path.length > 1 && section.path[0] === within.heading) : [];
  const lifted = own.map(section => ({ ...section, level: section.level - 1, path: section.path.slice(1) }));
  const kept = lifted.length > 0 ? lifted : sections.filter(section => section.heading !== '' && !demands.test(section.path[0] ?? ''));
  return kept.map(section => ({ ...section, heading: without(section.heading), path: [...section.path.slice(0, -1), without(section.heading)] }));
}

/** 通知要的报告 — the report that a superior's notice asks for: its headings, its title, and to whom it goes. */
export function askedReport(report: OldReport): OldReport {
  return { ...report, title: titleIn(report.title), addressee: addresseeIn(report), sections: askedSections(report.sections) };
}
