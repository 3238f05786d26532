import type { Intent } from '../../domain/intent.ts';
import { askedUnits } from '../../language/units.ts';
import { keywordText } from './keyword-text.ts';
import type { Lexicon } from './lexicon.ts';
import { asksAboutLaw, asksWithoutFigures, draftPartWords, isHearsay, isOrder, speaksOfWork, urges } from './not-a-report.ts';
import { relativeSign } from './relative-change.ts';

/** 意图判断 — an intent that the words alone decide, and how sure that is. */
export interface IntentGuess {
  intent: Intent;
  confidence: number;
}

const figure = /\d|[一二两三四五六七八九十百几]+(?:家|条|个|件|人|场|次|份|名|户|起|本|篇)/;

const politeOnly =
  /^(?:收到|好的?|好滴|好嘞|行|可以|嗯+|哦+|ok|okay|谢谢|感谢|多谢|辛苦(?:了|啦)?|明白|知道了|了解|没问题|客气|哈+|嘿+|早|早上好|下午好|晚上好|中午好|你好|您好|在吗|大家好|加油|厉害|棒|赞|点赞|恭喜|1|\+1|6+|马上|稍等|来了|已阅|同意|支持|再见|拜拜|晚安|周末愉快|节日快乐|新年快乐|春节快乐|是的|对的?|不客气|哈喽|hello|hi)(?:[，。！!~～、\s]|了|啦|哈|呀|哦|吧|大家|各位|领导|科长|主任|局长|老师|小法|你|您)*$/i;
const greeting = /^(?:祝|恭祝|预祝)|(?:快乐|安康|吉祥|幸福|万事如意|新年好)[！!。~]*$/;

const noticeWords =
  /(?:你们|各位|大家|@)[^。；]{0,16}(?:报|发|交|填)一下|@所有人|@全体|^【?(?:会议)?通知|^【?(?:温馨)?提醒|^【?公告|^各[^，。：]{0,8}[：，]\s*请|^各(?:科室?|股室?|处室|部门|单位|村|社区)[^，。：]{0,6}：|请于[^，。]{0,14}(?:前|报送|上报|参加)|请(?:各|大家|全体|相关|有关|各位)[^，。]{0,12}(?:科|单位|同志|人员|于|在|务必|按|及时|认真|抓紧|参加|报|提前|准备|注意)?|务必(?:于|在)|请(?:抓紧|尽快|按时|按期|及时|知悉|周知|遵照|落实|查收)|^(?:市局|省厅|厅里|局里|区里|上级|办公室)(?:刚|又)?(?:发的?|转的?|要求|通知|布置|下达)[：:，]|(?:转发|收悉)[^。]{0,10}通知|现将[^。]{0,20}(?:通知|转发)|不得缺席|准时参加/;
const withdrawWords =
  /撤回|撤销|撤掉|作废|删(?:掉|除|了)|先?别记|不要记|先不记|先不要(?:记|登)|不用记|别登记?|不算了|取消(?:第|上|刚|那)|那[条个件]撤|撤了(?:吧|它|这|那|$|[，。！])|(?:报|填|记|登)的?[^，。；]{0,6}(?:清除|清掉|清空)|全部?清空|重复了|重复(?:登|记|报)|去掉(?:第|上|刚|那)|^(?:这|那|刚才那?|上面那?)[条个](?:先)?不(?:算|作数)(?:了|吧)?$|收回(?:第|上|刚|那)/;
/** 受理3件，1件撤回: applicants take back, too, and that is counted. */
const countsWithdrawn =
  /[\d一二两三四五六七八九十]\s?[件起份人户宗家][一-龥]{0,6}(?:撤回|撤销|作废)(?!第|吧|这|那)|(?:撤回|撤销|作废)[一-龥]{0,8}?\d+\s?[件起份人户宗家]/;
