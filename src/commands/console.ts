import { dateOf } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import { isActive } from '../domain/member.ts';
import { consoleCommand, consoleNotOn } from '../wording/console.ts';
import type { Command } from './command.ts';

export const console: Command = {
  name: 'console',
  summary: '打印一次性的控制台登录码（在运行小法的这台电脑上用）',
  usage: 'console [--as 姓名]',
  options: { as: { type: 'string' } },
  inOwner: true,
  async run({ program, options, json, out }) {
    const app = await program.app();
    if (app.address === null) throw new AppError('not-found', consoleCommand.notRunning);
    if (app.config.consoleSecret === null) throw new AppError('config-invalid', consoleNotOn);
    const members = app.bureau.members.filter(member => isActive(member, dateOf(app.clock.now())));
    const as = options['as'];
    const member = members.find(one => (typeof as === 'string' ? one.name === as || one.id === as : one.roles.includes('admin')));
    if (!member) throw new AppError('not-found', typeof as === 'string' ? consoleCommand.noSuchMember(as) : consoleCommand.noAdmin);
    const issued = { name: member.name, url: app.address, code: app.codes.issue(member.id) };
    if (json) out(JSON.stringify({ member: member.id, url: `${issued.url}/sign-in/code`, code: issued.code }));
    else for (const line of consoleCommand.issued(issued)) out(line);
    return 0;
  },
};
