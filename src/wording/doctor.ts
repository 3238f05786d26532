import { consoleOff } from './console.ts';

/** One thing that was looked at. `note` is no fault, but something that the operator should know. */
export interface Check {
  level: 'good' | 'note' | 'bad';
  what: string;
  advice: string;
}

/** What is said of a bureau's own files. */
interface ExaminedBureau {
  name: string;
  members: readonly unknown[];
  departments: readonly unknown[];
  warnings?: readonly string[];
}

/** Whether an embedding model matches more than half of what people say with what the law calls it; not yet asked counts as yes. */
function knows(marks: number | null): boolean {
  return marks === null || marks > 0.5;
}

/** What is said of a folder whose files are the corpus. */
interface ExaminedFolder {
  path: string;
  read: number;
  skipped: readonly { path: string; reason: string }[];
  waiting: number;
  trouble: 'unreachable' | 'emptied' | null;
}

/** What is said of the console. */
interface ExaminedConsole {
  isOn: boolean;
  /** Where a browser of this machine finds it; null while the program is not running. */
  address: string | null;
  publicUrl: string | null;
  /** Only this machine is listened to. */
  isLoopback: boolean;
  /** Somebody can sign in with the account of a platform. */
  hasEntrance: boolean;
  hasAdmin: boolean;
}

const marks = { good: '✓', note: '·', bad: '✗' };

export function doctorReport(checks: readonly Check[]): string[] {
  const [bad, notes] = (['bad', 'note'] as const).map(level => checks.filter(check => check.level === level).length);
  return [...checks.map(check => `${marks[check.level]} ${check.what}${check.advice ? `\n    ${check.advice}` : ''}`), endLine(bad ?? 0, notes ?? 0)];
}

function endLine(bad: number, notes: number): string {
  if (bad) return `共${bad}处要处理（标“✗”的），按上面的提示做完后再体检一次。`;
  return notes ? `可以正常使用；有${notes}处请留意（标“·”的）。` : '没有要处理的问题。';
}

function consoleTroubles({ publicUrl, isLoopback, hasEntrance, hasAdmin }: ExaminedConsole): string[] {
  const atThisMachine = '在这台电脑上运行 npm run xiaofa -- console 取登录码';
  const noAdmin = hasAdmin ? [] : ['花名册里没有在岗的管理员（roles 含 admin），发件箱、额度等页没有人能看。请在 roster.yaml 里登记。'];
  if (publicUrl === null)
    return [...noAdmin, `只能在运行小法的电脑上打开，${atThisMachine}。手机和别的电脑要用，请填 PUBLIC_URL，并配置企业微信自建应用或钉钉。`];
  return [
    ...noAdmin,
    ...(hasEntrance
      ? []
      : [`别的电脑打得开首页，但没有登录的办法：要配置企业微信自建应用（WECOM_CORP_ID 等三项）或钉钉。现在只能${atThisMachine}。`]),
    ...(isLoopback ? ['HOST 是 127.0.0.1，只有本机上的反向代理能转进来；没有反向代理的，把 HOST 改成 0.0.0.0。'] : []),
    ...(publicUrl.startsWith('https:') ? [] : ['PUBLIC_URL 不是 https，登录状态以明文经过网络。请在前面加一层 https。']),
  ];
}

