import { doctorReport } from '../wording/doctor.ts';
import type { Command } from './command.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: '体检：配置、磁盘、时钟、日历、文件库、平台、模型、待发消息，并说该怎么办',
  usage: 'doctor',
  options: {},
  inOwner: true,
  async run(invocation) {
    const app = await invocation.program.app();
    const checks = await app.examine();
    if (invocation.json) for (const check of checks) invocation.out(JSON.stringify(check));
    else for (const line of doctorReport(checks)) invocation.out(line);
    return checks.some(check => check.level === 'bad') ? 1 : 0;
  },
};
