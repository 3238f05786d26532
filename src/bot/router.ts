import { type IncomingMessage, isPicture } from '../domain/message.ts';
import type { Permission } from '../domain/permission.ts';
import type { Reading } from '../domain/reading.ts';
import { readConfirmation } from '../language/confirmation.ts';
import { readCuration, readVerdict } from '../language/curation.ts';
import { readEvidence, readEvidenceLabel } from '../language/evidence.ts';
import { readSuperiorRequest } from '../language/superior-request.ts';
import { looksLikeAnswers } from '../learning/quiz/read-answers.ts';
import { readHandOver } from '../ledgers/cases/hand-over.ts';
import { numbersIn } from '../ledgers/resolve-target.ts';
import { isConsultation, readDraftCommand } from '../reports/read-draft-command.ts';
import { quizCommand } from './quiz-words.ts';

/** What is done with a message. */
export type Route =
  | 'report'
  | 'nil-report'
  | 'correct'
  | 'withdraw'
  | 'purge'
  | 'update'
  | 'restore'
  | 'distinct'
  | 'confirm'
  | 'awaiting'
  | 'question'
  | 'explain'
  | 'detail'
  | 'original'
  | 'forward'
  | 'new-topic'
  | 'curation'
  | 'verdict'
  | 'my-entries'
  | 'show-receipt'
  | 'already'
  | 'missing'
  | 'draft'
  | 'draft-status'
  | 'figure-source'
  | 'old-report'
  | 'add-document'
  | 'figure-sheet'
  | 'edit-draft'
  | 'advance-draft'
  | 'clear-draft'
  | 'consult'
  | 'give-opinion'
  | 'runs'
  | 'merge-departments'
  | 'absence'
  | 'absences'
  | 'unreachable'
  | 'help'
  | 'silence'
  | 'greeting'
  | 'daily-law'
  | 'done'
  | 'quiz'
  | 'quiz-review'
  | 'quiz-progress'
  | 'quiz-answer'
  | 'case'
  | 'new-case'
  | 'cases'
  | 'hand-over'
  | 'releases'
  | 'superior-request'
  | 'new-metrics'
  | 'evidence'
  | 'show-evidence'
  | 'close-books'
  | 'closed-books'
  | 'introduce'
  | 'decide-membership'
  | 'dead-letters'
  | 'model-usage'
  | 'send-again'
  | 'quota'
  | 'console'
  | 'judge'
  | 'feedback'
  | 'mend'
  | 'admin';

/** What is written beside a file that is meant for the corpus. */
const addsDocument = /入库|(?:收|存|加|放)(?:进|入|到).{0,4}库/;

