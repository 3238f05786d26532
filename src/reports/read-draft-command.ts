import { parseDocumentNumber } from '../domain/document-number.ts';
import type { Desk, Draft, Imprint } from '../domain/draft.ts';
import type { DraftForm } from './draft-file.ts';

/** 征求意见口令 — what an editor asks of the 科室, and what they answer. */
export type ConsultCommand =
  | { do: 'consult'; where: string; due: string | null }
  | { do: 'round'; where: string }
  | { do: 'opinions'; where: string; form: 'docx' | 'xlsx' }
  | { do: 'opinion'; where: string; text: string | null }
  | { do: 'adopt'; where: string; department: string; adopted: 'yes' | 'partly' | 'no'; reason: string | null };

/** 改稿口令 — what somebody asks to be done to a draft; `where` are the words that name the part. */
export type DraftCommand =
  | ConsultCommand
  | { do: 'rewrite'; where: string; text: string }
  | { do: 'offer'; where: string; take: boolean }
  | { do: 'alternative'; where: string; name: string; take: boolean }
  | { do: 'keep'; where: string }
  | { do: 'carried'; where: string }
  | { do: 'release'; where: string }
  | { do: 'advance'; where: string; to: Draft['state']; desk: Desk | null; reason: string | null }
  | { do: 'lookback'; where: string }
  | { do: 'cut-off'; where: string; day: string | null }
  | { do: 'form'; where: string; form: DraftForm }
  | { do: 'imprint'; where: string; imprint: Imprint; issued: string | null }
  | { do: 'clear'; where: string; isPassed: boolean; reason: string | null }
  | { do: 'publish'; where: string }
  | { do: 'steps'; where: string }
  | { do: 'edits'; where: string };

const part = '(?:.{0,24}(?:部分|章|节|段|这块))';
const rewrite = new RegExp(`^(?:把|请把|将)?(${part})(?:的?(?:文字|内容))?(?:改成|改为|改写成|改写为|换成)\\s*[：:\\n]\\s*([\\s\\S]+)$`);
const offer = /^(.{0,24}?)(不|先不)?(?:采纳|采用|要)(?:这些|全部)?新(?:增的?)?材料$/;
const alternative = /^(.{0,24}?)(不)?(?:采纳|采用|用)(.{2,5}?)的改稿$/;
const keep = /^(.{0,24}?)(?:就|仍|还是)(?:用|按|以)(?:现在的|我的)?改稿(?:为准)?$/;
const carried =
  /^(?:把)?(.{0,24}?)(?:的)?(?:采纳|接受|沿用)(.{0,24}?)(?:的)?(?:全部|所有|这些)?(?:灰色|沿用|老稿)(?:的)?(?:句子?|文字|内容|部分|段落|原话|句)$/;
