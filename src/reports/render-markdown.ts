import type { Draft, DraftSection, Paragraph } from '../domain/draft.ts';
import { pageMarks } from '../wording/draft-prose.ts';
import { offerMark, provenanceWording, sentenceMarks, wordMarks } from '../wording/report.ts';

function paragraphText(paragraph: Paragraph): string {
  const lead = paragraph.offeredFor === undefined ? '' : offerMark(paragraph);
  const text = paragraph.sentences
    .map(sentence => `${sentence.text}${sentence.carried ? wordMarks.carriedWords : ''}${sentenceMarks(sentence)}`)
    .join('');
  return paragraph.origin === 'placeholder' ? `**${text}**` : `${lead}${text}`;
}

function sectionText(section: DraftSection): string[] {
  const heading = section.heading === '' ? [] : [`${'#'.repeat(section.level + 1)} ${section.heading}`];
  return [...heading, ...section.paragraphs.filter(paragraph => paragraph.sentences.length > 0).map(paragraphText)];
}

/** The draft as Markdown, with the same marks as the Word file. */
export function renderMarkdown(draft: Draft): string {
  const notes = draft.notes ?? [];
  const noteLines = notes.length > 0 ? [`> ${provenanceWording.notes}`, ...notes.map((note, position) => `> ${position + 1}. ${note}`)] : [];
  const addressee = draft.addressee === '' ? [] : [`${draft.addressee}：`];
  const blocks = [
    `# ${draft.title}`,
    pageMarks[draft.state] && `*${pageMarks[draft.state]}*`,
    ...addressee,
    ...draft.sections.flatMap(sectionText),
    noteLines.join('\n'),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}
