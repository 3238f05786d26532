/** Comments of a proposed outline. */
export const outlineComments = {
  head: '由旧报告（或通知）的标题拟出，请逐条核对后存到 data/bureau/outlines/ 下使用。标题里可以用 {局名} {年} {期次} {截至}。',
  unmatched: (headings: readonly string[]): string => `没有对上台账的标题（请填 sections，或删去）：${headings.join('；')}`,
  untaken: (sections: readonly string[]): string => `没有标题收的板块（这些板块的记录不会写进报告）：${sections.join('；')}`,
} as const;

/** 通知的提纲, in the chat: what of our ledgers each heading would take, and what matches nothing. */
export function noticeText(said: {
  title: string;
  headings: readonly { heading: string; level: number; takes: readonly string[] }[];
  unmatched: readonly string[];
  untaken: readonly string[];
}): string {
  return [
    `**通知已读**｜${said.title || '未写标题'}，按它拟的提纲：`,
    ...said.headings.map(({ heading, level, takes }) => `${'　'.repeat(level - 1)}${heading} ← ${takes.join('、') || '（下列各节）'}`),
    ...(said.unmatched.length > 0 ? [`> 没有台账可对：${said.unmatched.join('；')}`] : []),
    ...(said.untaken.length > 0 ? [`> 没有标题收的板块：${said.untaken.join('；')}`] : []),
    '用它起草：请管理员运行 outline 命令存成 data/bureau/outlines 里的提纲，逐条核对后重启；原来的提纲照用，两份稿子互不影响。',
  ].join('\n');
}

export function openingFor(voice: string): string {
  return `现将${voice}{期次}法治政府建设情况报告如下，文中数据截至{截至}。`;
}

export function noHeadings(name: string): string {
  return `“${name}”里没有读出“一、”“（一）”这样的标题，拟不出提纲。`;
}

export function unreadableOutline(name: string, why: string): string {
  return `“${name}”${why}`;
}
