/** 保密筛查结果 — which rule was hit; `certain` is false for a soft cue that only asks the sender to look again. */
export interface SecrecyHit {
  rule: string;
  certain: boolean;
}

/** NFKC makes Chinese punctuation half-width; the rules are written with the marks that people see. */
const fullWidth: Record<string, string> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？', '!': '！' };

const simplified: Record<string, string> = { 絕: '绝', 機: '机', 祕: '秘', 級: '级', 檔: '档', 內: '内' };

/** Characters that have no other form, and blanks one at a time: most of what is typed is of these alone. */
const isCanonical = /^(?:(?![絕機祕級檔內])[一-龥]|[\w\n，。、；：（）？！“”《》%.@-]| (?! ))*$/;

/** One form for what was written in any width, script or disguise; spaces stay, one at a time. */
function canonical(text: string): string {
  if (isCanonical.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[絕機祕級檔內]/g, character => simplified[character] ?? character)
    .replace(/[ \t]+/g, ' ')
    .replace(/[,;:()?!]/g, mark => fullWidth[mark] ?? mark);
}

/** 机 密, 机*密, 机密 级: the letters of a marking drawn apart are put together. */
function joined(text: string): string {
  if (!text.includes('密')) return text;
  return text.replace(/(?<=[绝机秘涉])[\s*＊·._\-—~/|]+(?=密)/g, '').replace(/(?<=[绝机秘]密)[ *·._-]+(?=级)/g, '');
}

/** Lessons, campaigns and clauses speak about secrecy and are no secret. */
const harmless: RegExp[] = [
  /《[^》\n]{0,40}(?:保密|秘密|密码)[^》\n]{0,40}》/g,
  /(?:学习|宣讲|宣传|解读|培训|普及|讲解|贯彻|考试|测试|答题)[^，。；\n]{0,12}(?:保密|秘密|涉密|密码)[^，。；\n]{0,8}/g,
  /保密(?:宣传|教育|知识|培训|法|工作|委员会|办|局|科|员|意识|自查|检查|提醒|纪律|承诺书|协议|条款|制度|课|日|周|月|审查)/g,
  /(?:商业|商务|技术|个人)秘密|秘密(?:点|条款|保护)|保守秘密|国家秘密(?:法|保护|范围|定密|是|分为|包括|有哪|的(?:范围|密级|定义))/g,
  /(?:非|不|无|未|没有?)涉密|涉密(?:人员|不上网|信息不|检查|培训|自查|计算机检查|岗位)|上网不涉密/g,
  /(?:什么|怎么|如何|哪些|分为|包括|叫|是)[^，。；\n]{0,8}(?:绝密|机密|秘密)(?:级)?|(?:绝密|机密|秘密)(?:级)?(?:、|和|与|及|分别|是什么|怎么|的区别|有什么|文件怎么|多少年|几年|的期限|期限)/g,
];

interface Rule {
  rule: string;
  pattern: RegExp;
}

/** Looked for where the spaces still stand: a marking is a word of its own. */
const spacedRules: Rule[] = [
  // Nobody draws the letters apart in running text; 司机 密切配合 has a letter before.
  { rule: 'marking-drawn-apart', pattern: /(?<![一-龥])[绝机秘][ *·._\-—~/|]+密(?![切封码度布集闭谋友])/ },
  { rule: 'marking-stated', pattern: /[本此该](?:件|文件?|材料|资料|通知|函|方案|报告)[^，。；\n]{0,4}(?:属于?|系|是|为|定为) ?(?:绝密|机密|秘密)/ },
  { rule: 'marking-word', pattern: /(?:^|[\n 【（([])(?:绝密|机密|秘密)(?:级|件)?(?=$|[\n 】）)\]])/ },
  { rule: 'marking-english', pattern: /top[ -]?secret|(?<![A-Za-z])state secrets?(?![A-Za-z])/i },
];

