/** 叫法的话 — what somebody may want decided, or asks, about the name of a figure. `isPlain`: said in words that are said of nothing else (并到). */
export type NameCommand =
  | { do: 'join'; name: string; into: string; isPlain: boolean }
  | { do: 'part'; name: string; from: string | null; isPlain: boolean }
  | { do: 'adopt'; name: string; ledger: string | null; isPlain: boolean }
  | { do: 'drop'; name: string; isPlain: boolean }
  /** `other`: the name that it may be (巡河是不是河道巡查). */
  | { do: 'ask'; name: string | null; other: string | null; isPlain: boolean };

/** Longer than any two names with what joins them. */
const LONGEST = 60;

const opening = '(?:(?:请|麻烦|帮忙|以后)?(?:把|将)?)';
const ending = '(?:吧|了|里面?|中|下面|上|一起|去|[。！!~～\\s])*';

/** Two names, what is said between them, and behind them. */
interface Form {
  between: RegExp;
  behind: RegExp;
  make(name: string, other: string): NameCommand;
}

function form(between: string, make: Form['make'], behind = ''): Form {
  return { between: new RegExp(between, 'gu'), behind: new RegExp(`${behind}${ending}$`, 'u'), make };
}

const join =
  (isPlain: boolean) =>
  (name: string, into: string): NameCommand => ({ do: 'join', name, into, isPlain });
const part =
  (isPlain: boolean) =>
  (name: string, from: string): NameCommand => ({ do: 'part', name, from, isPlain });

const matter = '(?:同一?|一)(?:回事儿?|码事|件事儿?|个意思|个指标|个数|类|样)的?';

/** Told by what stands behind both names. */
const closed: readonly Form[] = [
  form('[和跟与同、]', part(false), `(?:其实|并|根本)?(?:不是|不算|不)${matter}`),
  // 巡河和护岸分别统计 asks for both.
  form('[和跟与同、]', part(false), '(?:(?:要|应该?)?分开|(?:要|应该?)分别)(?:来)?(?:算|计|统计|记)?'),
  form('[和跟与同、]', join(false), `(?:其实|都|就)?(?:是|算|叫)?${matter}`),
  form('[从跟和]', part(true), '(?:里面?|中)?(?:分|拆|摘)(?:出来|开来?|出去)'),
];

/** Told by what stands between them. */
const open: readonly Form[] = [
  form('都?(?:合并|归并|归|并|算|计|划|加|合)(?:到|入|进|在|给)', join(true)),
  form('(?:其实|都)?(?:就是|就算是?|算作|算是|等于|等同于|也就是|也是|也算|算)', join(false)),
  form('(?:其实|并)?(?:不是|不算|不等于|别算|不要算|不该算)', part(false)),
];

const asking = /[?？]|[吗么呢嘛]$|是不是|算不算|有没有|能不能|是否|为什么|怎么/;

const alone: readonly { pattern: RegExp; make(name: string, other: string | null): NameCommand }[] = [
  {
    pattern: new RegExp(`^${opening}(?:取消|不要|去掉|删除?)(?:新?指标)?(.{2,20}?)(?:这个|的)?(?:新?指标)${ending}$`, 'u'),
    make: name => ({ do: 'drop', name, isPlain: true }),
  },
  {
    pattern: new RegExp(`^${opening}(.{2,20}?)(?:不再?|别再?|先?不要)(?:列|作|当)(?:为|成)?新?指标${ending}$`, 'u'),
    make: name => ({ do: 'drop', name, isPlain: true }),
  },
  {
    pattern: new RegExp(`^${opening}(.{2,20}?)(?:还是|要|应该?)?(?:单独|单另|另外|分开|各自)(?:算|计|统计|记|列|计数)${ending}$`, 'u'),
    make: name => ({ do: 'part', name, from: null, isPlain: true }),
  },
  {
    pattern: new RegExp(
      `^${opening}(.{2,20}?)(?:也|要|正式)?(?:列|定|设|作|转)(?:为|成)(?:(.{2,16}?)(?:台账)?(?:里|中)?的)?(?:一个|正式|固定)*新?指标${ending}$`,
      'u',
    ),
    make: (name, ledger) => ({ do: 'adopt', name, ledger, isPlain: true }),
  },
  {
    pattern: new RegExp(`^${opening}(.{2,20}?)(?:也|要|正式)?(?:列|加|纳|放|收|编)(?:入|进|到)(.{2,16}?)台账${ending}$`, 'u'),
    // 已将宏远公司列入重点监管台账 is a report.
    make: (name, ledger) => ({ do: 'adopt', name, ledger, isPlain: false }),
  },
];

