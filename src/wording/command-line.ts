import type { PlatformId } from '../domain/message.ts';

interface CommandLine {
  name: string;
  summary: string;
  usage: string;
}

export function commandList(commands: readonly CommandLine[]): string[] {
  const width = Math.max(...commands.map(command => command.name.length));
  return [
    '用法：npm run xiaofa -- <命令> [参数] [--json] [--data 数据目录] [--state 状态目录]',
    '',
    ...commands.map(command => `  ${command.name.padEnd(width)}  ${command.summary}`),
  ];
}

export function unknownCommand(name: string, commands: readonly CommandLine[]): string {
  return `没有“${name}”这个命令。可用的有：${commands.map(command => command.name).join('、')}。`;
}

export function usageOf(command: CommandLine): string {
  return `参数不对。用法：npm run xiaofa -- ${command.usage}`;
}

/** What `--help` says of one command. */
export function commandHelp(command: CommandLine): string[] {
  return [`${command.name}：${command.summary}`, `用法：npm run xiaofa -- ${command.usage}`, '都可以加：--json、--data 数据目录、--state 状态目录'];
}

const fileTroubles: Record<string, string> = {
  ENOENT: '找不到这个文件或文件夹，请检查路径',
  EEXIST: '这里已经有一个同名的文件，不能当文件夹用，请换一个路径',
  ENOTDIR: '路径里有一段是文件，不是文件夹，请检查路径',
  EISDIR: '这是一个文件夹，这里应为一个文件，请检查路径',
  EACCES: '没有读写权限，请检查权限或换一个位置',
  EPERM: '没有读写权限，请检查权限或换一个位置',
  EROFS: '这个位置只能读不能写，请换一个位置',
  ENOSPC: '磁盘满了，请清理后重试',
  EADDRINUSE: '端口已被别的程序占用，请换一个 PORT，或先停止那个程序',
};

/** A failed file or network operation of the system, by its code. */
export function fileTrouble(code: string, path: string): string {
  return `${path ? `“${path}”：` : ''}${fileTroubles[code] ?? `系统没有办成（${code}），请检查路径、权限和网络后重试`}。`;
}

/** Something that the program noticed while it did what was asked. */
export function notice(message: string): string {
  return /\p{Script=Han}/u.test(message) ? `注意：${message}` : `注意：程序里有一步没有办成（${message}），请把这一行告诉维护人员。`;
}

/** What is said before the program starts: what it did not take from the bureau's files, and where it is reached from outside. */
export function beforeStart({ warnings, publicUrl }: { warnings: readonly string[]; publicUrl: string | null }): string[] {
  return [...warnings.map(warning => `注意：${warning}`), ...(publicUrl ? [`对外网址：${publicUrl}（PUBLIC_URL，平台回调用这个地址）`] : [])];
}

export const unexpected = '小法遇到了没有料到的问题，这次没有做成。请重试一次；还不行请带上日志联系维护人员。';

export const stopping = '正在停止，先把手头的事做完……';

const platformNames: Record<PlatformId, string> = { wecom: '企业微信', dingtalk: '钉钉', simulator: '模拟器' };

/** A model server that is called, and whether it may lie outside. */
interface OutboundModel {
  host: string;
  name: string;
  allow: 'local' | 'any';
}

/** What of a bureau's words leaves the machine. */
export function leaving({ platforms, model }: { platforms: readonly PlatformId[]; model: OutboundModel | null }): string {
  const toModel =
    model && `${model.allow === 'local' ? '只向本机或内网' : '向外部允许'}的模型“${model.name}”（${model.host}）发送遮去个人信息的内容，每次留痕`;
  const toPlatforms = platforms.length ? `只与${platforms.map(id => platformNames[id]).join('、')}收发消息` : null;
  return [toPlatforms, toModel].filter(part => part !== null).join('；') || '没有任何内容发到外部';
}

/** The last lines of a start. `platforms` are those that messages are exchanged with; without any, and without a model, nothing leaves the machine. */
export function started(input: {
  url: string;
  bureau: string;
  simulator: boolean;
  stateDir: string;
  documents: number;
  platforms: readonly PlatformId[];
  model: OutboundModel | null;
}): string[] {
  const { url, bureau, simulator, stateDir, documents } = input;
  const outside = leaving(input);
  return [
    `小法已启动：${bureau}，语料${documents}份，数据在 ${stateDir}，${outside}。`,
    ...(simulator
      ? [
          `打开 ${url}/simulator ，选一个人，试着说：`,
          '  秦朗（企业服务科）：本周走仿企业12家，收集问题5条，当场解决3条',
          '  秦朗：第1条改成13家',
          '  高远（局领导）：今年以来走访了多少企业　怎么算的',
          '  梁慧（编辑）：生成年度报告　或把去年的报告拖进来',
          '  任何人：小微企业的货款最晚多久要付',
        ]
      : [`运行状况：${url}/healthz`]),
  ];
}

export function badLine(file: string, line: number, why: string): string {
  return `${file}第${line}行${why}。这一行没有处理，请改正后重跑。`;
}

export function noSuchFile(path: string): string {
  return `找不到“${path}”，请检查路径。`;
}

export function written(path: string, bytes: number): string {
  return `已生成 ${path}（${Math.max(1, Math.round(bytes / 1024))} KB）。`;
}

export function jobRan(run: { task: string; state: string; outcome: string; sent: readonly string[] }): string {
  return `${run.state === 'done' ? '已办' : '没有办成'}｜${run.task}：${run.outcome}${run.sent.length ? `；发出${run.sent.length}条` : ''}`;
}

export function verified(findings: readonly string[]): string[] {
  return findings.length
    ? [`发现${findings.length}处问题：`, ...findings.map(finding => `- ${finding}`)]
    : ['全部完好：日志、检查点、索引、条目的变更记录和初稿数字的出处都对得上。'];
}

export const stopFirst = '小法正在运行，不能在运行中恢复。请先停止（在启动它的窗口按 Ctrl+C），再执行恢复。';

export const notAFigureQuestion = '没有看出要问哪个数。请说清指标和时间，例如“今年以来走访了多少企业”“三季度兑现惠企资金多少”。';

export function noCaFile(file: string): string {
  return `读不到 EXTRA_CA_FILE 指定的证书文件“${file}”。请检查路径，或把这一行留空。`;
}
