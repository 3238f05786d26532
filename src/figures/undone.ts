import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger } from '../domain/ledger.ts';

/** 考试几个人没过: not how many there were. */
const notDone =
  /(?:多少|几)[个名位家]?人?(?:企业)?(?:没|未)(?:有|能)?(?:过|来|到|去|参加|通过|及格|合格|交|签)|(?:没|未)(?:通过|来|到场?|去|参加|及格|合格|交|签)的(?:有|是)?(?:多少|几)/;

/** 没转办的问题几条: the figure of what was done is no answer to what was not. */
function isDenied(text: string, metrics: readonly string[], ledgers: readonly Ledger[]): boolean {
  const said = text.replace(/有没有?/g, '');
  const listed = ledgers.flatMap(ledger => ledger.metrics).filter(({ name }) => metrics.includes(name));
  // What was only reported goes by its own name.
  const reported = metrics.filter(metric => !listed.some(({ name }) => name === metric));
  const forms = [...reported, ...listed.filter(({ kind }) => kind !== 'level').flatMap(({ name, aliases }) => [name, ...aliases])];
  const verbs = forms.filter(form => form.length > 1 && !/^[没未不]/.test(form)).map(form => form.slice(0, 2));
  return verbs.some(verb => ['没', '没有', '没被', '没去', '没能', '未', '未被', '未能'].some(no => said.includes(`${no}${verb}`)));
}

/** 没做成的 — whether a question asks for what was not done, where its metrics count what was. */
export function asksUndone(text: string, metrics: readonly string[], { ledgers }: Pick<Bureau, 'ledgers'>): boolean {
  return notDone.test(text) || isDenied(text, metrics, ledgers);
}
