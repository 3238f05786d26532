import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../helpers/command-line.ts';

const week = [
  { id: 'a', at: '2026-11-20T16:00:00+08:00', from: 'qinlang', group: 'work', text: '本周走访企业12家，收集问题5条' },
  { id: 'b', at: '2026-11-20T16:01:00+08:00', from: '秦朗', group: 'work', text: '第1条改成13家' },
  { id: 'c', at: '2026-11-20T16:02:00+08:00', restart: true },
  { id: 'd', at: '2026-11-20T18:00:00+08:00', tick: true },
  {
    id: 'e',
    at: '2026-11-20T18:01:00+08:00',
    from: { name: '高远', department: '局领导', roles: ['leader'] },
    group: 'direct',
    text: '今年以来走访了多少企业',
  },
];

describe('replay', () => {
  it('plays a script on a simulated clock and prints a JSON line for each reply, push and run', async () => {
    const { run, jsonl } = commandLine();
    const { code, out } = await run('replay', jsonl('week.jsonl', week));
    expect(code).toBe(0);
    const events = out.map(line => JSON.parse(line) as { type: string; at: string; replyTo?: string; text: string });
    expect(events.find(event => event.replyTo === 'a')?.text).toContain('已记1条');
    expect(events.find(event => event.replyTo === 'b')?.text).toContain('13家');
    expect(events.find(event => event.replyTo === 'e')?.text).toContain('13家');
    expect(events.some(event => event.type === 'run')).toBe(true);
    expect(events.some(event => event.type === 'push')).toBe(true);
    expect(events.every(event => /\+08:00$/.test(event.at))).toBe(true);
    expect(events.map(event => event.at)).toEqual(events.map(event => event.at).toSorted());
  });

  it('prints the same for the same script', async () => {
    const { run, jsonl } = commandLine();
    const script = jsonl('week.jsonl', week);
    const [first, second] = [await run('replay', script, '--state', 'one'), await run('replay', script, '--state', 'two')];
    expect(first.out.length).toBeGreaterThan(4);
    expect(second.out).toEqual(first.out);
    // Played again on what it left behind, every message is a redelivery.
    expect((await run('replay', script, '--state', 'one')).out).toEqual([]);
  });

  it('leaves what it kept in the state folder that is named, for the other commands', async () => {
    const { run, jsonl, folder } = commandLine();
    await run('replay', jsonl('week.jsonl', week), '--state', 'played');
    const stats = await run('stats', '2026年走访了多少企业', '--state', 'played');
    expect(stats.out.join('\n')).toContain('13家');
    const report = await run('report', 'annual', '--from', '2026-01-01', '--to', '2026-12-31', '--out', 'draft.docx', '--state', 'played');
    expect(report.code).toBe(0);
    expect(readFileSync(join(folder, 'draft.docx')).subarray(0, 2).toString()).toBe('PK');
    expect((await run('verify', '--state', 'played')).code).toBe(0);
  });

  it('works for a bureau that wrote only bureau.yaml and roster.yaml', async () => {
    const { run, jsonl, folder } = commandLine();
    mkdirSync(join(folder, 'own', 'bureau'), { recursive: true });
    writeFileSync(
      join(folder, 'own', 'bureau', 'bureau.yaml'),
      'name: 示例县工业和信息化局\ngroups:\n  - { id: work, name: 工作群, kind: work, platform: wecom, conversation: wrX }\n',
    );
    writeFileSync(
      join(folder, 'own', 'bureau', 'roster.yaml'),
      'members:\n  - { id: a, name: 甲一, department: 企业股, roles: [staff], accounts: { wecom: jia } }\n',
    );
    const script = jsonl('own.jsonl', [{ id: 'a', at: '2026-11-20T16:00:00+08:00', from: 'a', group: 'work', text: '本周走访企业12家' }]);
    const { code, out } = await run('replay', script, '--data', 'own', '--state', 'own-state');
    expect(code).toBe(0);
    expect(out[0]).toContain('企业股');
    expect(out[0]).toContain('走访企业12家');
  });

  it.each([
    [{ from: 'qinlang', text: '本周没有' }, '缺少 at'],
    [{ at: '2026-11-20T16:00:00+08:00', from: 'qinlang' }, '既没有 text'],
    [{ at: '2026-11-20T16:00:00+08:00', from: '没这个人', text: '本周没有' }, '花名册里没有'],
  ])('says which line of a script is wrong: %j', async (line, words) => {
    const { run, jsonl } = commandLine();
    const { code, error } = await run('replay', jsonl('bad.jsonl', [line]));
    expect(code).toBeGreaterThan(0);
    expect(error.join()).toContain(words);
  });
});