/** Short commands that must never depend on reading; the whole message has to match. */
const commands: readonly (readonly [RegExp, Route])[] = [
  [/^(?:(?:大家|你们?|您|各位)好)?[，,！!。\s]*(?:我(?:是|叫)|本人(?:是|叫))\s*[^。？?！!，,]{2,16}(?:[，,]\s*[^。？?，,]{2,12})?$/, 'introduce'],
  [/^(同意|不同意|拒绝)\s*([\p{Script=Han}·]{2,8})?$/u, 'decide-membership'],
  [/^(新建?|开|建|立)(一?[个件])?事项\s*[：:，,]?\s*\S/, 'new-case'],
  [/^(看?|我的?|我们科?的?)?(跟踪的|未办结的?|没办完的|在办的?)?事项(清单|列表|有哪些)?$/, 'cases'],
  [
    /^(我们?|小法)?(都|之前|以前|最近|今年)?(给(我|领导|谁|上级|市局|.{2,6}))?(都|之前)?报过(什么|哪些|啥)数(字|据)?$|^报数(记录|留底|清单)$/,
    'releases',
  ],
  [/^(请|麻烦|帮忙)?(把?(这|那|刚才那?|上面那?)(个|份)?文件)?(入库|(收|存|加|放)(进|入|到)(文件|法规|知识)?库)(吧|一下)?$/, 'add-document'],
  [/^(请)?(按(去年|往年|老)(的)?报告)?换(新)?数(吧)?$/, 'old-report'],
  [/^(封账|补录)(情况|记录|清单|了吗|了没有?)?$|^(哪些|什么).{0,6}封(了)?账(了)?$/, 'closed-books'],
  [/^(?:请|麻烦)?把?.{0,12}(?:封账|解封|解除封账).{0,14}$/, 'close-books'],
  [/^(每日一法|今日一法|再?学一条(法)?|来一条法(规)?)$/, 'daily-law'],
  [/^(帮助|help|\?|？|怎么用|你能做什么|你会什么|使用说明)$/i, 'help'],
  [/^(你好|您好|在吗|在不在|小法|hi|hello)$/i, 'greeting'],
  [
    /^(请|帮我)?(看|调|发)(一?下)?\s*(第\s*\d{1,2}\s*条|(20\d{2})?\d{4}-\d{1,3})?\s*的?佐证(材料)?\s*(第\s*\d{1,2}\s*条|(20\d{2})?\d{4}-\d{1,3})?$/,
    'show-evidence',
  ],
  [/^(怎么算的|怎么来的|怎么得来的|依据是什么|怎么统计的|口径是什么|口径)$/, 'explain'],
  [/^(看?明细|看一?下明细|详细|清单|列一?下)$/, 'detail'],
  [/^(看?原文|看全文|原文是什么)$/, 'original'],
  [/^(给企业的|对外)?转发版$|^(能)?(转)?发给企业的(版本)?$/, 'forward'],
  [/^(新话题|换个?话题|换一个话题)$/, 'new-topic'],
  [/^(请问)?我(自己)?(这周|本周|这个?月|本月|今天|上周|今年)?(都|已经?)?(报|填|交)(了|过)?(些|哪些|什么|啥)+(内容|工作|东西|情况)?$/, 'my-entries'],
  [
    /^(看?一?下?|我的?|各科室|还有)?(哪些|多少)?(待(我|负责人|科室负责人)?|未|没(有)?)确认的?(条目|清单|数|数字|情况|记录)?(有?(哪些|多少))?$/,
    'awaiting',
  ],
  [/^(看?一?下?|有?(哪些|什么))?新(增)?的?指标(清单|建议|有哪些)?$/, 'new-metrics'],
  [/^看?一?下?(我的|刚才的)?回执$/, 'show-receipt'],
  [/^(我的|看我的)(填报|记录|台账|条目)$/, 'my-entries'],
  [/^(本周|这周|上周|这个?月|本月|上月)?(还有)?(谁|哪些?(科室|部门|人|单位))(本周|这周|还)?(都)?(没有?|未)(报|填|交|上报|填报)(的|了)?$/, 'missing'],
  [/^(谁还没报|还有谁没报|未报名单|缺报|没报的)(情况)?$/, 'missing'],
  [/^(?:请?(?:开|出|给我|要)一?(?:份|张|下)?)?.{2,20}?的?佐证单$/, 'figure-sheet'],
  [/^(还)?(缺|差)(什么|哪些|啥)(材料|内容|数据|东西)?$/, 'draft-status'],
  [/^(年度报告|半年汇报|报告|初稿|第.{1,3}(部分|章|节)).{0,8}(写|弄|编|起草).{0,4}(怎么样|到哪|如何|好了)(了|没有?|吗)?$/, 'draft-status'],
  [/^.{2,16}(部分|那块|这块|那一?[章节段]|这一?[章节段]).{0,3}(写|弄|编|起草).{0,4}(怎么样|到哪|如何|好了|完了)(了|没有?|吗)?$/, 'draft-status'],
  [/^.{0,6}(催报|提醒|汇编|汇总|摘要|周览|普法|备份|初稿|定时任务).{0,4}(发|跑|执行|做|成功)(了|过)?(没有?|吗)$/, 'runs'],
  [/^(初稿|报告|稿子?)(里|中)?的?.{0,20}(这个数|数字|数)?(是)?(怎么来的|哪来的|出处|依据)(是什么)?$/, 'figure-source'],
  [/^(这个数|这句|这一句|.{2,16}这个数)(是)?(怎么来的|哪来的|出处|的依据)(是什么)?$/, 'figure-source'],
  // A figure read out and asked after is no report of it.
  [
    /^.{0,200}\d.{0,200}?(是|都是)?(怎么来的|哪来的|哪里来的|从哪(儿|里)?来的|怎么(算|统计)(出来)?的|有(什么|啥)依据|(的)?(依据|出处)(是什么|在哪(里|儿)?))$/s,
    'figure-source',
  ],
  [/^(运行记录|定时任务)$/, 'runs'],
  [/^(?:还有)?(?:谁|哪些人)(?:收不到(?:提醒|私信|消息)?|(?:从)?没(?:和|跟)(?:小法|你)说过话)$/, 'unreachable'],
  [/^(?:今天|本周|这周|下周)?(?:谁|哪些人|有谁)(?:在|都)?(?:休假|请假|出差|不在)(?:了|呢)?$|^(?:请假|休假|免报)(?:情况|名单|清单)$/, 'absences'],
  [/^看?(今天|昨天|本周|上周|本月|这个月|上月)?的?(大?模型(用量|调用(记录|情况)?)|出境(记录|情况))(清单|明细)?$/, 'model-usage'],
  [/^(看?死信|未送达(的消息)?|(没有?|没能|发不)(送达|发出去?|出去)的(消息)?|发件箱)$/, 'dead-letters'],
  [/^重发\s*(全部|\d{4})$/, 'send-again'],
  [/^(打开|登录|进)?控制台(登录码|在哪里?|怎么(登录|打开|进))?$/, 'console'],
  [/^(钉钉|本月|这个?月)*额度(情况|还(剩|有)多少|用了多少)?$/, 'quota'],
  [/^恢复\s*(编号)?\s*(第\d{1,2}条|(20\d{2})?\d{4}-\d{1,3}|刚才那条|上一?条)?$/, 'restore'],
  [/^(我们?科?|同事|都)?已?经?(报过?了?|上报了?|填过?了?)$/, 'already'],
  [/^(第\d{1,2}条|(20\d{2})?\d{4}-\d{1,3})\s*(不是重复|不重复|不是同一件(事)?)(的)?$/, 'distinct'],
];