const correctWords =
  /更正|勘误|(?<!整)改[成为到]|应为|应该?是|写错|[写打报记填说]成(?:了)?\d|\d[^，。；]{0,4}[，,]?其实是|报错|记错|打错|填错|说错|弄错|搞错|错了|有误|不是[^，。；]{0,8}\d|不对[，,。\s]|\d[^，。；]{0,4}才(?:对|是)|就按[^，。]{0,12}(?:记|算|报)|按[^，。]{1,10}(?:记|算)(?:吧|就行)?$|更新为|修正|修改为|[→]|\d+[一-龥]{0,2}改\d+|实际(?:是|为|上是)/;
const supplement = /^(?:补充?|补一下|补下|补数)[：:，,]|^补第?\d+条|^补充第?\d+条/;
const lateReport = /补报|漏报|补记|补登|忘(?:了)?报|忘记报|漏了/;
const byNumber =
  /^第?\s?[一二三四五六七八九十\d]{1,3}\s?条[：:，,是]?\s*(?:约|近|共|实到|实际)?\s*[\d一二两三四五六七八九十]+|^\d{4}-\d{1,3}\s*[：:，,是]?\s*(?:约|近)?\d+/;
/** 其中规上是6家, 学习那条是36人: part of something already reported. */
const ofEarlier = /^其中[一-龥]{2,10}\s*\d{1,6}[一-龥]{1,2}[。！]?$|^[一-龥]{2,12}那[条个](?:应该?|实际)?[是为]\s*\d/;
const updateWords =
  /(?:那个|那条|那件|那笔|那起|那家|上次|上周|之前|前面|此前|原来|上回)[^。；]{0,20}(?:复查|整改|办结|解决|到位|答复|闭环|付清|合格|完成|办好|落实|批了|批下来|通过|销号|清了|结了|搞定|处理完|交房|发证)|复查(?:合格|通过)|(?:隐患|问题|诉求)(?:今天|昨天|已经?|都)?(?:闭环|销号)/;
/** 民爆仓库的隐患已经整改完毕: no figure, only a new state of something already known. */
const settledWords =
  /(?:隐患|问题|诉求|欠款|投诉|手续|纠纷|案件|工单|提案|建议)[^，。；]{0,12}(?:已经?|都|今天|昨天|今早|刚)[^，。；]{0,8}(?:整改|解决|办结|答复|付清|落实|销号|闭环|办好|办复|处理|合格|到位)/;
const nilWords =
  /^(?:[^，。；]{0,14}[：:，\s])?(?:本周|这周|本月|这个月|上周|今天|本旬|本季度|我科|我们科?|我们这边|我这边|咱们?科?|[^，。；\s]{2,10}(?:科|股|室|中心|办|队|所))*\s*(?:暂|暂时|目前|也|都|还)?(?:无|没有?|没啥|没什么|没事|零报告|0报告|空|nil)(?:了|啥|什么|新增|新的|需要|可|要|情况|内容|事项|工作|动态|进展|数据|可报|报的|报告|更新|变化|特别|的|事|报|需|上报|汇报|填报)*[。！~哈呢呀吧]*$/i;
const draftWords =
  /(?:拉|写|生成|出|弄|整|起草|做|搞|编|导出|来|要|给我|帮我|拟)(?:一?[个份下篇]|出来?|成)?[^，。；？]{0,16}(?:初稿|草稿|报告|汇报|小结|总结|述职|周报|月报|季报|简报|年报|材料|稿子|word)/i;
const doneDraft =
  /(?:了|完成|已|完)[^，。]{0,8}(?:报告|总结|汇报|材料|周报|月报)|(?:报告|总结|汇报|材料|初稿)[^，。]{0,8}(?:已|完成|报送|印发|上报|报了)|\d\s?[份篇]/;
const helpWords =
  /^(?:小法[，, ]?)?(?:帮助|help|[?？]|怎么用|如何使用|使用说明|使用方法|菜单|功能|你会什么|你能(?:做|干)(?:些)?(?:什么|啥)|有什么功能|怎么填报?|怎么报|说明书|\/help|新手)[？?！!。呢啊吗]*$/i;
