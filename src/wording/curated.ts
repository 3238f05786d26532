import type { LocalDate } from '../domain/date.ts';

function shortDate(date: LocalDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

/** 口径 as an answer: the bureau's own words, then the provision's. */
export function curatedAnswer(parts: {
  answer: string;
  quote: string;
  reference: string;
  validity: string;
  further: readonly string[];
  by: string;
  on: LocalDate;
}): string {
  return [
    `**${/[。！？]$/.test(parts.answer) ? parts.answer : `${parts.answer}。`}**`,
    `> “${parts.quote.split('\n').join('\n> ')}”`,
    parts.reference,
    parts.validity.replace(/。?$/, '。'),
    ...(parts.further.length === 0 ? [] : [`另见${parts.further.join('、')}。`]),
    `本单位口径（${parts.by}${shortDate(parts.on)}定）。回“看原文”看整条，回“采纳”或“不采纳”留个意见。`,
  ].join('\n');
}

export function curatedKept(number: number, basis: readonly string[]): string {
  return [
    `**口径${number}已记**｜以后问到这件事就这样答，依据${basis.join('、')}。`,
    '> 依据的条文一旦修改或废止，小法停用这条口径并告诉材料员。回“口径清单”查看。',
  ].join('\n');
}

export const curationUnclear =
  '没看懂这条口径，没有记下。请照这样写：口径：问“小微企业货款最晚多久付”，答“交付之日起30日内”，依据《保障中小企业款项支付条例》第九条。';

/** A basis that cannot carry an answer; nothing was kept. */
export function curationWithoutBasis(basis: string, why: string): string {
  return `**没有记下**｜口径要有能用的依据，${basis}不行：\n${why}`;
}

export const noCurations = '还没有定过口径。编辑可以说：口径：问“……”，答“……”，依据《……》第…条。';

export function curationList(
  rows: readonly { number: number; question: string; basis: readonly string[]; broken: string | null; accepted: number; rejected: number }[],
): string {
  return [
    `**口径${rows.length}条**`,
    ...rows.map(({ number, question, basis, broken, accepted, rejected }) => {
      const views = accepted + rejected === 0 ? '' : `；采纳${accepted}，不采纳${rejected}`;
      return `${number}. ${question}｜${basis.join('、')}${broken === null ? '' : `｜**已停用**：${broken}有变，请重定`}${views}`;
    }),
    '> 停用回“删除口径1”。',
  ].join('\n');
}

export function curationDropped(number: number, isKnown: boolean): string {
  return isKnown ? `口径${number}已停用，以后按条文答。` : `没有口径${number}，回“口径清单”看编号。`;
}

/** To the editors: a provision that a curated answer stands on has changed. */
export function curationBroken(number: number, question: string, basis: string): string {
  return `**口径${number}已停用**｜“${question}”依据的${basis}已有变化，小法不再照它答，先按现行条文答。请核对后重新定口径。`;
}

export function verdictKept(accepted: boolean): string {
  return accepted ? '已记下：采纳。' : '已记下：不采纳，材料员会看到。';
}

export function notAccepted(question: string, cited: string, by: string, reason: string | null): string {
  return `**有一条答复没被采纳**｜${by}问“${question}”，小法答的依据是${cited}。${reason === null ? '' : `理由：${reason}。`}可以定口径：口径：问“……”，答“……”，依据《……》第…条。`;
}

export const newTopic = '好，换个话题，前面的不再接着问。';

const stateWords = { current: '在用', broken: '依据有变，已停用', dropped: '已删除' } as const;

/** Lines for the operator: every 口径, and what people thought of answers. */
export function answerLines(
  curated: readonly {
    number: number;
    question: string;
    answer: string;
    basis: readonly { label: string }[];
    state: keyof typeof stateWords;
    by: { name: string };
  }[],
  verdicts: readonly { question: string; cited: string; accepted: boolean; reason: string | null; by: { name: string } }[],
): string[] {
  return [
    `口径${curated.length}条`,
    ...curated.map(
      row =>
        `  ${row.number}. ${row.question} → ${row.answer}（${row.basis.map(({ label }) => label).join('、')}；${row.by.name}；${stateWords[row.state]}）`,
    ),
    `意见${verdicts.length}条`,
    ...verdicts.map(
      row => `  ${row.accepted ? '采纳' : '不采纳'}｜${row.question} → ${row.cited}（${row.by.name}${row.reason === null ? '' : `：${row.reason}`}）`,
    ),
  ];
}