/** What a route needs; null: everybody, even somebody outside the roster. */
export const needed: Record<Route, Permission | null> = {
  report: 'report',
  'nil-report': 'report',
  correct: 'correct-own',
  withdraw: 'correct-own',
  purge: 'ask',
  update: 'correct-own',
  restore: 'correct-own',
  distinct: 'correct-own',
  confirm: 'report',
  awaiting: 'see-figures',
  question: 'ask',
  explain: 'see-figures',
  detail: 'see-figures',
  original: 'ask',
  forward: 'ask',
  'new-topic': 'ask',
  curation: 'review',
  verdict: 'ask',
  'my-entries': 'report',
  'show-receipt': 'report',
  already: 'report',
  missing: 'see-missing',
  draft: 'draft',
  'draft-status': 'draft',
  'figure-source': 'draft',
  'old-report': 'draft',
  'add-document': 'add-document',
  'figure-sheet': 'draft',
  'edit-draft': 'review',
  'advance-draft': 'draft',
  'clear-draft': 'purge',
  consult: 'review',
  'give-opinion': 'report',
  runs: 'see-missing',
  'merge-departments': 'ask',
  absence: 'ask',
  absences: 'see-missing',
  unreachable: 'see-missing',
  help: null,
  silence: null,
  greeting: null,
  'daily-law': 'ask',
  done: 'correct-own',
  quiz: 'ask',
  'quiz-review': 'review',
  'quiz-progress': 'see-missing',
  'quiz-answer': 'ask',
  case: 'correct-own',
  'new-case': 'report',
  cases: 'see-figures',
  'hand-over': 'correct-own',
  releases: 'see-figures',
  'superior-request': 'see-missing',
  'new-metrics': 'review',
  evidence: 'correct-own',
  'show-evidence': 'see-figures',
  'close-books': 'review',
  'closed-books': 'see-missing',
  introduce: null,
  'decide-membership': null,
  'dead-letters': 'administer',
  'model-usage': 'see-outbound',
  'send-again': 'administer',
  quota: 'administer',
  console: 'ask',
  judge: 'ask',
  feedback: null,
  mend: 'correct-own',
  admin: 'administer',
};