const quizWords =
  /^(?:答题|来一?题|来道题|出题|考考我|每日一题|每日一法|今日一法|学一条|来一条法|测试题|开始答题|下一题|看答案|选?[A-Da-d](?:[、，,]?[A-Da-d]){0,3})[。！!]?$/;
const adminWords =
  /^(?:绑定|解绑|添加成员|新增成员|移除成员|删除成员|导入(?:花名册|台账|语料|文件)|设为(?:联络员|管理员)|授权|备份|恢复备份|查看运行|运行记录|封账|解除封账|开账|同意(?:加入|绑定)?[^，。]{1,8}$|把[^，。]{1,12}设为|我是[^，。；]{2,14}$|@?[^，。]{1,8}改任(?!务)|谁能看)/;
const caseWords = /^(?:交办|转办|督办|办结|退回|反馈|催办|评价)\s*(?:第?\s?\d+\s?条?|\d{4}-\d{1,3})/;
const questionWords =
  /[？?]\s*(?:$|[^，。]{0,6}$)|多(?:少|久|长时间|大|高|远)|几(?:家|条|个|件|人|场|次|天|月|号|点|份|年|时|笔|起)[^余多，。]{0,12}(?:[？?]|$|来着|了|吗|呢)|怎么(?!样都)|如何|是不是|是否|能不能|可不可以|可以吗|有没有|要不要|需不需要|什么时候|(?<!没)(?:什么|啥)(?!都)|为啥|哪(?:些|个|里|条|家|部|儿|一)|谁(?:还)?(?:没|负责|报|是|来|管|去|做|办|写|跟|参加)|谁还|吗[？?。]?$|么[？?]$|呢[？?]$|来着|啥时候|咋|依据是|规定是|最[晚长短多少迟]|(?:查|问)一?下|看一?下|明细(?:$|发|给|看)|原文$|怎么算|我(?:本周|这周|今天|上周|本月|最近)?报了(?:什么|哪些|啥)|(?:总数|合计|情况)(?:是|呢|吗)|统计一下|对比|和去年比|同比(?:多少|怎么|呢)|待补|缺什么|缺报|谁缺|按科室|按月|图表|柱状图|折线图|走势图|(?:画|出|做|来)[个张幅]?图|^图(?:呢|看看)?$/;
/** 截至10月31日改到11月20日，哪些数变了: what a change of days would move, not a change of an entry. */
const cutOffWords = /截[至止][^。；]{0,30}(?:哪些|哪几个|什么|啥|多少个?)(?:数字?|数据|指标)/;
/** 法规科呢: a few words that go on from the answer before. */
const goesOn = /^[^，。；\d]{2,14}呢[？?]?$/;
const planOnly = /^(?:[^。；]{0,30})(?:下周|下个?月|下季度|明天|后天|下一?步|计划|打算|准备|拟于|将于|预计)/;

/** 这周没有走访，也没有培训: every clause denies a piece of work. */
const denial = /(?:没有?|未)(?:走访|培训|开展|组织|举办|检查|学习|活动|宣传|备案|新增)/;

function saysNothing(plain: string): boolean {
  if (plain === '') return false;
  if (nilWords.test(plain) || /^0$/.test(plain)) return true;
  return !/\d/.test(plain) && plain.split(/[，。；\n]/).every(clause => clause.trim() === '' || denial.test(clause));
}

/** Emoji, stickers, punctuation and nothing else. */
function isWordless(text: string): boolean {
  return /^(?:\[[一-龥A-Za-z]{1,6}\]|[\p{Extended_Pictographic}\p{P}\p{S}\s]|\ufe0f|\u200d)*$/u.test(text);
}

function withoutChatMarks(text: string): string {
  return text
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d|\[[一-龥]{1,4}\]/gu, '')
    .replace(/^@小法\s*/, '')
    .trim();
}

/** Whether there is a word of asking in it. */
export function asks(text: string): boolean {
  return questionWords.test(text);
}