const release = /^(.{1,24}?)(?:恢复|改回|用回|还原)(?:成|为|到)?(?:汇编稿|原稿|自动稿)$/;
const titled = '((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)';
const advance =
  /^(?:把|请把|将)?((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)(送审|定稿|退回修改|送分管(?:局?领导|局长)(?:审核|审阅)?|送(?:局长|主要负责人|主要领导)(?:审定|审签|审阅)?|(?<=.)已报送)(?:了|吧)?(?:\s*[，,。；;]?\s*(?:原因|理由)(?:是|[：:])\s*(.{2,200}))?$/s;
const clear =
  /^((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)保密审查(不)?(?:通过|同意公开)(?:\s*[，,。；;]?\s*(?:原因|理由)(?:是|[：:])\s*(.{2,200}))?$/s;
const publish = /^(?:请?(?:生成|出|给我|导出)一?(?:份|下)?)?((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)的?公开版$/;
const steps = /^((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)(?:的)?(?:流转(?:记录|情况)|送审(?:了吗|到哪了?|情况)|定稿了吗)$/;

const edits =
  /^(?:看一?下?)?((?:.{0,24}(?:报告|稿子?|述职|汇报|总结|小结|部分|章|节|段|块|开头))?)(?:都|是|有)?(?:被)?(?:谁(?:和谁|们)?(?:都)?(?:改过|改的|改了|动过|修改过)|(?:的)?(?:改稿|修改|改动)记录)(?:什么|哪些|哪里|哪几处|哪段)?$/;

const states = { 送审: 'review', 定稿: 'final', 退回修改: 'draft' } as const;

const form = new RegExp(
  `^(?:请?(?:生成|出|给我|要|导出)一?(?:份|下)?)?${titled}的?(?:(数据)?出处表(表格|表格版|Excel|excel|xlsx)?|(带批注(?:的)?(?:版|稿|初稿)?)|(送审清样|清样))$`,
);
const lookback =
  /^(.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))的?(?:和|与|同|跟)(?:去年|上年|往年)(?:的?报告)?(?:比|相比|对比|对照|比较)(?:一下|表|情况)?$|^上年对照表?$/;
const imprint = new RegExp(`^${titled}的?(发文字号|文号|签发人|成文日期|附件)(?:是|为)?\\s*[：:]?\\s*(\\S.*)$`, 's');

const day = '(?:20\\d{2}年)?\\d{1,2}月(?:\\d{1,2}[日号]|份?底|末)|今[天日]|昨[天日]|上个?月底|(?:本|这个)月底|年底';
const cutOff = new RegExp(
  `^(?:请?把|将)?(.{0,10}(?:报告|初稿|稿子?|述职|汇报|总结|小结))(?:里|中)?的?(?:数据|数字|统计|内容)?(?:都)?的?(?:(?:统计)?截[至止](?:到|日期|时间|日)?(?:都)?(?:是|为|按|就|先)?(?:定|改|调整?|设|统一)?(?:为|到|在|成|至)?\\s*(${day})|截[至止](?:日期|时间|日)?(?:取消|恢复|不限|不定了?)|(?:取消|不限)截[至止](?:日期|时间|日)?)$`,
);

const consult = new RegExp(
  `^(?:请?把)?${titled}(?:发(?:给)?各?科室)?(?:征求(?:各)?(?:科室)?(?:的)?意见|送(?:各)?科室(?:征求意见|核对)?)(?:[，,。；;\\s]*(.{1,16}?)(?:之?前)(?:反馈|回复|答复|回)?(?:意见)?)?$`,
);
const round = new RegExp(`^${titled}的?(?:征求意见|意见反馈|意见)(?:情况|进度)$|^谁还没有?(?:反馈|回复)(?:意见)?$`);
const opinions = new RegExp(`^(?:请?(?:生成|出|给我|要|导出)一?(?:份|下)?)?${titled}的?意见采纳情况表?(表格|Excel|excel|xlsx)?$`);
const noOpinion = new RegExp(`^(?:我们?科?室?)?(?:对)?${titled}(?:没有?|无)(?:修改)?意见(?:了)?$`);
const opinion = new RegExp(`^${titled}的?(?:修改)?意见(?:是|为)?[：:]\\s*(.{2,})$`, 's');
const adopt = /^(不予?|部分)?采纳(.{2,14}?)(?:的|提的)?意见(?:\s*[，,。；;]?\s*(?:理由|原因|说明)(?:是|[：:])\s*(.{2,300}))?$/s;

/** 征求意见 and what comes of it. */
function consultationCommand(plain: string): ConsultCommand | null {
  const asked = consult.exec(plain);
  if (asked) return { do: 'consult', where: asked[1] ?? '', due: asked[2] ?? null };
  const shown = round.exec(plain);
  if (shown) return { do: 'round', where: shown[1] ?? '' };
  const table = opinions.exec(plain);
  if (table) return { do: 'opinions', where: table[1] ?? '', form: table[2] ? 'xlsx' : 'docx' };
  const none = noOpinion.exec(plain);
  if (none) return { do: 'opinion', where: none[1] ?? '', text: null };
  const said = opinion.exec(plain);
  if (said) return { do: 'opinion', where: said[1] ?? '', text: (said[2] ?? '').trim() };
  const taken = adopt.exec(plain);
  if (!taken) return null;
  const adopted = taken[1] === undefined ? 'yes' : taken[1] === '部分' ? 'partly' : 'no';
  return { do: 'adopt', where: '', department: taken[2] ?? '', adopted, reason: taken[3]?.trim() ?? null };
}

function stepOf(word: string): { to: Draft['state']; desk: Desk | null } {
  if (word.endsWith('报送')) return { to: 'final', desk: 'submitted' };
  if (word.startsWith('送分管')) return { to: 'review', desk: 'deputy' };
  return word === '送审' || !word.startsWith('送') ? { to: states[word as keyof typeof states], desk: null } : { to: 'review', desk: 'principal' };
}

/** 附件：1.某某；2.某某 as a list of names. */
function attachmentNames(text: string): string[] {
  return text
    .split(/[；;\n]/)
    .map(name => name.replace(/^\s*\d{1,2}[.．、]\s*/, '').trim())
    .filter(name => name !== '');
}

/** What the registry or the office gives a document; attachments only with the report named, for 附件 is an everyday word. */
function imprintOf(text: string): Extract<DraftCommand, { do: 'imprint' }> | null {
  const [, where = '', what = '', said = ''] = imprint.exec(text.trim()) ?? [];
  const number = what.endsWith('号') ? parseDocumentNumber(said) : undefined;
  if (number) return { do: 'imprint', where, imprint: { number }, issued: null };
  const person = what === '签发人' ? /^[\u4e00-\u9fa5·]{2,6}$/.exec(said.replace(/[。\s]+$/, ''))?.[0] : undefined;
  if (person) return { do: 'imprint', where, imprint: { signatory: person }, issued: null };
  if (what === '成文日期') return { do: 'imprint', where, imprint: {}, issued: said };
  return what === '附件' && where !== '' ? { do: 'imprint', where, imprint: { attachments: attachmentNames(said) }, issued: null } : null;
}

const consulting: ReadonlySet<DraftCommand['do']> = new Set(['consult', 'round', 'opinions', 'opinion', 'adopt']);

export function isConsultation(command: DraftCommand): command is ConsultCommand {
  return consulting.has(command.do);
}

/** What a message asks to be done to a draft; null when it asks nothing of the kind. */
export function readDraftCommand(text: string): DraftCommand | null {
  const plain = text.trim().replace(/[。！!？?~～\s]+$/u, '');
  const written = rewrite.exec(text.trim());
  if (written?.[1] !== undefined && written[2] !== undefined) return { do: 'rewrite', where: written[1], text: written[2].trim() };
  const asking = plain.length > 1000 ? null : consultationCommand(plain);
  if (asking) return asking;
  if (plain.length > 240) return null;
  const asked = steps.exec(plain);
  if (asked) return { do: 'steps', where: asked[1] ?? '' };
  const history = edits.exec(plain);
  // 谁改过 alone may mean a record.
  if (history && (history[1] || plain.includes('改稿记录'))) return { do: 'edits', where: history[1] ?? '' };
  const step = advance.exec(plain);
  if (step) return { do: 'advance', where: step[1] ?? '', ...stepOf(step[2] ?? ''), reason: step[3]?.trim() ?? null };
  const limited = cutOff.exec(plain);
  if (limited) return { do: 'cut-off', where: limited[1] ?? '', day: limited[2] ?? null };
  const wanted = form.exec(plain);
  if (wanted)
    return { do: 'form', where: wanted[1] ?? '', form: wanted[4] ? 'comments' : wanted[5] ? 'proof' : wanted[3] ? 'source-table' : 'sources' };
  const beside = lookback.exec(plain);
  if (beside) return { do: 'lookback', where: beside[1] ?? '' };
  const given = imprintOf(text);
  if (given) return given;
  const cleared = clear.exec(plain);
  if (cleared) return { do: 'clear', where: cleared[1] ?? '', isPassed: cleared[2] === undefined, reason: cleared[3]?.trim() ?? null };
  const open = publish.exec(plain);
  if (open) return { do: 'publish', where: open[1] ?? '' };
  const material = offer.exec(plain);
  if (material) return { do: 'offer', where: material[1] ?? '', take: material[2] === undefined };
  const kept = keep.exec(plain);
  if (kept) return { do: 'keep', where: kept[1] ?? '' };
  const old = carried.exec(plain);
  if (old) return { do: 'carried', where: `${old[1] ?? ''}${old[2] ?? ''}` };
  const other = alternative.exec(plain);
  if (other) return { do: 'alternative', where: other[1] ?? '', name: other[3] ?? '', take: other[2] === undefined };
  const released = release.exec(plain);
  return released ? { do: 'release', where: released[1] ?? '' } : null;
}
