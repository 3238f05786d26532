import { Document, isMap, type Node } from 'yaml';
import type { OutlineSection } from '../domain/outline.ts';
import { outlineComments } from '../wording/propose-outline.ts';
import type { OutlineProposal } from './propose-outline.ts';

/** Only what a bureau would write by hand: level and empty lists follow by themselves. */
function written({ id, heading, sections, ledgers, required, children }: OutlineSection): Record<string, unknown> {
  return {
    id,
    heading,
    ...(required === null ? {} : { required }),
    ...(sections.length > 0 ? { sections } : {}),
    ...(ledgers.length > 0 ? { ledgers } : {}),
    ...(children.length > 0 ? { children: children.map(written) } : {}),
  };
}

function commentUsed(document: Document, used: ReadonlyMap<string, string[]>): void {
  const visit = (node: Node | null): void => {
    if (!isMap(node)) return;
    const metrics = used.get(String(node.get('id')));
    if (metrics) node.commentBefore = ` ${outlineComments.used(metrics)}`;
    const below: unknown = node.get('children') ?? node.get('sections');
    if (below && typeof below === 'object' && 'items' in below) for (const item of below.items as Node[]) visit(item);
  };
  visit(document.contents);
}

/** The proposal as a file of data/bureau/outlines, with what a person should look at as comments. */
export function outlineYaml({ outline, used, unmatched, untaken }: OutlineProposal): string {
  const { name, kind, title, addressee, voice, opening, sections } = outline;
  const document = new Document({ name, kind, title, addressee, voice, opening, sections: sections.map(written) });
  const notes = [
    outlineComments.head,
    ...(unmatched.length > 0 ? [outlineComments.unmatched(unmatched)] : []),
    ...(untaken.length > 0 ? [outlineComments.untaken(untaken)] : []),
  ];
  document.commentBefore = notes.map(note => ` ${note}`).join('\n');
  commentUsed(document, used);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