/** 规则的看法 — which rules speak, and what work the bureau's own words name, for whoever weighs all of it together. */
export function votesOf(text: string, lexicon: Lexicon): string[] {
  const plain = withoutChatMarks(text);
  const figures = plain.match(/\d[\d.]*\s?[一-龥%]/g)?.length ?? 0;
  const known = new Set(lexicon.keywords.find(keywordText(plain)).flatMap(({ targets }) => targets));
  const spoken = Object.entries(rules).flatMap(([name, says]) => (says(plain) ? [name] : []));
  return [...spoken, ...(speaksOfWork(plain, figures) ? ['work'] : []), `ledgers ${Math.min(2, known.size)}`, `figures ${Math.min(3, figures)}`].map(
    vote => `rule ${vote}`,
  );
}

const rules: Record<string, (plain: string) => boolean> = {
  ...Object.fromEntries(
    Object.entries({
      notice: noticeWords,
      withdraw: withdrawWords,
      correct: correctWords,
      late: lateReport,
      update: updateWords,
      draft: draftWords,
      question: questionWords,
      plan: planOnly,
      figure,
      listed: /^\s*(?:1|一|①|（一）)[、.．：:\s]|\n\s*(?:2|二|②|（二）)[、.．\s]/,
      headed: /^【[^】]{2,20}】|^[^，。；\n]{2,14}[：:]\s*(?:\n|1|一、)/,
      weekly: /^(?:本周|这周|上周|本月|上个?月|\d{1,2}月|今天|昨天|上午|下午|截[至止])/,
    }).map(([name, pattern]) => [name, (plain: string) => pattern.test(plain)]),
  ),
  hearsay: isHearsay,
  order: isOrder,
  urges,
  'about law': asksAboutLaw,
  asks: asksWithoutFigures,
  settled: isUpdate,
  correction: isCorrection,
};

/** 收到, 帮助, 答题, 交办第3条: the same with the rules alone and beside what was learned. */
function commandOf(text: string, plain: string): IntentGuess | null {
  if (isWordless(text) || politeOnly.test(plain)) return { intent: 'chitchat', confidence: 0.95 };
  if (helpWords.test(plain)) return { intent: 'help', confidence: 0.95 };
  if (quizWords.test(plain)) return { intent: 'quiz', confidence: 0.9 };
  if (caseWords.test(plain)) return { intent: 'case', confidence: 0.8 };
  if (plain.length <= 60 && adminWords.test(plain)) return { intent: 'admin', confidence: 0.8 };
  return null;
}

/** The intents of which the words leave no doubt: commands, greetings, 本周无. */
export function saidOutright(text: string): IntentGuess | null {
  const plain = withoutChatMarks(text);
  const command = commandOf(text, plain);
  if (command !== null) return command;
  if (plain.length <= 30 && nilWords.test(plain) && !/[？?吗哪谁]/.test(plain)) return { intent: 'nil-report', confidence: 0.95 };
  if (cutOffWords.test(plain) || (plain.length <= 30 && asksOutright(plain))) return { intent: 'question', confidence: 0.9 };
  if (/[？?]\s*$/.test(plain)) return /^(?:是不是|是否|有没有)/.test(plain) ? { intent: 'question', confidence: 0.9 } : null;
  if (plain.length <= 60 && correctsOutright(plain)) return { intent: 'correct', confidence: 0.9 };
  if (bareWithdrawal.test(plain) || clearing.test(plain)) return { intent: 'withdraw', confidence: 0.95 };
  if (plain.length <= 40 && draftPartWords.test(plain)) return { intent: 'draft-request', confidence: 0.7 };
  return null;
}

