import type { Draft } from '../domain/draft.ts';

/** 改稿口令 — what somebody asks to be done to a draft; `where` are the words that name the part. */
export type DraftCommand =
  | { do: 'rewrite'; where: string; text: string }
  | { do: 'offer'; where: string; take: boolean }
  | { do: 'alternative'; where: string; name: string; take: boolean }
  | { do: 'keep'; where: string }
  | { do: 'release'; where: string }
  | { do: 'advance'; where: string; to: Draft['state']; reason: string | null }
  | { do: 'clear'; where: string; isPassed: boolean; reason: string | null }
  | { do: 'publish'; where: string }
  | { do: 'steps'; where: string };

const part = '(?:.{0,24}(?:部分|章|节|段|这块))';
const rewrite = new RegExp(`^(?:把|请把|将)?(${part})(?:的?(?:文字|内容))?(?:改成|改为|改写成|改写为|换成)\\s*[：:\\n]\\s*([\\s\\S]+)$`);
const offer = /^(.{0,24}?)(不|先不)?(?:采纳|采用|要)(?:这些|全部)?新(?:增的?)?材料$/;
const alternative = /^(.{0,24}?)(不)?(?:采纳|采用|用)(.{2,5}?)的改稿$/;
const keep = /^(.{0,24}?)(?:就|仍|还是)(?:用|按|以)(?:现在的|我的)?改稿(?:为准)?$/;
const release = /^(.{1,24}?)(?:恢复|改回|用回|还原)(?:成|为|到)?(?:汇编稿|原稿|自动稿)$/;
const advance =
  /^(?:把|请把|将)?((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)(送审|定稿|退回修改)(?:了|吧)?(?:\s*[，,。；;]?\s*(?:原因|理由)(?:是|[：:])\s*(.{2,200}))?$/s;
const clear =
  /^((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)保密审查(不)?(?:通过|同意公开)(?:\s*[，,。；;]?\s*(?:原因|理由)(?:是|[：:])\s*(.{2,200}))?$/s;
const publish = /^(?:请?(?:生成|出|给我|导出)一?(?:份|下)?)?((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)的?公开版$/;
const steps = /^((?:.{0,10}(?:报告|稿子?|述职|汇报|总结|小结))?)(?:的)?(?:流转(?:记录|情况)|送审(?:了吗|到哪了?|情况)|定稿了吗)$/;

const states = { 送审: 'review', 定稿: 'final', 退回修改: 'draft' } as const;

/** What a message asks to be done to a draft; null when it asks nothing of the kind. */
export function readDraftCommand(text: string): DraftCommand | null {
  const plain = text.trim().replace(/[。！!？?~～\s]+$/u, '');
  const written = rewrite.exec(text.trim());
  if (written?.[1] !== undefined && written[2] !== undefined) return { do: 'rewrite', where: written[1], text: written[2].trim() };
  if (plain.length > 240) return null;
  const asked = steps.exec(plain);
  if (asked) return { do: 'steps', where: asked[1] ?? '' };
  const step = advance.exec(plain);
  if (step) return { do: 'advance', where: step[1] ?? '', to: states[step[2] as keyof typeof states], reason: step[3]?.trim() ?? null };
  const cleared = clear.exec(plain);
  if (cleared) return { do: 'clear', where: cleared[1] ?? '', isPassed: cleared[2] === undefined, reason: cleared[3]?.trim() ?? null };
  const open = publish.exec(plain);
  if (open) return { do: 'publish', where: open[1] ?? '' };
  const material = offer.exec(plain);
  if (material) return { do: 'offer', where: material[1] ?? '', take: material[2] === undefined };
  const kept = keep.exec(plain);
  if (kept) return { do: 'keep', where: kept[1] ?? '' };
  const other = alternative.exec(plain);
  if (other) return { do: 'alternative', where: other[1] ?? '', name: other[3] ?? '', take: other[2] === undefined };
  const released = release.exec(plain);
  return released ? { do: 'release', where: released[1] ?? '' } : null;
}