describe('extract', () => {
  it('reads messages in the words of the surface and keeps nothing', async () => {
    const { run, jsonl, folder } = commandLine();
    const messages = jsonl('m.jsonl', [
      {
        id: 1,
        at: '2026-11-20T16:00:00+08:00',
        from: { name: '某甲', department: '企业服务科', roles: ['staff'] },
        text: '截至10月底累计走访企业238家，发放资料3000余份',
      },
      { id: 2, at: '2026-11-20T16:00:00+08:00', from: 'qinlang', text: '机密★5年 关于示例事项的纪要' },
    ]);
    const { out } = await run('extract', '--messages', messages);
    const [first, second] = out.map(line => JSON.parse(line));
    expect(first).toMatchObject({ id: 1, intent: 'report' });
    expect(first.entries[0].period).toEqual({ from: '2026-01-01', to: '2026-10-31' });
    expect(first.entries[0].metrics[0]).toMatchObject({ name: '走访企业', value: 238, unit: '家', approximate: null, kind: 'cumulative' });
    expect(second).toEqual({ id: 2, intent: 'screened', entries: [] });
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });
});

describe('ask and search', () => {
  it('answer a file of questions line by line', async () => {
    const { run, jsonl } = commandLine();
    const questions = jsonl('q.jsonl', [
      { id: 'x', text: '小微企业的货款最晚多久要付' },
      { id: 'y', text: '今天天气怎么样' },
    ]);
    const answers = (await run('ask', '--questions', questions)).out.map(line => JSON.parse(line));
    expect(answers[0]).toMatchObject({ id: 'x', answered: true });
    expect(answers[0].citations[0].article).toMatch(/^第.+条/);
    expect(answers[1]).toMatchObject({ id: 'y', answered: false, citations: [] });
    const hits = JSON.parse((await run('search', '--queries', questions, '--k', '3')).out[0] ?? '').hits;
    expect(hits.length).toBeLessThanOrEqual(3);
    expect(Object.keys(hits[0])).toEqual(['document', 'article', 'text', 'score']);
  });

  it('ingest is idempotent and says what it skipped, and why', async () => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '办法.txt'), '示例办法\n第一条 示例单位应当在十日内答复。\n第二条 本办法自2026年1月1日起施行。\n');
    writeFileSync(join(folder, '图片.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
    const first = await run('ingest', '办法.txt', '图片.png');
    expect(first.out.join('\n')).toMatch(/未入库 .*图片\.png/);
    expect(first.out.join('\n')).toContain('新增1');
    expect((await run('ingest', '办法.txt')).out.join('\n')).toContain('未变1');
  });
});

describe('backup and restore', () => {
  it('bring the whole state back, and refuse a damaged file without touching anything', async () => {
    const { run, jsonl, folder } = commandLine();
    await run('replay', jsonl('week.jsonl', week), '--state', 'one');
    expect((await run('backup', '--out', 'all.backup', '--state', 'one')).code).toBe(0);
    expect((await run('restore', 'all.backup', '--state', 'two')).code).toBe(0);
    expect((await run('stats', '2026年走访了多少企业', '--state', 'two')).out.join('\n')).toContain('13家');

    const bytes = readFileSync(join(folder, 'all.backup'));
    writeFileSync(join(folder, 'torn.backup'), bytes.subarray(0, bytes.length - 40));
    const torn = await run('restore', 'torn.backup', '--state', 'two');
    expect(torn.code).toBe(1);
    expect(torn.error.join()).toContain('没有恢复');
    expect((await run('stats', '2026年走访了多少企业', '--state', 'two')).out.join('\n')).toContain('13家');
  });
});

describe('other commands', () => {
  it('export writes the ledgers as .xlsx', async () => {
    const { run, jsonl, folder } = commandLine();
    await run('replay', jsonl('week.jsonl', week), '--state', 'one');
    expect((await run('export', '--out', 'ledgers.xlsx', '--state', 'one')).code).toBe(0);
    expect(readFileSync(join(folder, 'ledgers.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('job runs a task by hand and says what it did', async () => {
    const { run } = commandLine();
    const { code, out } = await run('job', 'compile', '--at', '2026-11-20T17:30', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ task: 'compile', state: 'done' });
    expect((await run('job', 'nothing')).code).toBe(1);
  });

  it('doctor says what it looked at', async () => {
    const { run } = commandLine();
    const { out } = await run('doctor');
    expect(out.join('\n')).toMatch(/Node\.js[\s\S]*数据目录[\s\S]*存储完好/);
  });

  it.each([
    ['search', []],
    ['ask', []],
    ['report', ['yearly']],
    ['report', ['annual', '--from', '2026-13-01']],
    ['extract', []],
    ['job', ['remind', '--at', 'soon']],
    ['stats', []],
  ])('%s %j is wrong usage', async (command, args) => {
    const { run } = commandLine();
    const { code, error } = await run(command, ...args);
    expect(code).toBe(2);
    expect(error.join()).toContain('用法');
  });
});
