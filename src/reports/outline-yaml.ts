import { Document } from 'yaml';
import type { OutlineSection } from '../domain/outline.ts';
import { outlineComments } from '../wording/propose-outline.ts';
import type { OutlineProposal } from './propose-outline.ts';

/** Only what a bureau would write by hand: level and empty lists follow by themselves. */
function written({ id, heading, sections, ledgers, cases, metrics, required, children }: OutlineSection): Record<string, unknown> {
  return {
    id,
    heading,
    ...(required === null ? {} : { required }),
    ...(sections.length > 0 ? { sections } : {}),
    ...(ledgers.length > 0 ? { ledgers } : {}),
    ...(cases.length > 0 ? { cases } : {}),
    ...(metrics.length > 0 ? { metrics } : {}),
    ...(children.length > 0 ? { children: children.map(written) } : {}),
  };
}

/** The proposal as a file of data/bureau/outlines, with what a person should look at as comments. */
export function outlineYaml({ outline, unmatched, untaken }: OutlineProposal): string {
  const { name, kind, title, addressee, voice, opening, sections } = outline;
  const document = new Document({ name, kind, title, addressee, voice, opening, sections: sections.map(written) });
  const notes = [
    outlineComments.head,
    ...(unmatched.length > 0 ? [outlineComments.unmatched(unmatched)] : []),
    ...(untaken.length > 0 ? [outlineComments.untaken(untaken)] : []),
  ];
  document.commentBefore = notes.map(note => ` ${note}`).join('\n');
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