const asked: readonly RegExp[] = [
  /^(?:请问)?(?<name>.{2,20}?)(?:现在|后来|已经?)?(?:(?<plain>合并|归并|并)|归|算|计|加)(?:到|入|进|在)?(?:了)?(?:哪里?儿?|哪个|哪一个|什么)(?:指标|里|名下|数)?(?:去|里面?|下面?)?(?:了|的)?[?？]?$/u,
  /^(?:请问)?(?<name>.{2,20}?)(?:是不是|算不算)(?:就是|也?算|属于)?(?<other>.{2,20}?)[?？]?$/u,
];
const askedAll =
  /^看?(?:一下)?(?:都)?(?:指标|叫法|名称)(?:的)?(?:并入|合并|归并|归属|叫法)(?:情况|记录|清单)?$|^(?:都|已经?)?(?:合并|并)过?了?(?:哪些|什么)(?:指标|叫法|名称)[?？]?$|^(?:哪些|什么)(?:指标|叫法|名称)(?:合并|并)过?了?[?？]?$/u;

/** One of these words stands in all that is said of names; most messages have none of them. */
const telling = /[并归算是分拆摘]|[计划加合列纳放收编](?:到|入|进|在|给|为|成)|等于|一(?:回|码|件|个|类|样)|单独|单另|另外|各自|指标|叫法|名称/;

/** All that a short text may say of names, the likeliest first: where one name ends and the other begins, only who knows them can tell. */
export function readNameCommands(said: string): NameCommand[] {
  const text = said.trim().replace(/[“”"「」『』]/g, '');
  if (text.length > LONGEST || /[\n，,；;：:]/.test(text) || !telling.test(text)) return [];
  if (askedAll.test(text)) return [{ do: 'ask', name: null, other: null, isPlain: true }];
  const questions = asked.flatMap(pattern => questionIn(pattern.exec(text)));
  if (asking.test(text) || questions.length > 0) return questions;
  const single = alone.flatMap(({ pattern, make }) => {
    const match = pattern.exec(text);
    return match?.[1] === undefined ? [] : [make(bare(match[1]), match[2] === undefined ? null : bare(match[2]))];
  });
  const between = (forms: readonly Form[]): NameCommand[] => forms.flatMap(each => splits(text.replace(plainOpening, ''), each));
  return [...between(closed), ...single, ...between(open)];
}

function questionIn(match: RegExpExecArray | null): NameCommand[] {
  const { name, other, plain } = match?.groups ?? {};
  if (name === undefined) return [];
  return [{ do: 'ask', name: bare(name), other: other === undefined ? null : bare(other), isPlain: plain !== undefined }];
}

const plainOpening = new RegExp(`^${opening}`, 'u');

/** Every place at which the words between may stand: 预算编制算财务工作 has two. */
function splits(text: string, { between, behind, make }: Form): NameCommand[] {
  return [...text.matchAll(between)].flatMap(({ index, 0: word }) => {
    const rest = text.slice(index + word.length);
    const end = behind.exec(rest);
    const [name, other] = [bare(text.slice(0, index)), bare(rest.slice(0, end?.index ?? 0))];
    return mayBeName(name) && mayBeName(other) ? [make(name, other)] : [];
  });
}

function mayBeName(words: string): boolean {
  return words.split('、').every(name => name.length >= 2 && name.length <= 20 && (!/\d/.test(name) || numberOfNew(name) !== undefined));
}

/** 巡河、巡渠和护岸 → 巡河, 巡渠, 护岸; where the words are no name themselves. */
export function namesIn(words: string): string[] {
  return words.split(/[、和跟与]/).map(name => name.trim());
}

/** Without what is said about a name: 巡河（次）, 巡河这个指标. */
function bare(name: string): string {
  return name
    .trim()
    .replace(/[（(][^）)]{1,6}[）)]$/u, '')
    .replace(/(?:这个|这一?项|的)?(?:这个)?(?<!新)(?:指标|叫法|说法)$/u, '')
    .replace(/^(?:这个|那个)/u, '')
    .trim();
}

/** 新指标2, 第2个新指标 → 2; undefined for a name, and for 第2条, which is an entry. */
export function numberOfNew(name: string): number | undefined {
  const digits = /^新指标\s*(?:第\s*)?(\d{1,2})(?:个|号|条)?$|^第\s*(\d{1,2})\s*(?:个|号|条)新指标$/u.exec(name);
  const said = digits?.[1] ?? digits?.[2];
  return said === undefined ? undefined : Number(said);
}