const byIntent: Record<Reading['intent'], Route> = {
  report: 'report',
  plan: 'report',
  case: 'report',
  'nil-report': 'nil-report',
  correct: 'correct',
  withdraw: 'withdraw',
  update: 'update',
  question: 'question',
  'draft-request': 'draft',
  quiz: 'quiz',
  admin: 'admin',
  help: 'help',
  notice: 'silence',
  chitchat: 'silence',
  screened: 'silence',
};

function commandOf(text: string): Route | undefined {
  const plain = text
    .trim()
    .replace(/[。！!~～\s]+$/u, '')
    .replace(/[?？]+$/u, match => (text.trim().length === match.length ? match : ''));
  return plain.length > 40 ? undefined : commands.find(([pattern]) => pattern.test(plain))?.[1];
}

/** 同意发卷 and 1A2B3C would otherwise be read as approvals of people and as chit-chat. */
function quizRoute(text: string): Route | null {
  const command = quizCommand(text);
  if (command?.do === 'answer') return 'quiz-answer';
  if (command) return command.do === 'progress' ? 'quiz-progress' : 'quiz-review';
  return looksLikeAnswers(text) ? 'quiz-answer' : null;
}

function draftCommandOf(text: string): Route | undefined {
  const command = readDraftCommand(text);
  if (!command) return undefined;
  if (command.do === 'clear') return 'clear-draft';
  if (command.do === 'opinion') return 'give-opinion';
  if (isConsultation(command)) return 'consult';
  const isOpenToLeaders = ['advance', 'steps', 'edits', 'publish', 'form', 'imprint', 'lookback'].includes(command.do);
  return isOpenToLeaders ? 'advance-draft' : 'edit-draft';
}

/** Buttons that do something; the others say their words. */
const pressed: Readonly<Record<string, Route>> = { judge: 'judge', feedback: 'feedback', mend: 'mend', answer: 'quiz-answer' };

type Parts = Pick<IncomingMessage, 'text' | 'attachments' | 'quote'>;

function quotesEntry({ quote }: Parts): boolean {
  return numbersIn(quote?.text ?? '').length > 0 || quote?.messageId !== undefined;
}

/** Pictures and files with no words of their own: a picture always, a file where it is called so or an entry's receipt is quoted. */
function isEvidence(message: Parts): boolean {
  const { text, attachments } = message;
  if (readEvidenceLabel(text) === null) return false;
  if (attachments.some(isPicture)) return true;
  return attachments.some(file => file.kind === 'file' && !file.paragraphs) && (text.trim() !== '' || quotesEntry(message));
}

/** Decides by what was pressed, then by short commands, then by a dropped file, then by the reading. */
export function route(message: Pick<IncomingMessage, 'text' | 'attachments' | 'button' | 'quote'>, reading: Reading): Route {
  const button = message.button && pressed[message.button.action];
  if (button) return button;
  const quiz = quizRoute(message.text);
  if (quiz) return quiz;
  if (readCuration(message.text)) return 'curation';
  if (readVerdict(message.text)) return 'verdict';
  if (readConfirmation(message.text)) return 'confirm';
  const command = commandOf(message.text) ?? draftCommandOf(message.text);
  if (command) return command;
  if (readHandOver(message.text)) return 'hand-over';
  if (readSuperiorRequest(message.text)) return 'superior-request';
  if (readEvidence(message.text)) return 'evidence';
  if (isEvidence(message)) return 'evidence';
  if (message.attachments.some(file => file.kind === 'file')) return addsDocument.test(message.text) ? 'add-document' : 'old-report';
  if (reading.intent === 'withdraw' && reading.purge) return 'purge';
  const way = byIntent[reading.intent];
  // 这是签到表, beside a picture that quotes a receipt.
  return way === 'silence' && message.attachments.some(isPicture) && quotesEntry(message) ? 'evidence' : way;
}
