/** 确认口令 — what a head says yes or no to. */
export interface ConfirmationWords {
  do: 'confirm' | 'return';
  /** `all`: everything that waits for the speaker, within the days and 科室 that the words name; `quoted`: the quoted message, or the list just shown. */
  what: 'all' | 'named' | 'quoted';
  /** The words that name them: 1120-1至3、第5条. */
  targets: string;
  /** What is wrong with what is returned; why a closed period is changed. */
  reason: string | null;
}

const one = '(?:第\\s*\\d{1,2}\\s*条|(?:20\\d{2})?\\d{4}-\\d{1,3}(?:至\\d{1,3})?)';
const several = `${one}(?:\\s*[、，,和及]?\\s*${one})*`;
const why = '(?:\\s*[，,：:；;。]?\\s*(?:原因|理由)?(?:是|[：:])?\\s*(?<why>.{2,100}))?';
const cause = '(?:\\s*[，,；;。]\\s*(?:原因|理由)(?:是|[：:])\\s*(?<why>.{2,100}))?';
const named = [
  new RegExp(`^请?\\s*确认\\s*(?<which>${several})(?:无误|了|吧)*${cause}$`, 's'),
  new RegExp(`^(?<which>${several})\\s*(?:我?已?确认|无误)(?:无误|了|吧)*${cause}$`, 's'),
];
const refused = [
  new RegExp(`^请?\\s*退回\\s*(?<which>${several})${why}$`, 's'),
  new RegExp(`^(?<which>${several})\\s*(?:退回|不予?确认)${why}$`, 's'),
];
const everything =
  /^(?:以上|这几条|上面|.{0,14}的?)?(?:全部|所有|都|均)(?:已|予以)?确认(?:无误|了|吧)*$|^确认(?:全部|所有|以上)(?:的?条目|的)?$|^全部无误$/;
const bare = /^(?:我)?确认(?:无误|了)*$/;

function firstMatch(patterns: readonly RegExp[], text: string): Record<string, string | undefined> | undefined {
  return patterns.map(pattern => pattern.exec(text)?.groups).find(groups => groups !== undefined);
}

/** 确认1120-3, 第2条确认, 全部确认, 退回1120-3，原因：人数不对; null when the words are no confirmation. */
export function readConfirmation(text: string): ConfirmationWords | null {
  const plain = text.trim().replace(/[。！!~～\s]+$/u, '');
  const no = firstMatch(refused, plain);
  if (no) return { do: 'return', what: 'named', targets: no['which'] ?? '', reason: no['why']?.trim() ?? null };
  const yes = firstMatch(named, plain);
  if (yes) return { do: 'confirm', what: 'named', targets: yes['which'] ?? '', reason: yes['why']?.trim() ?? null };
  if (everything.test(plain)) return { do: 'confirm', what: 'all', targets: '', reason: null };
  return bare.test(plain) ? { do: 'confirm', what: 'quoted', targets: '', reason: null } : null;
}