const certainRules: Rule[] = [
  { rule: 'marking-with-star', pattern: /(?:绝密|机密|秘密)级?[★☆*✱⭐✩✭🌟]\ufe0f?(?:长期|\d+(?:年|个月)|\d{4}年|启用前|至|解密)?/u },
  { rule: 'marking-with-term', pattern: /(?:绝密|机密|秘密)级?(?:[·.、—-]|长期|启用前|\d{1,2}年(?!级|度|份)|\d{1,2}个月)/ },
  { rule: 'marking-line', pattern: /(?:^|\n|[【（([])(?:绝密|机密|秘密)(?:级|件|文件|材料)?(?:$|\n|[】）)\]])/ },
  { rule: 'marking-in-title', pattern: /[【（([][^】）)\]\n]{0,6}(?:绝密|机密)(?:级|件|文件|材料)?[】）)\]]/ },
  { rule: 'marking-named', pattern: /密级(?:[：是为]|定为|确定为|标注为)?(?:绝密|机密|秘密)(?!、|和|与|及|或|三|还是)/ },
  {
    rule: 'marking-of-paper',
    pattern: /(?:绝密|机密|秘密)级?(?:文件|材料|资料|公文|文电|件(?!事))(?!的?(?:管理|保管|定密|期限|是什么|怎么|多少|有哪))/,
  },
  { rule: 'marking-at-head', pattern: /(?:^|\n)(?:绝密|机密)(?:级)?[：:]/ },
  { rule: 'pinyin-marking', pattern: /(?<![A-Za-z])(?:J密|jm件|JM件|mj文件)/ },
  { rule: 'copy-number', pattern: /份号[：:]?\d{4,6}/ },
  { rule: 'cipher-telegram', pattern: /密码电报|明传电报[^，。\n]{0,6}(?:特提|特急)|机要(?:编号|件|交换)/ },
  {
    rule: 'internal-handling',
    pattern: /(?:内部资料|内部文件|内部材料|内部情况)[^。\n]{0,8}(?:注意保存|妥善保管|不得外传|严禁|禁止|请勿|不得|不要外传|切勿|阅后)/,
  },
  { rule: 'marking-internal', pattern: /(?<![“"「])内部[★☆⭐✭🌟]/u },
  {
    rule: 'internal-handling',
    pattern: /[看阅]后(?:即|请|立即)?(?:删除|删掉|销毁)|阅后即焚|阅后退回|阅后收回|不得翻印|严禁翻印|仅供领导(?:参阅|参考)|传达至[^，。\n]{1,6}级/,
  },
  { rule: 'work-secret', pattern: /(?:^|\n|[【（([]|属于?|系|为|是|标注|定为|密级[：:]?)工作秘密(?!管理|的|范围|保护|制度|吗|是什么)/ },
  { rule: 'not-public', pattern: /(?:^|\n|[【（([])此件(?:不(?:予)?公开|依申请公开|删减后公开)/ },
  {
    rule: 'classified',
    pattern: /(?:这|该|此|有)(?:个|份|些|是|批)?[^，。；\n]{0,6}涉密|涉密(?:文件|材料|项目|会议|数据|图纸|信息系统|载体|工程|内容|设备)/,
  },
  {
    rule: 'military',
    pattern:
      /军工|军品|武器装备|科研生产许可|保密资格(?:单位|认证|审查)?|军民两用|两用物项(?:清单|流向)|禁化武[^，。\n]{0,6}(?:流向|明细|数据)|民爆[^，。\n]{0,8}(?:流向|明细|储存量|库存量)/,
  },
  {
    rule: 'discipline',
    pattern: /巡视反馈|巡察反馈|案件线索|问题线索|谈话函询|举报人(?:是|信息|姓名|电话|叫)|信访人(?:是|信息|姓名|电话|叫)/,
  },
];

const softRules: Rule[] = [
  {
    rule: 'do-not-spread',
    pattern:
      /(?:先|暂时?|千万|请|可|都)?(?:别|不要|勿|莫|不能|不得|不可|切勿|请勿)(?:往|向|再)?(?:外传|外发|外泄|扩散|传出去|对外|转发?出去|往外(?:说|传|发)|往群里(?:截图|发|转)|透露|谈论|外说|截图外|转(?=[了哈啊呀]?(?:$|[，。！~\n])))|(?:内部|注明|标着)[^，。；\n]{0,4}不外传|保密哈|仅限群内|就咱们?(?:几个|内部)知道|懂的都懂/,
  },
  {
    rule: 'undisclosed',
    pattern: /(?:尚?未|没有?|还没)(?:正式)?(?:公开|公布|披露|对外发布)(?:的|呢|，|。|$)|内部消息|小道消息|未披露|内部掌握|内部口径/,
  },
  { rule: 'undisclosed-company-data', pattern: /(?:上市公司|上市企业|拟上市)[^。；\n]{0,16}(?:利润|营收|业绩|亏损|订单|产能)/ },
  { rule: 'personnel', pattern: /(?:人事|干部)(?:考察|任免|调整)(?:名单|方案|情况|意见)|拟提拔|(?:班子|党组)[^，。\n]{0,4}(?:分歧|不和)/ },
  { rule: 'credentials', pattern: /(?:密码|口令|password|passwd|密钥|secret|token)\s?(?:是|为|[：:=])\s?[A-Za-z0-9!@#$%^&*_-]{4,}/i },
  { rule: 'network', pattern: /网络拓扑图?|内网IP|服务器(?:IP|账号|密码)|内部(?:电话本|通讯录)/i },
  {
    rule: 'enforcement-in-progress',
    pattern: /(?:舆情)(?:内部)?(?:通报|专报)|(?:拟处罚|处罚)(?:决定)?(?:还没|尚未|未)(?:下|作出)[^，。\n]{0,6}(?:企业|公司)?/,
  },
];

/** A word of every rule above, without spaces: a text that has none of them hits none, and most texts have none. */
const hint =
  /密|secret|jm件|mj文件|份号|明传|机要|内部|阅后|翻印|仅供领导|传达至|此件|军工|军品|军民两用|武器装备|科研生产|两用物项|禁化武|民爆|巡视反馈|巡察反馈|线索|谈话函询|举报人|信访人|[看阅]后|外传|外发|外泄|扩散|传出去|对外|转发?出去|往外|往群里|[别勿要莫能得可]转|谈论|透露|外说|截图外|仅限群内|就咱|懂的都懂|[未没有](?:正式)?(?:公开|公布|披露)|消息|上市|人事|干部|提拔|班子|党组|口令|passw|token|拓扑|内网|服务器|舆情|处罚/i;

/** A report that a clearance or secrecy lesson took place is work like any other. */
function withoutHarmless(text: string): string {
  if (!text.includes('密')) return text;
  return harmless.reduce((rest, pattern) => rest.replace(pattern, '〇'), text);
}

const litterFound = /(?:网格|巡河|巡田|管护)[^。；\n]{0,24}(?:发现|反馈)问题线索\d+[条个件处](?=[，。；\n]|$)/g;
const ofPersons =
  /[委组纪监党干察视]|书记|[局科处所院校厂站村镇乡县市队]长|主任|领导|会计|公职|公务|某|举报|反映|移交|涉|吃喝|违[纪法规]|作风|[廉腐贪贿]|私|专项/;

/** 网格巡查发现问题线索9条 is of litter and lamps, where the whole message speaks of nobody and of no office that could be meant. */
function withoutLitter(text: string): string {
  return text.includes('问题线索') && !ofPersons.test(text) ? text.replace(litterFound, '〇') : text;
}

const abstractRules = new Set(['marking-of-paper', 'internal-handling', 'undisclosed', 'do-not-spread', 'work-secret']);
const asksForRule =
  /(?:保密|保管|管)(?:几年|多少年|多久)|期限(?:是|有)?(?:多久|多长|几年|多少)|(?:法律|法规|规定|条例)[^，。；]{0,6}(?:怎么|如何|什么|吗)|怎么(?:管|定密|处罚|处理)|(?:能|可以|可不可以|能不能|算不算|算)[^，。；]{1,14}吗[？]?$/;
const pointsAtPaper = /[\d\n]|[这该此]|我们?(?:局|科|市|区|县|单位)?的|附件|发(?:给|到|你)|转(?:发|给)|如下|标题|内容/;

/** 秘密级文件最长保密几年: somebody asks for the rule, and no paper is shown or spoken of. */
function asksForTheRule(text: string): boolean {
  return text.length <= 36 && asksForRule.test(text) && !pointsAtPaper.test(text);
}

function firstRule(text: string, rules: Rule[], certain: boolean): SecrecyHit | null {
  const hit = rules.find(({ pattern }) => pattern.test(text));
  return hit === undefined ? null : { rule: hit.rule, certain };
}

/** What a paper bears itself, and not what it speaks of: a published law names 军工, 涉密载体 and 问题线索 and is no secret. */
const borne = new Set([
  ...['marking-drawn-apart', 'marking-stated', 'marking-word', 'marking-english', 'marking-with-star', 'marking-with-term', 'marking-line'],
  ...['marking-in-title', 'marking-at-head', 'pinyin-marking', 'copy-number', 'internal-handling', 'work-secret', 'not-public'],
]);

/** 密级 and internal markings of a published law or rule, which may speak of secrets like any other matter. Null: it bears none. */
export function screenPublished(text: string): SecrecyHit | null {
  const spaced = canonical(text);
  const rest = withoutHarmless(joined(spaced).replaceAll(' ', ''));
  const only = (rules: readonly Rule[]): Rule[] => rules.filter(({ rule }) => borne.has(rule));
  return firstRule(spaced, only(spacedRules), true) ?? firstRule(rest, only(certainRules), true);
}

/**
 * Looks for 密级 markings and for what may not be in a group, before anything is written. Certain hits are refused and reported; uncertain ones are
 * refused too, but only the sender is asked to look again. Null: nothing found.
 */
export function screen(text: string): SecrecyHit | null {
  const spaced = canonical(text);
  const together = joined(spaced);
  const plain = together.replaceAll(' ', '');
  if (!hint.test(plain)) return null;
  // A star beside a grade is a marking even inside a sentence about lessons.
  const star = firstRule(plain, certainRules.slice(0, 1), true);
  if (star !== null) return star;
  const rest = withoutHarmless(plain);
  const hit =
    firstRule(spaced, spacedRules.slice(0, 2), true) ??
    firstRule(together === plain ? rest : withoutHarmless(together), spacedRules, true) ??
    firstRule(withoutLitter(rest), certainRules, true) ??
    firstRule(rest, softRules, false);
  return hit !== null && abstractRules.has(hit.rule) && asksForTheRule(plain) ? null : hit;
}
