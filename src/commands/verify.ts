import { verified } from '../wording/command-line.ts';
import type { Command } from './command.ts';

export const verify: Command = {
  name: 'verify',
  summary: '检查日志、检查点、索引和条目出处是否完好',
  usage: 'verify',
  options: {},
  inOwner: true,
  async run(invocation) {
    const app = await invocation.program.app();
    const findings = await app.verify();
    if (invocation.json) invocation.out(JSON.stringify({ ok: findings.length === 0, findings }));
    else for (const line of verified(findings)) invocation.out(line);
    return findings.length === 0 ? 0 : 1;
  },
};
