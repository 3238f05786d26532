import type { Citation } from '../domain/citation.ts';
import type { LocalDate } from '../domain/date.ts';
import { startOf } from '../domain/validity.ts';
import { newerVersion, reference, type ValidityWords, validityLine } from '../wording/law.ts';
import type { ChosenClause } from './choose-clause.ts';
import { paragraphLabel } from './choose-clause.ts';
import { type DocumentPlace, type PassagePlace, provisionAt } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';

/** How a document stands, ready to be said. */
export function validityWords(scope: ReadingScope, place: DocumentPlace): ValidityWords {
  const { document } = place;
  const verdict = scope.verdict(place);
  const { effectiveOn, versionOn } = document;
  const amended = effectiveOn !== null && versionOn !== null && versionOn > effectiveOn ? versionOn : null;
  const newer = verdict.newer;
  return {
    validity: verdict.validity,
    effectiveOn: effectiveOn ?? confirmedSince(scope, place) ?? (amended === null ? startOf(document) : null),
    amendedOn: amended,
    since: verdict.since,
    checkedTo: verdict.checkedTo,
    certain: verdict.certain,
    successor: newer === null ? verdict.successor : newerVersion(newer.title, newer.versionOn),
    upcoming: verdict.upcoming,
  };
}

/** The day from which a law is known to apply, for a file that does not say it itself. */
function confirmedSince({ facts, verdict }: ReadingScope, place: DocumentPlace): LocalDate | null {
  if (verdict(place).validity !== 'in-force') return null;
  return (
    facts.find(({ title, status, upToVersion }) => title === place.document.title && status === 'in-force' && upToVersion === null)?.since ?? null
  );
}

/** A citation of the chosen words; undefined when they are not, letter by letter, in the provision. */
export function cite(scope: ReadingScope, at: PassagePlace & { place: DocumentPlace }, chosen: ChosenClause): Citation | undefined {
  const provision = provisionAt(at);
  if (!provision.text.includes(chosen.quote) || !provision.text.includes(chosen.conclusion)) return undefined;
  const words = validityWords(scope, at.place);
  const label =
    provision.article === null
      ? null
      : /^第/.test(provision.article)
        ? `${provision.article}${paragraphLabel(provision.text, chosen.paragraph)}`
        : provision.article;
  return {
    document: at.place.document.title,
    documentId: provision.documentId,
    provisionId: provision.id,
    article: label,
    quote: chosen.quote,
    validity: words.validity,
    effectiveOn: words.effectiveOn,
    checkedTo: words.checkedTo,
    successor: words.successor ?? words.upcoming?.successor ?? null,
  };
}

/** 《名称》第九条第一款; headings stand in where a document has no articles. */
export function referenceOf(scope: ReadingScope, citation: Citation): string {
  const place = scope.view.byId.get(citation.documentId);
  if (citation.article !== null || !place) return reference(citation.document, citation.article);
  const order = Number(citation.provisionId.slice(citation.documentId.length + 1));
  const path = provisionAt({ segment: place.segment, passage: place.first + order }).path;
  return reference(
    citation.document,
    path.length === 0
      ? null
      : path.map(heading => heading.replace(/^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+是).*$/, '$1')).join(''),
  );
}

export function validityLineOf(scope: ReadingScope, place: DocumentPlace): string {
  return validityLine(validityWords(scope, place));
}
