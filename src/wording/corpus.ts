/** What happened to one file that was given to the corpus. */
export type IngestOutcome = 'added' | 'unchanged' | 'replaced' | 'skipped';

export const outcomeWords: Record<IngestOutcome, string> = { added: '新增', unchanged: '未变', replaced: '已替换旧文', skipped: '未入库' };

const unreadable = {
  empty: '空文件，没有可读的文字',
  binary: '不是文本文件（能读 .docx、.txt 和 .md），请另存后再入库',
  'unknown-encoding': '认不出文字编码，请另存为 UTF-8 后再入库',
  'old-word': '是旧格式（.doc 或 .wps），请在 Word 或 WPS 里另存为 .docx 后再入库',
  'not-word': '不是 Word 文件（.docx），请另存后再入库',
  'too-large': '解开后太大，不像一份公文，请核对文件',
  damaged: '文件已损坏，打不开，请重新导出',
} as const;

export function unreadableReason(reason: keyof typeof unreadable): string {
  return unreadable[reason];
}

export function unsupportedFile(extension: string): string {
  return `暂不支持 ${extension === '' ? '没有扩展名的' : extension} 文件，请另存为 .docx、.txt 或 .md`;
}

export const ingestReasons = {
  tooLarge: '文件超过 20 MB，请拆分后再入库',
  noPassages: '没有读出任何条款或段落',
  sameContent: '与已入库的文件内容相同',
  samePlace: '内容没有变化',
  sameVersion: '同名同版本的文件已入库，以先读入的为准',
} as const;

/** What could not be placed in a document with certainty, one line for each kind. */
export function readingNotes(
  notes: readonly { kind: 'numbering-gap' | 'run-on-article' | 'heading-without-text' | 'untitled'; detail: string }[],
): string[] {
  const details = (kind: string): string[] => notes.filter(note => note.kind === kind).map(note => note.detail);
  const gaps = details('numbering-gap');
  const runOn = details('run-on-article');
  const empty = details('heading-without-text');
  return [
    ...(gaps.length > 0 ? [`条号不连续，缺${gaps.join('、')}`] : []),
    ...(runOn.length > 0 ? [`${runOn.length}条与前一条连写在一段内，已按条号拆开（${runOn[0]}起）`] : []),
    ...(empty.length > 0
      ? [`${empty.length}个标题下面没有文字，可能是图片、目录或已略去：${empty.slice(0, 3).join('、')}${empty.length > 3 ? '等' : ''}`]
      : []),
    ...details('untitled').map(name => `没有标题行，以文件名“${name}”为题`),
  ];
}

/** Said at start when an index file was damaged. */
export function indexRebuilt(documents: number): string {
  return `文件索引损坏或版本较旧，已用保存的原件重建（${documents}份文件），内容没有丢失。`;
}

export function storedDocumentsLost(id: string): string {
  return `文件库的一部分（${id}）原件和索引都已损坏，请重新入库对应文件。`;
}

/** The lines about one file: what became of it, then what could not be placed. */
export function ingestedFile(result: {
  path: string;
  outcome: IngestOutcome;
  reason: string | null;
  title: string | null;
  passages: number;
  notes: readonly string[];
}): string[] {
  const title = result.title === null ? '' : `《${result.title}》`;
  const size = result.passages > 0 ? `，${result.passages}条（段）` : '';
  const reason = result.reason === null ? '' : `：${result.reason}`;
  return [
    `${outcomeWords[result.outcome]} ${result.path}${title === '' ? '' : ` ${title}`}${size}${reason}`,
    ...result.notes.map(note => `  存疑 ${note}`),
  ];
}

/** What an ingestion came to. */
export function ingestSummary(
  results: readonly { outcome: IngestOutcome; passages: number; notes: readonly string[] }[],
  used: { seconds: number; memoryMb: number },
): string[] {
  const counts = (Object.keys(outcomeWords) as IngestOutcome[]).map(
    outcome => [outcomeWords[outcome], results.filter(result => result.outcome === outcome).length] as const,
  );
  const passages = results.reduce((sum, result) => sum + result.passages, 0);
  const doubtful = results.filter(result => result.notes.length > 0).length;
  return [
    `共${results.length}个文件：${counts
      .filter(([, count]) => count > 0)
      .map(([words, count]) => `${words}${count}`)
      .join('，')}；新读入${passages}条（段）。`,
    ...(doubtful > 0 ? [`${doubtful}个文件有存疑之处，已在上面列出，请对照原文看一眼。`] : []),
    `用时${used.seconds.toFixed(1)}秒，内存${Math.round(used.memoryMb)}MB。`,
  ];
}

/** One passage in a list of search results. */
export function searchHitLine(hit: { document: string; article: string | null; path: readonly string[]; text: string }, position: number): string {
  const place = hit.article ?? hit.path.at(-1) ?? '';
  const text = hit.text.replace(/\n/g, ' ');
  return `${position}. 《${hit.document}》${place}　${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}