export const examined = {
  node: (version: string, isFit: boolean): Check => ({
    level: isFit ? 'good' : 'bad',
    what: `Node.js ${version}`,
    advice: isFit ? '' : '请安装 Node.js 20.19 以上、22.13 以上或 24 版。',
  }),
  state: (folder: string, freeMb: number): Check => ({
    level: freeMb < 500 ? 'bad' : 'good',
    what: `数据目录 ${folder}，磁盘剩余 ${freeMb} MB`,
    advice: freeMb < 500 ? '磁盘快满了，写不进去的消息会被拒收。请清理磁盘，或把 STATE_DIR 改到大一些的盘。' : '',
  }),
  clock: (time: string, isSane: boolean): Check => ({
    level: isSane ? 'good' : 'bad',
    what: `系统时间 ${time}（北京时间）`,
    advice: isSane ? '' : '系统时间明显不对，提醒和期次都会算错。请校准系统时钟。',
  }),
  calendar: (years: readonly number[]): Check => ({
    level: years.length ? 'note' : 'good',
    what: years.length ? `工作日历不含${years.join('、')}年的放假安排` : '工作日历包含今年的放假和调休安排',
    advice: years.length ? '那一年先按周一至周五上班计算。放假通知公布后，请补进 data/bureau/calendar.yaml。' : '',
  }),
  bureau: ({ name, members, departments, warnings = [] }: ExaminedBureau): Check => {
    const size = `${name}，${departments.length}个科室，${members.length}人`;
    const toRead = warnings.map(warning => `- ${warning}`).join('\n    ');
    if (members.length === 0)
      return {
        level: 'bad',
        what: `花名册里一个人也没有：${size}`,
        advice: `没有人能填报。请在 bureau/roster.yaml 里登记人员。${toRead && `\n    ${toRead}`}`,
      };
    if (warnings.length > 0) return { level: 'note', what: `单位文件能用，有${warnings.length}处请看一看：${size}`, advice: toRead };
    return { level: 'good', what: `单位文件读取正常：${size}`, advice: '' };
  },
  corpus: (documents: number, findings: readonly string[]): Check => ({
    level: documents === 0 || findings.length ? 'note' : 'good',
    what: `文件库${documents}份文件${findings.length ? `；${findings.join('')}` : ''}`,
    advice: documents === 0 ? '问法规会答“没有查到依据”。请用 ingest 命令读入法规和政策文件。' : '',
  }),
  folder: ({ path, read, skipped, waiting, trouble }: ExaminedFolder): Check => {
    if (trouble)
      return {
        level: 'bad',
        what: trouble === 'unreachable' ? `语料文件夹“${path}”连不上` : `语料文件夹“${path}”现在是空的，之前有${read + skipped.length}份文件`,
        advice: '已读入的内容照常使用，没有删除。请检查共享盘是否连着、文件夹是否改了名；确实要清空的，请在里面留一份文件。',
      };
    const waits = waiting > 0 ? `，${waiting}份刚有改动、稍后再读` : '';
    return {
      level: skipped.length > 0 ? 'note' : 'good',
      what: `语料文件夹“${path}”：${read}份已读入${skipped.length > 0 ? `，${skipped.length}份没有读入` : ''}${waits}`,
      advice: [
        ...skipped.slice(0, 8).map(file => `- ${file.path}：${file.reason}`),
        ...(skipped.length > 8 ? [`- 另有${skipped.length - 8}份`] : []),
      ].join('\n    '),
    };
  },
  platforms: (isSimulated: boolean): Check => ({
    level: 'note',
    what: `没有接入企业微信或钉钉${isSimulated ? '，模拟器开着' : ''}`,
    advice: '现在只能在模拟器里用，没有任何内容发到外部。要接入，按 src/platforms 里两个平台的说明创建机器人，把密钥填进 .env。',
  }),
  console: (seen: ExaminedConsole): Check => {
    const { isOn, address, publicUrl } = seen;
    if (!isOn)
      return {
        level: 'note',
        what: '控制台没有开启',
        advice: `想在浏览器里看发件箱、额度、运行记录和上传文件时再开：在 .env 里填 CONSOLE_SECRET（32位以上的任意字符，可用命令生成：${consoleOff.command}），改完重新启动。`,
      };
    const troubles = consoleTroubles(seen);
    const where = publicUrl ?? address;
    return {
      level: seen.hasAdmin ? (troubles.length > 0 ? 'note' : 'good') : 'bad',
      what: `控制台已开启${where === null ? '，小法启动后可用' : `：${where}`}`,
      advice: troubles.join('\n    '),
    };
  },
  noModel: { level: 'good', what: '没有配置大模型，也不需要：全部按规则和检索工作', advice: '' } satisfies Check,
  outbound: (host: string, allow: 'local' | 'any'): Check => ({
    level: allow === 'local' ? 'good' : 'note',
    what: allow === 'local' ? `模型地址 ${host}，只许本机或内网（MODEL_ALLOW=local）` : `模型地址 ${host}，允许连外部（MODEL_ALLOW=any）`,
    advice: allow === 'local' ? '' : '遮去个人信息后的群消息、条款和台账内容会发给它，每次都有出境记录（群里问“模型用量”）。请确认已按规定审批。',
  }),
  unencrypted: (host: string): Check => ({
    level: 'note',
    what: `到 ${host} 的连接没有加密（http）`,
    advice: '地址若不在内网，内容和密钥会以明文经过网络。请改用 https 地址。',
  }),
  vectors: ({ done, total, trouble, marks }: { done: number; total: number; trouble: string | null; marks: number | null }): Check => ({
    level: done < total || !knows(marks) ? 'note' : 'good',
    what: `文件库${total}段，已算向量${done}段${marks === null ? '' : `；口语和法言对得上${Math.round(marks * 100)}%`}`,
    advice: [
      ...(done < total ? [`没算到的按字词检索；小法运行时在后台接着算。${trouble ?? ''}`] : []),
      ...(knows(marks) ? [] : ['这个向量模型不大懂中文的意思，检索时少听或不听它的；请换一个中文或多语言的向量模型。']),
    ].join(''),
  }),
  outbox: (dead: number, uncertain: number): Check => ({
    level: dead + uncertain ? 'note' : 'good',
    what: dead + uncertain ? `有${dead}条消息没有发出，${uncertain}条不确定是否已发` : '没有积压或发不出去的消息',
    advice: dead + uncertain ? '请核对平台配置和收件人账号；管理员和小法单聊回“死信”，或打开控制台“发件箱”，可以看原因并重发。' : '',
  }),
  silent: (names: readonly string[]): Check => ({
    level: names.length ? 'note' : 'good',
    what: names.length
      ? `还有${names.length}人从没和小法说过话：${names.slice(0, 12).join('、')}${names.length > 12 ? '等' : ''}`
      : '花名册里的人都和小法说过话',
    advice: names.length ? '有的平台只能私信说过话的人。请让他们先给小法发一句“你好”。' : '',
  }),
  store: (findings: readonly string[]): Check => ({
    level: findings.length ? 'bad' : 'good',
    what: findings.length ? `存储检查发现问题：${findings.join('；')}` : '存储完好',
    advice: findings.length ? '请先备份整个数据目录，再用最近一次备份恢复。' : '',
  }),
};

export const cannotWrite = '数据目录写不进去，现在不能登记。请检查磁盘空间和目录权限。';
