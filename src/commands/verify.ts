import { verified } from '../wording/command-line.ts';
import type { Command } from './command.ts';

export const verify: Command = {
  name: 'verify',
  summary: '检查日志、检查点、索引、条目的变更记录和初稿数字的出处是否完好',
  usage: 'verify',
  options: {},
  inOwner: true,
  async run(invocation) {
    const findings = await invocation.program.verify();
    if (invocation.json) invocation.out(JSON.stringify({ ok: findings.length === 0, findings }));
    else for (const line of verified(findings)) invocation.out(line);
    return findings.length === 0 ? 0 : 1;
  },
};
