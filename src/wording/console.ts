import { dateOf, dayOf, monthOf, timeOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';
import type { RunSummary } from './runs.ts';

/** 控制台 — every word of its pages. */
export const consoleWords = {
  name: '小法',
  console: '控制台',
  back: '返回',
  signOut: '退出',
  signedInAs: (name: string): string => `${name}已登录`,
  lead: '坐在工作群里的法治政府建设助手：平时各科室随手报一句，小法记成台账；要写报告时，每个数字都找得到出处。',
  foot: '数据存放在本机，没有配置外部服务时，什么都不离开这台电脑。',
  simulator: ['打开模拟工作群', '扮演任何一位同事，在演示数据上随便试。只能在运行小法的这台电脑上打开。'],
  health: ['运行状态', '程序是否在运行。'],
  ready: ['就绪状态', '能否开始工作；不能时说明原因。'],
} as const;

/** Without CONSOLE_SECRET. */
export const consoleOff = {
  title: '控制台没有开启',
  how: ['在 .env 里填 CONSOLE_SECRET，任意 32 位以上的字符，例如用这条命令生成：', '改完重新启动小法，再打开这个页面。'],
  command: `node -e "console.log(require('node:crypto').randomBytes(32).toString('hex'))"`,
} as const;

export const signInWords = {
  title: '登录控制台',
  by: { wecom: '用企业微信登录', dingtalk: '用钉钉登录', simulator: '' },
  byCode: '用登录码登录',
  byCodeNote: '只在运行小法的这台电脑上可用。登录码这样取：在单聊里对小法说“控制台”，或在这台电脑上运行 npm run xiaofa -- console。',
  code: '登录码',
  enter: '登录',
  wrongCode: '登录码不对、已用过或已过期。请重新取一个。',
  wrongReturn: '这次登录没有成功：登录页停留过久，或不是从这里打开的。请重新登录。',
  nobody: '没有认出您是谁。请用本单位的账号登录。',
  notOnRoster: '您不在本单位的花名册里，或已离岗，不能登录。请联系管理员在 roster.yaml 登记您的账号。',
  opening: '正在登录，请稍候…',
  failed: '没有登录成功，请点下面的链接扫码登录。',
} as const;

export const foreignRequest = '这个操作不是从控制台页面发出的，没有执行。请回到控制台重新操作。';
export const notAllowedHere = '您的角色不能看这一页。需要的话，请联系管理员。';

/** Titles of pages, and what each is for. */
export const pageNames = {
  runs: ['运行记录', '催报、汇总、备份等定时任务办了没有，送达了没有。'],
  outbox: ['发件箱', '没有送达的消息和原因，可以重发。'],
  quota: ['额度', '钉钉按月计的调用和收发，用了多少。'],
  unreachable: ['收不到私信的人', '谁收不到提醒，为什么，怎么办。'],
  documents: ['资料', '文件库里有哪些法规、政策和报告；编辑和管理员可以上传。'],
  feedback: ['答复评价', '大家对小法的答复采纳了没有。'],
  names: ['指标叫法', '哪些叫法并成了一个、列成了指标，谁定的；还有哪些没定。'],
} as const;

export const namesWords = {
  decided: '定过的叫法',
  none: '还没有定过。',
  fresh: '台账里没有、按原话记下的',
  noneFresh: '没有，报的数都对上了指标。',
  foot: '定叫法在群里或单聊里说：“巡河就是河道巡查”“巡河单独计”“巡河列入××台账”。',
};

export const runsWords = {
  none: '最近两周没有运行记录。',
  late: '补办',
  took: ({ startedAt, finishedAt }: Pick<RunSummary, 'startedAt' | 'finishedAt'>): string =>
    startedAt === null ? '' : `${shortTime(startedAt)}开始${finishedAt === null ? '，还没办完' : `，${shortTime(finishedAt)}办完`}`,
  counts: ({ sent, delivered, failed }: Pick<RunSummary, 'sent' | 'delivered' | 'failed'>): string => {
    if (sent === 0) return '';
    const others = sent - delivered - failed;
    return [`发${sent}条，送达${delivered}条`, failed > 0 ? `发不出去${failed}条` : '', others > 0 ? `等待或不确定${others}条` : '']
      .filter(text => text !== '')
      .join('，');
  },
  to: (names: readonly string[]): string => (names.length === 0 ? '' : `给${names.join('、')}`),
} as const;

export const runStates = { open: '正在办', done: '已办', skipped: '没有办', dead: '没有办成', uncertain: '不确定' } as const;

export const outboxWords = {
  depth: ({ open, dead, uncertain }: { open: number; dead: number; uncertain: number }): string =>
    `等待发送${open}条，没有送达${dead}条，不确定是否送达${uncertain}条。`,
  none: '没有未送达的消息。',
  maybe: '可能已到',
  resend: '重发',
  resendAll: '重发全部（不含可能已到的）',
  to: (to: string, kind: string): string => `给${to}的${kind}`,
} as const;

export const quotaWords = {
  none: '没有接入钉钉。企业微信不按月计数。',
  line: (spent: number, limit: number): string => `已用${spent}次，额度${limit}次`,
  note: '只含小法自己用的，是下限；全单位用量看钉钉开发者后台“资源管理”。',
} as const;

export const unreachableWords = {
  none: '花名册里的人都收得到。',
  noAccount: '没有账号：请在 roster.yaml 的 accounts 里填他在平台上的账号。',
  neverSpoke: '还没和小法单聊过，这个平台只能私信单聊过的人：请他先在单聊里给小法发一句“你好”。',
  refused: (reason: string): string => `最近一条私信没有送达：${reason}`,
} as const;

export const documentsWords = {
  count: (count: number): string => `共${count}份`,
  upload: '上传',
  choose: '选择文件（可以多选，合计不超过15MB）',
  find: '按名称找',
  search: '查找',
  more: (count: number): string => `还有${count}份没有列出，请按名称找。`,
  nothingChosen: '没有选文件。',
} as const;

export const feedbackWords = { none: '还没有人评价过。', gone: '（原话已不在）' } as const;

export function shortTime(at: Instant): string {
  return `${monthOf(dateOf(at))}月${dayOf(dateOf(at))}日 ${timeOf(at)}`;
}

/** What the chat says to 控制台. `url`: where the operator's own browser finds it. */
export function consoleInvitation({ url, publicUrl, code }: { url: string; publicUrl: string | null; code: string }): string {
  const outside = publicUrl === null ? [] : [`- 手机或别的电脑：打开 ${publicUrl}`];
  return [
    '**控制台**',
    ...outside,
    `- 在运行小法的电脑上：打开 ${url}/sign-in/code，输入登录码 **${code}**`,
    '> 登录码10分钟内有效，只能用一次，请勿转发。',
  ].join('\n');
}

export const consoleNotOn = '控制台没有开启。请管理员在 .env 里填 CONSOLE_SECRET 后重新启动。';
export const consoleNotHere = '模拟器里没有控制台。请在运行小法的电脑上打开首页。';

/** `xiaofa console`. */
export const consoleCommand = {
  notRunning: '小法没有在运行，控制台打不开。请先运行 npm start，再开一个窗口运行这条命令。',
  noSuchMember: (name: string): string => `花名册里没有在岗的“${name}”，请用姓名或编号。`,
  noAdmin: '花名册里没有在岗的管理员（roles 里有 admin 的人）。请登记一位，或用 --as 写明以谁的身份登录。',
  issued: ({ name, url, code }: { name: string; url: string; code: string }): string[] => [
    `以${name}的身份登录控制台（10分钟内有效，只能用一次，只在这台电脑上可用）：`,
    `  网址：${url}/sign-in/code`,
    `  登录码：${code}`,
  ],
} as const;
