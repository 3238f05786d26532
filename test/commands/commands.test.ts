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
    await run('report', 'annual', '--from', '2026-01-01', '--to', '2026-12-31', '--out', 'draft.md', '--state', 'played');
    expect(readFileSync(join(folder, 'draft.md'), 'utf8')).toContain('走访企业13家');
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
    [{ at: '2026-11-20T16:00:00+08:00', text: '本周没有' }, '缺少 from'],
    [{ at: '2026-11-20T16:00:00+08:00', from: 7, text: '本周没有' }, '缺少 from'],
    [{ at: '2026-11-20T16:00:00+08:00', from: 'qinlang', text: '本周没有', quote: 3 }, 'quote 应为一段文字'],
    [{ at: '2026-11-20T16:00:00+08:00', from: 'qinlang', text: '本周没有', group: ['work'] }, 'group 应为一段文字'],
    [{ at: '2026-11-20T16:00:00+08:00', from: 'qinlang', text: '本周没有', group: 'nowhere' }, '没有“nowhere”这个群'],
    [{ at: '2026-11-20T16:00:00+08:00', from: 'qinlang', button: 'yes' }, 'button 应为'],
  ])('says which line of a script is wrong: %j', async (line, words) => {
    const { run, jsonl } = commandLine();
    const { code, error } = await run('replay', jsonl('bad.jsonl', [line]));
    expect(code).toBeGreaterThan(0);
    expect(error.join()).toContain(words);
    expect(error.join()).toMatch(/bad\.jsonl第1行/);
  });

  it('refuses a script whose times go back, before anything is played', async () => {
    const { run, jsonl } = commandLine();
    const [first, second] = week;
    const { code, out, error } = await run('replay', jsonl('back.jsonl', [{ ...first, at: '2026-11-21T16:00:00+08:00' }, { ...second }]));
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(error.join()).toContain('back.jsonl第2行的 at 早于上一行');
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

describe('a file of questions or messages', () => {
  const at = '2026-11-20T16:00:00+08:00';

  it.each<[string[], object, string]>([
    [['ask', '--questions'], { id: 1 }, '缺少 text'],
    [['ask', '--questions'], { id: 1, text: '货款多久付', asOf: '2026-02-30' }, 'asOf 应为真实存在的日期'],
    [['ask', '--questions'], { id: 1, text: '货款多久付', asOf: 20261120 }, 'asOf 应为真实存在的日期'],
    [['search', '--queries'], { id: 1 }, '缺少 text'],
    [['extract', '--messages'], { id: 1, at, from: 'qinlang' }, '缺少 text'],
    [['extract', '--messages'], { id: 1, text: '走访3家', from: 'qinlang' }, '缺少 at'],
    [['extract', '--messages'], { id: 1, at, text: '走访3家' }, '缺少 from'],
    [['extract', '--messages'], { id: 1, at, text: '走访3家', from: '没这个人' }, '花名册里没有'],
  ])('%j %j is wrong, and the file and its line are named', async ([command = '', ...args], line, words) => {
    const { run, folder } = commandLine();
    // An empty line counts: the number is the one that an editor shows.
    writeFileSync(join(folder, 'in.jsonl'), `\n${JSON.stringify(line)}\n`);
    const { code, error } = await run(command, ...args, 'in.jsonl');
    expect(code).toBeGreaterThan(0);
    expect(error.join()).toContain(words);
    expect(error.join()).toContain('in.jsonl第2行');
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

  it.each<[string, string[], string]>([
    ['--help', [], '用法：npm run xiaofa -- <命令>'],
    ['-h', [], '用法：npm run xiaofa -- <命令>'],
    ['search', ['--help'], 'search <问题>'],
    ['report', ['-h'], 'report <annual'],
  ])('%s %j says how to use it', async (command, args, words) => {
    const { run } = commandLine();
    const { code, out } = await run(command, ...args);
    expect(code).toBe(0);
    expect(out.join('\n')).toContain(words);
  });

  it('report writes the sources apart, in the form that the file’s name asks for, and knows its outlines', async () => {
    const { run } = commandLine();
    const dates = ['--from', '2026-01-01', '--to', '2026-12-31'];
    expect((await run('report', 'annual', ...dates, '--out', 'a.docx', '--sources', 'a.xlsx', '--comments')).code).toBe(0);
    expect((await run('report', 'annual', ...dates, '--outline', 'annual-framework', '--out', 'b.docx', '--sources', 'b.docx')).code).toBe(0);
    const wrong = await run('report', 'annual', ...dates, '--outline', 'nowhere', '--out', 'c.docx');
    expect(wrong.code).toBe(1);
    expect(wrong.error.join('')).toContain('annual（年度报告（按工作板块）');
  });

  it('report and export make the folder that they are to write into', async () => {
    const { run, folder } = commandLine();
    expect((await run('report', 'week', '--out', 'new/deep/draft.docx')).code).toBe(0);
    expect((await run('export', '--out', 'other/ledgers.xlsx')).code).toBe(0);
    expect(existsSync(join(folder, 'new/deep/draft.docx')) && existsSync(join(folder, 'other/ledgers.xlsx'))).toBe(true);
  });

  it.each<[string, string[], string]>([
    ['export', ['--out', '.'], '这是一个文件夹'],
    ['export', ['--out', 'plain.txt/ledgers.xlsx'], '不能当文件夹用'],
    ['doctor', ['--state', 'plain.txt'], '不能当文件夹用'],
    ['doctor', ['--data', 'typo'], '数据目录不存在'],
    ['restore', ['none.backup'], '找不到'],
    ['restore', ['plain.txt'], '不是小法的备份文件'],
  ])('%s %j fails in one plain line', async (command, args, words) => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, 'plain.txt'), '一段文字');
    const { code, out, error } = await run(command, ...args);
    expect({ code, out, lines: error.length }).toEqual({ code: 1, out: [], lines: 1 });
    expect(error[0]).toContain(words);
    expect(existsSync(join(folder, 'typo'))).toBe(false);
  });

  it('doctor tells what the bureau’s files say wrong, and never that an empty roster is in order', async () => {
    const { run, folder } = commandLine();
    mkdirSync(join(folder, 'own', 'bureau'), { recursive: true });
    writeFileSync(join(folder, 'own', 'bureau', 'bureau.yaml'), 'name: 示例县工业和信息化局\n');
    writeFileSync(join(folder, 'own', 'bureau', 'roster.yml'), 'members:\n  - { name: 甲一, department: 企业股 }\n');
    const misnamed = await run('doctor', '--data', 'own');
    expect(misnamed.code).toBe(1);
    expect(misnamed.out.join('\n')).toMatch(/✗ 花名册里一个人也没有[\s\S]*roster\.yml[\s\S]*是不是“roster\.yaml”/);
    expect(misnamed.out.join('\n')).not.toContain('读取正常');
    expect(misnamed.out.at(-1)).toMatch(/^共\d处要处理/);
  });

  it('doctor says what it looked at', async () => {
    const { run } = commandLine();
    const { out } = await run('doctor');
    expect(out.join('\n')).toMatch(/Node\.js[\s\S]*数据目录[\s\S]*存储完好/);
  });

  const secret = 'x'.repeat(32);
  const app = { WECOM_CORP_ID: 'wwEXAMPLE', WECOM_AGENT_ID: '1000002', WECOM_APP_SECRET: 'app-secret', WECOM_API_BASE: 'http://127.0.0.1:1' };
  it.each<[string, Record<string, string>, 'good' | 'note', RegExp]>([
    ['is off, and how it is switched on', {}, 'note', /^控制台没有开启 .*CONSOLE_SECRET/],
    ['is for this machine alone', { CONSOLE_SECRET: secret }, 'note', /^控制台已开启.*只能在运行小法的电脑上打开.*PUBLIC_URL/],
    [
      'has no way in from outside',
      { CONSOLE_SECRET: secret, PUBLIC_URL: 'https://xiaofa.example', HOST: '0.0.0.0' },
      'note',
      /没有登录的办法.*自建应用/,
    ],
    [
      'is reached by nobody outside, and in plain text',
      { ...app, CONSOLE_SECRET: secret, PUBLIC_URL: 'http://xiaofa.example' },
      'note',
      /HOST 是 127\.0\.0\.1.*不是 https/,
    ],
    [
      'is in order',
      { ...app, CONSOLE_SECRET: secret, PUBLIC_URL: 'https://xiaofa.example', HOST: '0.0.0.0' },
      'good',
      /^控制台已开启：https:\/\/xiaofa\.example $/,
    ],
  ])('doctor says that the console %s', async (_how, env, level, words) => {
    const { out } = await commandLine(env).run('doctor', '--json');
    const checks = out.map(line => JSON.parse(line) as { level: string; what: string; advice: string });
    const [check] = checks.filter(({ what }) => what.startsWith('控制台'));
    expect(check?.level).toBe(level);
    expect(`${check?.what} ${check?.advice.replaceAll('\n', ' ')}`).toMatch(words);
  });

  it.each([
    ['search', []],
    ['ask', []],
    ['report', ['yearly']],
    ['report', ['annual', '--from', '2026-13-01']],
    ['ask', ['货款多久付', '--as-of', '2026-02-30']],
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