/** 矿山查了几座, 发了几张补贴券, 路灯修了几盏了; 今天查了几座矿山 may be a report that is still without its figure. */
const asksHowMany = [
  new RegExp(`^[^\\d，。；]{0,16}(?<![十百千万零好没就差只才剩])几${askedUnits}(?:了|啦|呢)?[？?。]?$`),
  new RegExp(`^(?!.*(?:[今昨前]天|[上下]午|周|刚))[^\\d，。；]{0,12}(?<![十百千万零好没就差只才剩])几${askedUnits}[一-龥]{1,6}[？?。]?$`),
];
/** 走访企业1月和2月比, 罚款同比. */
const asksToCompare =
  /(?:[和跟与]|同)(?:上|去|前|本|今|这)?[^，。；]{0,6}(?:[年月周期]|季度|半年)(?:份|度|同期)?(?:相|对)?比(?:较|一?下|一比|怎么样|如何|呢|吧)?[？?。]?$|同比$/;

/** Asks for a figure and tells none. */
function asksOutright(plain: string): boolean {
  if (/\d\s?[一-龥%]/.test(plain.replace(/\d{1,4}(?=[年月日号]|季度)/g, ''))) return false;
  return asksHowMany.some(pattern => pattern.test(plain)) || asksToCompare.test(plain);
}

/** 第1条13家, 补：实到企业53家, 就按7家记, 少报了2家: nothing else is said like that. */
function correctsOutright(plain: string): boolean {
  const isSupplement = supplement.test(plain) && !/还(?:走访|开|办|组织|检查|学|去|跑)|又/.test(plain);
  return byNumber.test(plain) || ofEarlier.test(plain) || settledFigure.test(plain) || isSupplement || relativeSign(plain) !== null;
}

const settledFigure =
  /^(?:那?就)?按[^，。]{1,12}(?:记|算|报)(?:吧|就行|好了)?[。！]?$|^(?:更正|勘误)[：:，,\s]|^[^，。；]{0,14}改[成为到]\s?[\d一二三四五六七八九十][^，。；]{0,6}[。！]?$|^(?:刚才|上面|上一条)?[^，。；]{0,8}不是[^，。；]{0,8}\d[^，。；]{0,4}[，,]?\s*(?:应该)?是[^，。；]{0,6}\d[^，。；]{0,4}[。！]?$/;

/** 把我本周报的全部清除, 撤回并清除本周全部. */
const clearing =
  /^(?:请|麻烦)?把?(?:我|我们科?)?[^，。；\d]{0,8}[报填记登]的?[^，。；\d]{0,6}(?:清除|清掉|清空|撤回|删掉|删除|作废)[了吧]?[。！]?$|^撤[回销](?:并?清除)?[^，。；\d]{0,10}$|不作数了?[吧。！]?$/;
const bareWithdrawal =
  /^(?:请|麻烦)?(?:把)?(?:第\s?[\d一二三四五六七八九十]{1,3}\s?条|\d{4}-\d{1,3}|刚才那?条?|上一?条|这条|那条)?(?:给我)?(?:撤回|撤销|删除|删掉|作废|撤了|删了)(?:并?(?:彻底)?(?:清除|删除))?(?:第\s?[\d一二三四五六七八九十]{1,3}\s?条|\d{4}-\d{1,3}|刚才那?条?|上一?条)?(?:吧|一下|掉|了|谢谢)?[。！]?$/;

/** The intents that words decide whatever was counted; null: it depends on whether there is anything to record. */
export function intentOfWords(text: string): IntentGuess | null {
  const plain = withoutChatMarks(text);
  const command = commandOf(text, plain);
  if (command !== null) return command;
  if (plain.length <= 80 && saysNothing(plain) && !/[？?吗哪谁]/.test(plain)) return { intent: 'nil-report', confidence: 0.95 };
  if (greeting.test(plain) && !figure.test(plain) && plain.length <= 60) return { intent: 'chitchat', confidence: 0.9 };
  return intentOfRequest(plain);
}

