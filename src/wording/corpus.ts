import type { DocumentLevel, SourcePlace } from '../domain/provision.ts';

/** What happened to one file that was given to the corpus. */
export type IngestOutcome = 'added' | 'unchanged' | 'replaced' | 'skipped';

const outcomeWords: Record<IngestOutcome, string> = { added: '新增', unchanged: '未变', replaced: '已替换旧文', skipped: '未入库' };

export const ingestReasons = {
  tooLarge: '文件超过 20 MB，请拆分后再入库',
  sameContent: '与已入库的文件内容相同',
  samePlace: '内容没有变化',
  sameVersion: '同名同版本的文件已入库，以先读入的为准',
} as const;

interface Noted {
  kind: string;
  detail: string;
}

const pages = (detail: string): string => `第${detail}页`;

/** One line for all notes of a kind; `details` are their places. */
const noteWords: Readonly<Record<string, (details: readonly string[]) => string>> = {
  'numbering-gap': details => `条号不连续，缺${details.join('、')}`,
  'run-on-article': details => `${details.length}条与前一条连写在一段内，已按条号拆开（${details[0]}起）`,
  'heading-without-text': details =>
    `${details.length}个标题下面没有文字，可能是图片、目录或已略去：${details.slice(0, 3).join('、')}${details.length > 3 ? '等' : ''}`,
  untitled: details => `没有标题行，以文件名“${details[0]}”为题`,
  'pages-without-text': ([detail = '']) => `${pages(detail)}没有文字（扫描件、图片或空白页），没有读入；要用这几页，请先做文字识别`,
  'pages-garbled': ([detail = '']) => `${pages(detail)}的文字是乱码（字体没有编码表），没有读入；请用原来的 Word 文件入库`,
  'table-guessed': ([detail = '']) => `${pages(detail)}有表格，按文字位置还原成行列，请对照原件看一眼`,
  'numbers-lost': () => '用了自动编号，.doc 里的编号没有读出；条号要紧的，请另存为 .docx 后再入库',
};

/** What each kind is called when an ingestion is summed up. */
const noteNames: Readonly<Record<string, string>> = {
  'numbering-gap': '条号不连续',
  'run-on-article': '数条连写',
  'heading-without-text': '标题下无文字',
  untitled: '没有标题行',
  'pages-without-text': '页面没有文字',
  'pages-garbled': '页面是乱码',
  'table-guessed': '表格按位置还原',
  'numbers-lost': '自动编号未读出',
};

/** What could not be placed in a document with certainty, one line for each kind. */
export function readingNotes(notes: readonly Noted[]): string[] {
  return Object.entries(noteWords).flatMap(([kind, words]) => {
    const details = notes.filter(note => note.kind === kind).map(note => note.detail);
    return details.length > 0 ? [words(details)] : [];
  });
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

function doubtCounts(results: readonly { doubts: readonly string[] }[]): string {
  return Object.entries(noteNames)
    .map(([kind, name]) => [name, results.reduce((sum, { doubts }) => sum + doubts.filter(doubt => doubt === kind).length, 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}${count}处`)
    .join('，');
}

/** What an ingestion came to. */
export function ingestSummary(
  results: readonly { outcome: IngestOutcome; passages: number; notes: readonly string[]; doubts: readonly string[] }[],
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
    ...(doubtful > 0 ? [`${doubtful}个文件有存疑之处（${doubtCounts(results)}），已在上面列出，请对照原文看一眼。`] : []),
    `用时${used.seconds.toFixed(1)}秒，内存${Math.round(used.memoryMb)}MB。`,
  ];
}

/** What is told of a document that somebody added. */
export interface AddedSaid {
  title: string;
  outcome: IngestOutcome;
  reason: string | null;
  passages: number;
  notes: readonly string[];
  level: DocumentLevel | null;
  number: string | null;
  /** How it stands; null for one that was there before. */
  validity: string | null;
  isDated: boolean;
  holdsPersonalData: boolean;
}

const levelNames: Record<DocumentLevel, string> = {
  constitution: '宪法',
  law: '法律',
  'administrative-regulation': '行政法规',
  'judicial-interpretation': '司法解释',
  'departmental-rule': '部门规章',
  'local-regulation': '地方性法规',
  'normative-document': '规范性文件',
  policy: '政策',
  report: '总结、报告',
  other: '其他文件',
};

/** 入库回执: what was read, as what, and what to look at. */
export function addedDocument({ title, outcome, reason, passages, notes, level, number, ...about }: AddedSaid): string {
  if (outcome === 'unchanged') return `**没有重复入库**｜《${title}》\n${reason}。`;
  const isLaw = level !== null && level !== 'report' && level !== 'other';
  return [
    `**${outcome === 'replaced' ? '已替换旧文' : '已入库'}**｜《${title}》`,
    [`读入${passages}条（段）`, ...(level === null ? [] : [`按“${levelNames[level]}”收录`]), ...(number === null ? [] : [number])].join('，'),
    ...(isLaw && about.validity !== null ? [`时效：${about.validity}`] : []),
    ...(isLaw && !about.isDated ? ['> 文中没有读出公布、施行日期，时效无法认定，请核对原件。'] : []),
    ...(about.holdsPersonalData ? ['> 文中有电话、证件号一类的内容，查到时会显示；不宜公开的，请删去后重新入库。'] : []),
    ...notes.map(note => `> 存疑：${note}`),
  ].join('\n');
}

export const notForTheCorpus = '这份文件带有涉密或内部标志，不能入库，没有留存。涉密和内部文件请走规定渠道。';

/** To the 保密员: files in a followed folder that were left out. */
export function secrecyFilesNotice(files: readonly string[]): string {
  return [
    `**保密提醒**｜资料文件夹里有${files.length}份文件带有涉密或内部标志，小法没有读入，也没有留存：`,
    ...files.map(file => `- ${file}`),
    '> 请您核实，尽快把文件移出共享文件夹；如属国家秘密，机关应在24小时内报告（保守国家秘密法实施条例第六十一条）。',
  ].join('\n');
}

export const noFileToAdd = '没有找到要处理的文件。请把文件发来，同时写“入库”；或先发文件，再回“入库”。';

/** Asked of a file that may be meant for two things. */
export function addOrCompare(name: string, canCompare: boolean): string {
  const compare = canCompare ? '要当作往年报告、对照今年的数字，请回“换数”。' : '不用的话不必理会，文件没有入库。';
  return `收到“${name}”。要收进文件库、以后答问时引用，请回“入库”；${compare}`;
}

/** 原件第3页 — only where it helps to find the place: in a text of paragraphs the words themselves do. */
export function placeInOriginal({ unit, number, sheet }: SourcePlace): string | null {
  if (unit === 'page') return `原件第${number}页`;
  return unit === 'row' ? `原件${sheet === undefined ? '' : `工作表“${sheet}”`}第${number}行` : null;
}

/** One passage in a list of search results. */
export function searchHitLine(
  hit: { document: string; article: string | null; path: readonly string[]; text: string; place: SourcePlace },
  position: number,
): string {
  const where = placeInOriginal(hit.place);
  const place = hit.article ?? hit.path.at(-1) ?? '';
  const text = hit.text.replace(/\n/g, ' ');
  return `${position}. 《${hit.document}》${place}　${text.length > 80 ? `${text.slice(0, 80)}…` : text}${where === null ? '' : `（${where}）`}`;
}

/** What is still to be done for searching by meaning, after documents came in. */
export function vectorsToCome({ done, total }: { done: number; total: number }): string {
  return `按意思检索：${total}段中${done}段已算向量，其余在小法运行时后台接着算，期间按字词检索。`;
}
