import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { dateOf } from '../../src/domain/date.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type Play, play } from '../helpers/play.ts';

/** What somebody was reminded of: the day, and what it said of the time that was left. */
function reminders({ stage }: Play, member: string, name: RegExp): string[] {
  const lines = stage.platform.transcript
    .since(0)
    .filter(line => line.conversation === `direct:${member}` && line.account === null && line.replyTo === null);
  return lines.flatMap(({ at, text }) => {
    const line = text.split('\n').find(one => name.test(one));
    return line === undefined ? [] : [`${dateOf(at).slice(5)} ${/还有\d+个工作日|最后一个工作日|已到期/.exec(line)?.[0] ?? line}`];
  });
}

function shownOverdue({ stage }: Play, name: RegExp): string[] {
  const lines = stage.platform.transcript.since(0).filter(line => line.conversation === 'leaders' && line.account === null);
  return lines.flatMap(({ at, text }) => (text.split('\n').some(line => line.includes('逾期未办') && name.test(line)) ? [dateOf(at).slice(5)] : []));
}

/** Each as somebody opens it, who is to do it, and the workdays on which they are told. */
const kinds: readonly {
  name: string;
  from: string;
  says: readonly (readonly [who: string, text: string])[];
  line: RegExp;
  told: readonly string[];
  /** The Monday on which leaders see it. */
  overdue: string;
  /** Who ends it with which word. */
  reply: readonly [who: string, text: string];
}[] = [
  {
    name: '办复：建议提案自交办起三个月',
    from: '2026-03-16',
    says: [['shenlan', '新事项：建议提案，《关于扶持示例产业的提案》，已交办']],
    line: /事项1.*办复/,
    told: ['06-02 还有10个工作日', '06-11 还有3个工作日', '06-15 还有1个工作日', '06-17 已到期'],
    overdue: '06-22',
    reply: ['shenlan', '事项1已办复'],
  },
  {
    name: '清欠答复：收到投诉后三十日内要有处理结果',
    from: '2026-08-03',
    says: [
      ['wenjing', '新事项：清欠，示例机电反映某单位拖欠货款20万元'],
      ['wenjing', '事项1已转办'],
    ],
    line: /事项1.*处理结果/,
    told: ['08-19 还有10个工作日', '08-28 还有3个工作日', '09-01 还有1个工作日', '09-03 已到期'],
    overdue: '09-07',
    reply: ['wenjing', '事项1已反馈'],
  },
  {
    name: '征求意见：涉企文件一般不少于三十日，期满汇总',
    from: '2026-03-16',
    says: [
      ['guchuan', '新事项：规范性文件，《青禾区示例奖补办法》起草'],
      ['guchuan', '事项1征求意见'],
    ],
    line: /事项1.*征求意见期满汇总/,
    told: ['03-31 还有10个工作日', '04-10 还有3个工作日', '04-14 还有1个工作日', '04-16 已到期'],
    overdue: '04-20',
    reply: ['guchuan', '事项1已合法性审核'],
  },
  {
    name: '规范性文件到期：按写明的有效期',
    from: '2026-03-16',
    says: [
      ['guchuan', '新事项：规范性文件，《青禾区示例奖补办法》起草'],
      ['guchuan', '事项1征求意见'],
      ['guchuan', '事项1送审'],
      ['guchuan', '事项1已印发，有效期至2026年9月30日'],
      ['guchuan', '事项1已报备'],
    ],
    line: /事项1.*有效期/,
    told: ['09-16 还有10个工作日', '09-24 还有3个工作日', '09-29 还有1个工作日', '10-08 已到期'],
    overdue: '10-12',
    reply: ['guchuan', '事项1已清理'],
  },
  {
    name: '信息公开年报：一月三十一日前',
    from: '2026-01-12',
    says: [],
    line: /信息公开年报/,
    told: ['01-16 还有10个工作日', '01-27 还有3个工作日', '01-29 还有1个工作日', '02-02 已到期'],
    overdue: '02-09',
    reply: ['shenlan', '信息公开年报已办'],
  },
];

/** Months pass quickly when nothing else falls due. */
async function onlyDeadlines(): Promise<Bureau> {
  const bureau = await loadBureau(`${projectRoot}/data`);
  return { ...bureau, schedules: bureau.schedules.filter(({ task }) => task === 'deadlines' || task === 'digest') };
}

const MONTHS_MS = 60_000;

describe('what is due', () => {
  it.each(kinds)('$name', { timeout: MONTHS_MS }, async ({ from, says, line, told, overdue, reply }) => {
    const { schedules } = await onlyDeadlines();
    const played = await play(`${from}T09:00`, { schedules });
    for (const [who, text] of says) await played.say(who, text, { group: 'direct' });
    await played.at(`2026-${overdue}T20:00`);
    const [owner, word] = reply;
    expect(reminders(played, owner, line)).toEqual(told);
    expect(shownOverdue(played, line)).toEqual([overdue]);
    expect(played.pushes('work').filter(text => line.test(text))).toEqual([]);
    // The word that the reminder itself asks for is the word that ends it.
    expect(played.pushes(`direct:${owner}`).at(-1)).toContain(`办完回“${word}”`);
    await played.say(owner, word, { group: 'direct' });
    await played.stage.advanceTo(played.stage.now() + 8 * 86_400_000);
    expect(shownOverdue(played, line)).toEqual([overdue]);
    expect(reminders(played, owner, line)).toHaveLength(told.length);
  });

  it('names no company in the leaders’ group', async () => {
    const { schedules } = await onlyDeadlines();
    const played = await play('2026-08-03T09:00', { schedules });
    await played.say('wenjing', '新事项：清欠，示例机电反映某单位拖欠货款20万元，已转办', { group: 'direct' });
    await played.at('2026-09-07T20:00');
    expect(played.pushes('leaders').join()).toContain('**逾期未办** 事项1“清欠（处理结果）”（经济运行科，应于9月2日前）');
    expect(played.pushes('leaders').join()).not.toContain('示例机电');
  });

  it('is told to a colleague, else to the editors, when its owner cannot be reached, and is not overdue before somebody was told', {
    timeout: MONTHS_MS,
  }, async () => {
    const bureau = await onlyDeadlines();
    const away = bureau.members.map(member => (member.id === 'shenlan' ? { ...member, to: '2026-06-10' } : member));
    const played = await play('2026-03-16T09:00', { schedules: bureau.schedules, members: away });
    await played.say('shenlan', '新事项：建议提案，《关于扶持示例产业的提案》，已交办', { group: 'direct' });
    await played.at('2026-06-22T20:00');
    expect(reminders(played, 'shenlan', /事项1/)).toEqual(['06-02 还有10个工作日']);
    const others = bureau.members.filter(({ id }) => reminders(played, id, /事项1/).length > 0).map(({ id }) => id);
    expect(others.filter(id => id !== 'shenlan').length).toBeGreaterThan(0);
    expect(shownOverdue(played, /事项1/)).toEqual(['06-22']);
  });
});
