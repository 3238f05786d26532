import { isOnlyWork, saysWork } from './work-words.ts';

/** 词语所在 — where a word stands in a text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** 名称契合 — what is left of the words beside a number once a metric's own words and mere qualifiers are taken out. */
export interface NameFit {
  /** The metric's own words: 座谈会. */
  said: string;
  /** Before the metric's first word: 危货企业 of 危货企业座谈会. */
  front: string;
  /** Between its words: 外贸 of 走访外贸企业. */
  inside: string;
  /** After its last word, where a Chinese phrase says what it is about: 塔吊 of 检查塔吊. */
  behind: string;
}

/** Words with which a narrower report says when, where, who and how, or only that something took place. */
const qualifiers = new RegExp(
  [
    // when
    '[春夏秋冬汛旱暑寒雨]季|汛期|高温天?|[节年]前后?|节后|假?期[间前]|[一-龥]{1,4}(?:周|月|日|节)期间|上半年|下半年|[一二三四]季度|年度|第?[一二三四五六]?[期场批轮]',
    // where
    '(?:[在到去赴]|深入|前往)?[一-龥]{0,4}?(?:县[城区]|园区|开发区|高新区|街道|社区|小区|广场|大厅|现场|乡镇|镇|乡)(?:里|内|上)?|全[区市县镇]|[我各本辖][区市县局]内?|辖区内?|[县区市]里',
    // who
    '^[一-龥]{2,3}[那这]边|[和跟与同][一-龥]{1,4}?(?:[科股局长总队]|主任|同志|部门)|^[一-龥]{1,6}?(?:[科股]|大队|支队|中队|办公室|中心|窗口)(?=[一-龥]{2})|[我咱]们|我|局?(?:党组|党委|党支部|领导班子)',
    // how
    '联合|集中|专项|突击|现场|当场|实地|上门|全面|深入|重点|主动|及时|按[时期]|限期|继续|共同|再次|陆续|日常|例行|定期|专题|统一|认真|积极|全部|首次|顺利|成功|初步|完整|依法',
    // that it took place
    '开展|组织|举办|进行|召开|完成|实施|落实|做好|办理|收到|接到|得到|转来|交来|派来|参加|参与|完毕|累计|共计|合计|现有|目前|只有|仅有|一共|达到|实现|新增?|其中|其余|剩余|剩下|还有|另有|对于?|针对',
    // what says nothing
    '企业|公司|单位|部门|主体|机构|人员|群众|干部|职工|同志|市民|居民|村民|业主|负责人|到场|工作|情况|活动|事项|案件|信息|数量|[人户家次]数|涉及|惠及|覆盖|各类|相关|有关',
  ].join('|'),
  'g',
);

/** Letters that are no word of their own beside a number. */
const particle = '[数量额条件个项后完好到过得来去上下出起中内等有为计达把以由从给和与及跟被让还又再也就都才很接收办搞做摆开帮着只仅共约近超余多前]';
const atEdges = new RegExp(`^${particle}+|${particle}+$`, 'g');

/** What the words are about beyond qualifiers; '' when they say nothing of their own. */
export function contentOf(words: string): string {
  if (words === '') return '';
  return words
    .replace(qualifiers, ' ')
    .split(' ')
    .map(word => word.replace(atEdges, ''))
    .join('');
}

/** The words outside the metric's own; what is between two of those is inside. `topics` are known and say nothing more. */
export function fitOf(words: string, own: readonly Span[], topics: readonly Span[] = []): NameFit {
  const isOwn = cover(words, own);
  const isKnown = cover(words, topics);
  const first = isOwn.indexOf(true);
  const last = isOwn.lastIndexOf(true);
  const rest = (from: number, to: number): string =>
    [...words]
      .slice(from, to)
      .map((letter, index) => (isOwn[from + index] || (from + index < last && isKnown[from + index]) ? ' ' : letter))
      .join('')
      .split(' ')
      .map(contentOf)
      .join('');
  const said = [...words].filter((_, index) => isOwn[index]).join('');
  return {
    said,
    front: rest(0, /^(?:发现|查出)/.test(said) ? first - foundBy(words.slice(0, first)) : first),
    inside: rest(first, last),
    behind: rest(last + 1, words.length),
  };
}

/** 检查发现隐患5处: how they were found; the number of letters. */
function foundBy(front: string): number {
  return /(?:[检排巡抽督夜]查|执法)(?:中|时)?$/.exec(front)?.[0].length ?? 0;
}

function cover(words: string, spans: readonly Span[]): boolean[] {
  const covered = new Array<boolean>(words.length).fill(false);
  for (const { start, end } of spans) covered.fill(true, start, end);
  return covered;
}

/** Every place where at least two letters of the words are also in one of the metric's names, longest first from the left. */
export function ownSpans(words: string, vocabulary: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < words.length - 1; start++) {
    let end = start + 2;
    if (!vocabulary.has(words.slice(start, end))) continue;
    while (end < words.length && vocabulary.has(words.slice(start, end + 1))) end++;
    spans.push({ start, end });
  }
  return spans;
}

/** All runs of two letters and more in the names of a metric. */
export function vocabularyOf(names: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (const name of names)
    for (let start = 0; start < name.length - 1; start++) for (let end = start + 2; end <= name.length; end++) runs.add(name.slice(start, end));
  return runs;
}

function saysAct(words: string): boolean {
  return saysWork(words) || /服务|支持|奖励/.test(words);
}

/**
 * Whether a metric is what the words say. Strict, because a wrong total is somebody's post and a separate name is one click of the editor's:
 * what stands behind the metric's words is another thing; what stands before or between them is another kind of it, which only a metric counts
 * that is told to take any kind; and a verb says that something else was done to it.
 */
export function saysMetric({ said, front, inside, behind }: NameFit, takesAnyKind: boolean): boolean {
  if (behind !== '') return false;
  if (front.length < 2 && inside.length < 2) return true;
  return takesAnyKind && !isOnlyWork(said) && !saysAct(front) && !saysAct(inside);
}