function intentOfRequest(plain: string): IntentGuess | null {
  const isQuestion = questionWords.test(plain);
  if (plain.length <= 120 && withdrawWords.test(plain) && !countsWithdrawn.test(plain) && !isQuestion && !/\n.*\n/.test(plain))
    return { intent: 'withdraw', confidence: 0.9 };
  if (cutOffWords.test(plain)) return { intent: 'question', confidence: 0.9 };
  if (isCorrection(plain) && !/[？?]\s*$/.test(plain)) return { intent: 'correct', confidence: 0.9 };
  if ((noticeWords.test(plain) || isOrder(plain)) && !(isQuestion && plain.length < 25)) return { intent: 'notice', confidence: 0.85 };
  if (asksAboutLaw(plain) || asksWithoutFigures(plain)) return { intent: 'question', confidence: 0.8 };
  if (plain.length <= 40 && draftPartWords.test(plain) && !isQuestion) return { intent: 'draft-request', confidence: 0.7 };
  if (plain.length <= 60 && isHearsay(plain) && !isQuestion) return { intent: 'chitchat', confidence: 0.6 };
  if (
    draftWords.test(plain) &&
    // 渔船进出港报告核查132艘次，处罚2艘: two figures tell, they ask for nothing.
    (plain.match(/\d[\d.]*\s?[一-龥%]/g) ?? []).length < 2 &&
    !doneDraft.test(plain) &&
    !/(?<!没)什么|哪些|怎么/.test(plain) &&
    plain.length <= 60 &&
    !/(?:起草|写|做)[^，。]{0,12}(?:清单|方案|办法|制度)/.test(plain) &&
    !/多少|几/.test(plain)
  )
    return { intent: 'draft-request', confidence: 0.85 };
  if (plain.length <= 80 && isUpdate(plain) && !isQuestion && !/发现/.test(plain)) return { intent: 'update', confidence: 0.8 };
  return null;
}

const nowDone =
  /(?:那个|那条|那件|那处|那笔|那起|那家|上次|上回|之前|此前|原来)[^。；]{0,40}(?:解决|处置好|处理好|处理完|办妥|办好|修好|验收通过|到位|销号|办结|摆平|谈妥)(?:了|啦)?[。！]?$/;

function isUpdate(plain: string): boolean {
  return updateWords.test(plain) || (nowDone.test(plain) && !figure.test(plain)) || (settledWords.test(plain) && !figure.test(plain));
}

/** A short line that speaks of an earlier figure, not a report with a figure in it. */
function isCorrection(plain: string): boolean {
  if (relativeSign(plain) !== null) return true;
  if (plain.length > 120 || (lateReport.test(plain) && !/应该?[是为]|改[成为]/.test(plain))) return false;
  if (byNumber.test(plain) || /^第?\s?[一二三四五六七八九十\d]{1,3}\s?条(?:应该?)?[是算归]/.test(plain)) return true;
  if (ofEarlier.test(plain)) return true;
  if (supplement.test(plain)) return !/还(?:走访|开|办|组织|检查|学|去|跑)|又/.test(plain);
  if (!correctWords.test(plain)) return false;
  return figure.test(plain) || /科|月|日|号|周|天/.test(plain);
}

/** What is left when nothing was said outright: by whether entries, plans or only questions were read. */
export function intentOfContent(text: string, found: { counted: boolean; planned: boolean; figures: boolean }): IntentGuess {
  const plain = withoutChatMarks(text);
  const isAsking = questionWords.test(plain) || goesOn.test(plain);
  if (isAsking && (!found.figures || /^谁/.test(plain) || /[？?吗呢]\s*$|来着|多少|怎么算|最[晚长]/.test(plain)))
    return { intent: 'question', confidence: 0.85 };
  if (found.counted) return { intent: 'report', confidence: found.figures ? 0.9 : 0.6 };
  if (found.planned || planOnly.test(plain)) return { intent: 'plan', confidence: 0.7 };
  if (isAsking) return { intent: 'question', confidence: 0.7 };
  return { intent: 'chitchat', confidence: plain.length <= 12 && !figure.test(plain) && plain !== '同上' ? 0.6 : 0.4 };
}

/** 撤回并清除, 彻底删除: it must not exist at all. */
export function isPurge(text: string): boolean {
  return /清除|彻底删|永久删|不留痕|抹掉|销毁/.test(text);
}
