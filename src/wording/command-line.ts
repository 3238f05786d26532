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

export const unexpected = '小法遇到了没有料到的问题，这次没有做成。请重试一次；还不行请带上日志联系维护人员。';

export const stopping = '正在停止，先把手头的事做完……';

export function started(input: { url: string; bureau: string; simulator: boolean; stateDir: string; documents: number }): string[] {
  const { url, bureau, simulator, stateDir, documents } = input;
  return [
    `小法已启动：${bureau}，语料${documents}份，数据在 ${stateDir}，没有任何内容发到外部。`,
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

export function unknownSpeaker(from: string): string {
  return `花名册里没有“${from}”。请写花名册中的姓名或编号；不在花名册的人请写 {"name","department","roles"}`;
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
    : ['全部完好：日志、检查点、索引、条目出处都对得上。'];
}

export const stopFirst = '小法正在运行，不能在运行中恢复。请先停止（在启动它的窗口按 Ctrl+C），再执行恢复。';

export const notAFigureQuestion = '没有看出要问哪个数。请说清指标和时间，例如“今年以来走访了多少企业”“三季度兑现惠企资金多少”。';
