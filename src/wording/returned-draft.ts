/** What the chat needs to know of a draft that came back. */
export interface ReturnedSaid {
  title: string;
  editor: string;
  state: 'draft' | 'review' | 'final';
  /** The version that the editor worked on, and the one that it was merged into. */
  from: number;
  into: number;
  isCertain: boolean;
  edited: readonly string[];
  removed: readonly string[];
  added: readonly string[];
  settled: readonly string[];
  /** Sentences of an old report that were accepted. */
  accepted: readonly string[];
  conflicts: readonly { heading: string; by: string }[];
  changedHeadings: readonly string[];
  unfound: number;
}

function named(headings: readonly string[]): string {
  const names = [...new Set(headings.map(heading => (heading === '' ? '开头' : heading)))];
  return `${names.slice(0, 5).join('；')}${names.length > 5 ? `等${names.length}处` : ''}`;
}

function counted(what: string, headings: readonly string[]): string[] {
  return headings.length > 0 ? [`${what}${headings.length}段：${named(headings)}`] : [];
}

const frozen = (title: string): string =>
  `《${title}》已经定稿，文件里的改动没有并入，也没有丢：文件还在您手里。要修改，先回“退回修改”，再把文件发来。`;

/** 改稿已并入. */
export function returnedText(said: ReturnedSaid): string {
  const { title, editor, from, into, edited, removed, added, settled, accepted, conflicts, changedHeadings, unfound } = said;
  if (said.state === 'final') return frozen(title);
  const changes = edited.length + removed.length + added.length + settled.length + accepted.length + conflicts.length;
  const older = from < into ? `（改的是第${from}版，现已是第${into}版，其间的更新没有被盖掉）` : '';
  const guessed = said.isCertain ? [] : ['> 文件里没有版本标记，按文字逐段比对并入，请再看一遍。'];
  const lost = unfound > 0 ? [`> 有${unfound}段在文件里没有找到，没有当作删除，仍照原样保留。`] : [];
  const heads = changedHeadings.length > 0 ? [`> 未并入：${named(changedHeadings)}，标题和主送由提纲决定，请管理员改提纲。`] : [];
  if (changes === 0) return [`**没有看到改动**｜${title}${older}`, ...guessed, ...lost, ...heads].join('\n');
  return [
    `**已并入${editor}的改稿**｜${title}${older}`,
    ...counted('改写', edited),
    ...counted('新增', added),
    ...counted('删去', removed),
    ...counted('已取舍', settled),
    ...(accepted.length > 0 ? [`采纳老稿原话${accepted.length}句：${named(accepted)}`] : []),
    ...conflicts.map(({ heading, by }) => `> ${named([heading])}：${by}也改过，两稿都留着。回“采纳${editor}的改稿”换用，或“不采纳${editor}的改稿”。`),
    ...guessed,
    ...lost,
    ...heads,
    '以后汇编不会覆盖这些段落；有新材料会放在旁边，请取舍。',
  ].join('\n');
}

/** To the editor whose paragraph somebody else has changed too. */
export function alsoEdited(said: { editor: string; by: string; title: string; headings: readonly string[] }): string {
  return `${said.editor}您好，${said.by}交回的《${said.title}》改了您改过的${said.headings.length}段（${named(said.headings)}）。您的稿子没有动，两稿都留在稿中，请商量后取舍。`;
}

/** A Word file that is given as a draft and is none. */
export function notADraft(name: string): string {
  return `“${name}”不是小法起草的稿子，没有并入。请用小法发出的 .docx 修改后交回；旧报告请拖进群里，或用 ingest 入库。`;
}

export const whoReturns = '请写明是谁交回的改稿：--by 姓名（须在花名册里）。';
