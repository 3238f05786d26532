/** Verbs with which official prose begins a piece of work. */
const verbs =
  '开展|举办|举行|组织|召开|印发|制定|起草|修订|完成|参加|参与|配合|联合|会同|协助|承办|主办|学习|走访|调研|推进|推动|报送|上报|公开|公布|发布|公示|签订|签署|建立|成立|调整|审核|审查|检查|抽查|监察|督导|宣传|培训|宣讲|讲解|解读|编制|编印|制作|发放|聘请|旁听|观摩|评查|清理|梳理|优化|压减|受理|办理|办结|协调|解决|化解|兑现|拨付|争取|培育|推荐|指导|帮助|服务|接听|上线|移送|立案|查处|复查|整改|部署|研究|审议|传达|征求|听取|答复|对接|开通|设立|设点';
/** Who acts, when it is named first. */
const actors = '(?:(?:局?党组会?|领导小组|局长办公会|班子会|全局|我局|局机关)(?:议)?)?';
const startsFormally = new RegExp(
  `^(?:\\d{1,2}月\\d{1,2}日前)?${actors}(?:(?:在|到|赴|向|对|为|面向|围绕|结合|利用|依托|通过|按照|根据|针对)[^，。；]{1,20}?)?(?:集中|专题|专项|联合|现场|实地|全面|共同|继续)?(?:${verbs})`,
);
/** A piece of work by its name: 安全生产月进企业宣传, 专题研讨会. */
const endsAsWork = /(?:活动|培训|宣讲|讲座|讲堂|会议|推进会|恳谈会|座谈会|对接会|研讨会|宣传|检查|竞赛|考试|学习|调研|监察|评查|演练|督导)$/;
/** A day or week that gives the work its occasion, and is told with it: 国家安全教育日在科创园设点宣传. */
const occasion = /^[“《]?[一-龥·0-9]{2,14}(?:日|周|月|节)[”》]?(?:当天|期间)?$/;
const quotedName = /^“[^”]{2,20}”$/;
/** The way people talk, not the way they write. */
const colloquial =
  /咱|俺|区里|上面|上头|里的|那边|这边|回头|昨儿|今儿|今天|昨天|明天|哈$|呗|嘛|吧|呢|啊|哦|的人$|就|都是|都(?=[一-龥]+了)|还有|来着|一下|搞|跑|弄|挺|蛮|估计|好像|可能|大概|没(?!收)|了$|的$|[?？!！~～…😀-🙏🀄-🧿]/u;

/** Spoken verbs with their written ones. */
const written: readonly (readonly [RegExp, string])[] = [
  [/(?:搞|弄|做)了?一?(?:个|次|场)?(?=[一-龥“《]*(?:宣传|活动|培训|检查|宣讲|摆摊|咨询|工作))/, '开展'],
  [/办了一?(?:个|次|场)?(?=[一-龥“《])/, '举办'],
  [/开了一?(?:个|次|场)?(?=[一-龥“《]*会)/, '召开'],
  [/学了(?=[一-龥“《])/, '学习'],
  [/^去了?(?=[一-龥]{2,12}(?:检查|走访|调研|宣传|宣讲|开展))/, '到'],
  [/(?<=[组织完成举办召开印发制定])了(?=[一-龥“《])/, ''],
  [/^(.{2,20}?报告)((?:\d{1,2}月\d{1,2}日前)?)(?:已经?|均)?(?:按时)?(?:报送?|上报|报给)(?:至|到|给|了)?([一-龥]{2,12})$/, '$2向$3报送$1'],
  [/^(?:当天|同时|另外?|还|又|并|已经?|均)+(?=[一-龥])/, ''],
];

function asWritten(clause: string): string {
  return written.reduce((text, [spoken, formal]) => text.replace(spoken, formal), clause);
}

/** Whether a clause may stand in an official document as it is. */
function isFormal(clause: string): boolean {
  return clause.length >= 4 && !colloquial.test(clause) && (startsFormally.test(clause) || endsAsWork.test(clause));
}

/** 生态日宣传 is a name; 开展生态日宣传 is what was done. */
function withVerb(clause: string): string {
  if (startsFormally.test(clause) || new RegExp(verbs).test(clause.slice(0, -2))) return clause;
  return `${/(?:会|会议)$/.test(clause) ? '召开' : '开展'}${clause}`;
}

/** Of the clauses of a spoken summary those that official prose can carry, an occasion with the work behind it; the rest is left to the ledger. */
export function formalClauses(clauses: readonly string[]): string[] {
  const found: string[] = [];
  let before = '';
  for (const clause of clauses.map(asWritten)) {
    if (isFormal(clause)) found.push(`${before}${withVerb(clause)}`);
    else if (quotedName.test(clause)) found.push(`开展${clause}活动`);
    before = occasion.test(clause) ? clause.replace(/当天|期间/, '') : '';
  }
  return found;
}
