import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { AppError } from '../../src/domain/errors.ts';
import { bureauFolder } from '../helpers/bureau-folder.ts';

const bureauYaml = `name: 示例区工业和信息化局
unknownMembers: claim
groups:
  - { id: work, name: 局工作群, kind: work, platform: wecom, conversation: wrEXAMPLE, robotKeyEnv: WECOM_ROBOT_WORK }
`;
const rosterYaml = `members:
  - { id: zhang, name: 张三, department: 综合科, roles: [staff], accounts: { wecom: zhangsan, dingtalk: "0123456" } }
  - { id: li, name: 李四, department: 局领导, roles: [leader] }
`;

interface Loaded {
  bureau: Bureau;
  warnings: string[];
}

async function load(files: Record<string, string | Uint8Array>): Promise<Loaded> {
  const warnings: string[] = [];
  const bureau = await loadBureau(await bureauFolder(files), { warn: warning => void warnings.push(warning) });
  return { bureau, warnings };
}

/** The message of the one error that all mistakes are told in. */
async function mistakes(files: Record<string, string>): Promise<string[]> {
  const failure = await load(files).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  expect(failure).toMatchObject({ code: 'bureau-file-invalid' });
  return (failure as AppError).message.split('\n').filter(line => line.startsWith('- '));
}

describe('a bureau’s own folder', () => {
  it('loads the shipped kinds of cases for every bureau, and says what is wrong in an own one', async () => {
    const { bureau } = await load({ 'bureau.yaml': bureauYaml, 'roster.yaml': rosterYaml });
    expect(bureau.cases.map(kind => kind.name)).toEqual(expect.arrayContaining(['企业诉求', '规范性文件', '建议提案', '清欠', '执法检查整改']));
    const own =
      'id: loan\nname: 借调\nnouns: [借调]\nstates:\n  - { id: a, name: 申请, next: [c] }\n  - { id: b, name: 批准 }\ndue:\n  - { name: 期满, until: [b], months: 3, days: 2, basis: 依据 }\n';
    const found = await mistakes({ 'bureau.yaml': bureauYaml, 'roster.yaml': rosterYaml, 'cases/loan.yaml': own });
    expect(found.join()).toMatch(/cases\/loan\.yaml 第8行.*一种期限/);
    const once = own.replace(', days: 2', '');
    expect((await mistakes({ 'bureau.yaml': bureauYaml, 'roster.yaml': rosterYaml, 'cases/loan.yaml': once })).join()).toMatch(/没有叫“c”的状态/);
  });

  it('a 科室 is merged into one that there is, with the day, and not into itself', async () => {
    const withDepartments = (lines: string): Record<string, string> => ({
      'bureau.yaml': `${bureauYaml}departments:\n${lines}`,
      'roster.yaml': rosterYaml,
    });
    const known = '  - { name: 综合科 }\n  - { name: 局领导 }\n';
    expect((await mistakes(withDepartments(`${known}  - { name: 甲科, successor: 综和科, until: 2026-06-30 }\n`))).join()).toMatch(
      /bureau\.yaml 第8行.*没有叫“综和科”的科室.*综合科/,
    );
    expect((await mistakes(withDepartments(`${known}  - { name: 甲科, successor: 综合科 }\n`))).join()).toMatch(/第8行.*until/);
    const circle = '  - { name: 甲科, successor: 乙科, until: 2026-06-30 }\n  - { name: 乙科, successor: 甲科, until: 2026-07-31 }\n';
    expect((await mistakes(withDepartments(known + circle))).join()).toMatch(/并回了自己/);
  });

  it('loads the fixed shape of bureau.yaml and roster.yaml, with the rest from the shipped folder', async () => {
    const { bureau, warnings } = await load({ 'bureau.yaml': bureauYaml, 'roster.yaml': rosterYaml });
    expect(bureau).toMatchObject({
      id: 'default',
      name: '示例区工业和信息化局',
      groups: [{ id: 'work', kind: 'work', platform: 'wecom', conversation: 'wrEXAMPLE', robotKeyEnv: 'WECOM_ROBOT_WORK' }],
      departments: [
        { name: '综合科', aliases: [], reports: true },
        { name: '局领导', aliases: [], reports: false },
      ],
      members: [
        {
          id: 'zhang',
          name: '张三',
          department: '综合科',
          roles: ['staff'],
          accounts: { wecom: 'zhangsan', dingtalk: '0123456', simulator: 'zhang' },
          known: true,
        },
        { id: 'li', roles: ['leader'], otherDepartments: [], from: null, to: null },
      ],
    });
    expect(bureau.sections.length).toBeGreaterThan(0);
    expect(bureau.ledgers.length).toBeGreaterThan(0);
    expect(bureau.observances.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it('fits the shipped files to the bureau: no strange 科室, no schedule for a group that it lacks', async () => {
    const { bureau } = await load({ 'bureau.yaml': bureauYaml, 'roster.yaml': rosterYaml });
    const named = [...bureau.sections, ...bureau.ledgers].flatMap(({ departments }) => departments);
    expect(named).toEqual([]);
    expect(bureau.schedules.map(({ id }) => id)).not.toContain('leaders-digest');
    expect(bureau.schedules.map(({ task }) => task)).toContain('remind');
  });

  it.each([
    ['an empty roster', { 'bureau.yaml': 'name: 某局\n', 'roster.yaml': '' }],
    ['no roster', { 'bureau.yaml': 'name: 某局\n' }],
    ['a roster without members', { 'bureau.yaml': 'name: 某局\n', 'roster.yaml': 'members:\n' }],
    ['an empty list of groups', { 'bureau.yaml': 'name: 某局\ngroups: []\n' }],
  ])('loads with %s: one work group on the simulator', async (_, files) => {
    const { bureau } = await load(files);
    expect(bureau.members).toEqual([]);
    expect(bureau.groups).toEqual([{ id: 'work', name: '工作群', kind: 'work', platform: 'simulator', conversation: 'work', robotKeyEnv: null }]);
  });

  it('shows the sample where nothing is set up yet, and says so', async () => {
    const { bureau, warnings } = await load({});
    expect(bureau.name).toBe('青禾区工业和信息化局');
    expect(warnings.join()).toContain('示例单位');
  });

  it('reads what Notepad saves: a byte order mark, GBK', async () => {
    // `name: 某局` in GBK.
    const gbk = new Uint8Array([...new TextEncoder().encode('name: '), 0xc4, 0xb3, 0xbe, 0xd6, 0x0a]);
    expect((await load({ 'bureau.yaml': gbk })).bureau.name).toBe('某局');
    expect((await load({ 'bureau.yaml': '\uFEFFname: 某局\n' })).bureau.name).toBe('某局');
  });

  it('keeps ids and accounts that look like numbers as they are written', async () => {
    const roster = 'members:\n  - { id: 007, name: 甲, department: 综合科, accounts: { dingtalk: 0123456 } }\n';
    const { bureau } = await load({ 'bureau.yaml': bureauYaml, 'roster.yaml': roster });
    expect(bureau.members[0]).toMatchObject({ id: '007', accounts: { dingtalk: '0123456' } });
  });

  it('takes the order and short names of listed 科室, and full names for short ones', async () => {
    const { bureau, warnings } = await load({
      'bureau.yaml': `${bureauYaml}departments:\n  - { name: 企业服务科, aliases: [企服科] }\n  - { name: 综合科 }\n  - { name: 局领导, reports: false }\ncontacts:\n  - { words: [清欠], department: 企服科 }\n`,
      'roster.yaml': `${rosterYaml}  - { name: 王五, department: 企服科, otherDepartments: [综合科] }\n`,
    });
    expect(bureau.departments.map(({ name }) => name)).toEqual(['企业服务科', '综合科', '局领导']);
    expect(bureau.members[2]).toMatchObject({ id: '王五', department: '企业服务科', otherDepartments: ['综合科'], roles: ['staff'] });
    expect(bureau.contacts).toEqual([{ words: ['清欠'], department: '企业服务科' }]);
    expect(warnings).toEqual([]);
  });

  it('warns of unknown keys and unlisted 科室, and goes on', async () => {
    const { bureau, warnings } = await load({
      'bureau.yaml': `${bureauYaml}slogan: 加油\ndepartments:\n  - { name: 综合一科 }\n  - { name: 局领导, reports: false }\n`,
      'roster.yaml': rosterYaml.replace('roles: [staff]', 'roles: [staff], phone: 无'),
    });
    expect(warnings).toEqual([
      'bureau.yaml 第5行：不认识“slogan”这一项，已忽略；请检查是否写错',
      'roster.yaml 第2行（members 第1项）：不认识“phone”这一项，已忽略；请检查是否写错',
      'roster.yaml 第2行（members 第1项 department）：bureau.yaml 的 departments 里没有“综合科”（是不是“综合一科”？），已按新科室排在最后',
    ]);
    expect(bureau.departments.map(({ name, reports }) => [name, reports])).toEqual([
      ['综合一科', true],
      ['局领导', false],
      ['综合科', true],
    ]);
  });
});

describe('what is ignored or taken otherwise', () => {
  const whole = { 'bureau.yaml': bureauYaml, 'roster.yaml': rosterYaml };

  it.each<[string, Record<string, string>, string]>([
    [
      'a roster with another ending',
      { 'bureau.yaml': bureauYaml, 'roster.yml': rosterYaml },
      'roster.yml：不认识这个名称，没有读；是不是“roster.yaml”？请改名',
    ],
    [
      'a roster spelled wrong',
      { 'bureau.yaml': bureauYaml, 'rooster.yaml': rosterYaml },
      'rooster.yaml：不认识这个名称，没有读；是不是“roster.yaml”？请改名',
    ],
    [
      'a roster that Notepad saved',
      { 'bureau.yaml': bureauYaml, 'roster.yaml.txt': rosterYaml },
      'roster.yaml.txt：不认识这个名称，没有读；是不是“roster.yaml”？请改名',
    ],
    ['a missing roster', { 'bureau.yaml': bureauYaml }, 'roster.yaml：没有这个文件，花名册是空的，没有人能填报'],
    ['a folder spelled wrong', { ...whole, 'ledger/own.yaml': 'ledgers: []\n' }, 'ledger：不认识这个名称，没有读；是不是“ledgers”？请改名'],
    ['a ledger that Notepad saved', { ...whole, 'ledgers/own.yaml.txt': '' }, 'ledgers/own.yaml.txt：没有读；请去掉末尾的 .txt'],
    [
      'two people of one name',
      { ...whole, 'roster.yaml': `${rosterYaml}  - { id: zhang2, name: 张三, department: 综合科 }\n` },
      'roster.yaml 第4行（members 第3项 name）：与第2行都叫“张三”，按姓名找人时分不清；请在姓名后加区别，如“张三（女）”',
    ],
    [
      'a second 科室 that there is not',
      { ...whole, 'roster.yaml': `${rosterYaml}  - { id: wang, name: 王五, department: 综合科, otherDepartments: [综合处] }\n` },
      'roster.yaml 第4行（members 第3项 otherDepartments）：没有叫“综合处”的科室（是不是“综合科”？）',
    ],
    [
      'a day that its month does not have',
      { ...whole, 'schedules.yaml': 'schedules:\n  - { id: s, task: backup, every: year, month: 2, day: 30, time: "16:00" }\n' },
      'schedules.yaml 第2行（schedules 第1项 day）：2月没有30日，按2月最后一天办',
    ],
  ])('%s is told at start and kept with the bureau', async (_, files, expected) => {
    const { bureau, warnings } = await load(files);
    expect(warnings).toContain(expected);
    expect(bureau.warnings).toEqual(warnings);
  });

  it('a data folder that is not there is refused, and none is made', async () => {
    const missing = `${await bureauFolder({})}-typo`;
    await expect(loadBureau(missing)).rejects.toMatchObject({ code: 'config-invalid', message: expect.stringContaining('数据目录不存在') });
  });
});

describe('mistakes in a bureau’s files', () => {
  const roster = (line: string): Record<string, string> => ({
    'bureau.yaml': bureauYaml,
    'roster.yaml': `members:\n  - { id: a, name: 甲, department: 综合科 }\n  - ${line}\n`,
  });
  const bureau = (lines: string): Record<string, string> => ({ 'bureau.yaml': `name: 某局\n${lines}\n` });
  const ledgers = (lines: string): Record<string, string> => ({ 'bureau.yaml': bureauYaml, 'ledgers/own.yaml': lines });
  const schedules = (line: string): Record<string, string> => ({ 'bureau.yaml': bureauYaml, 'schedules.yaml': `schedules:\n  - ${line}\n` });

  const table: [string, Record<string, string>, string][] = [
    [
      'a role spelled wrong',
      roster('{ id: b, name: 乙, department: 综合科, roles: [stafff] }'),
      '- roster.yaml 第3行（members 第2项 roles 第1项）：写的是“stafff”，应为staff、liaison、head、editor、leader、admin、secrecy 之一（是不是“staff”？）',
    ],
    ['evidence switched with a word', bureau('evidence: { files: 开 }'), '- bureau.yaml 第2行（evidence files）：写的是“开”，应为true 或 false'],
    [
      'evidence of any size',
      bureau('evidence: { files: true, maxMegabytes: 500 }'),
      '- bureau.yaml 第2行（evidence maxMegabytes）：写的是“500”，应为1—20的整数，单位是MB',
    ],
    ['a name left out', roster('{ id: b, department: 综合科 }'), '- roster.yaml 第3行（members 第2项 name）：没有写，应为一段文字'],
    [
      'an id used twice',
      roster('{ id: a, name: 乙, department: 综合科 }'),
      '- roster.yaml 第3行（members 第2项 id）：成员编号“a”重复，roster.yaml 第2行已用过',
    ],
    [
      'a day that does not exist',
      roster('{ id: b, name: 乙, department: 综合科, from: 2026-02-30 }'),
      '- roster.yaml 第3行（members 第2项 from）：写的是“2026-02-30”，应为真实存在的日期，如 2026-11-20',
    ],
    [
      'leaving before coming',
      roster('{ id: b, name: 乙, department: 综合科, from: 2026-05-01, to: 2026-04-01 }'),
      '- roster.yaml 第3行（members 第2项 to）：写的是“2026-04-01”，应为不早于开始日期（from）的结束日期',
    ],
    [
      'a list that is none',
      { 'bureau.yaml': bureauYaml, 'roster.yaml': 'members: 张三\n' },
      '- roster.yaml 第1行（members）：写的是“张三”，应为列表（每项一行，以“- ”开头）',
    ],
    [
      'an unknown kind of group',
      bureau('groups:\n  - { id: work, kind: wrok }'),
      '- bureau.yaml 第3行（groups 第1项 kind）：写的是“wrok”，应为work、leaders 之一（是不是“work”？）',
    ],
    [
      'a group twice',
      bureau('groups:\n  - { id: work }\n  - { id: work }'),
      '- bureau.yaml 第4行（groups 第2项 id）：群编号“work”重复，bureau.yaml 第3行已用过',
    ],
    ['a tab', bureau('groups:\n\t- id: work'), '- bureau.yaml 第3行：缩进用了制表符（Tab），请改成空格'],
    ['a key twice', bureau('name: 另一局'), '- bureau.yaml 第2行：同一个名称写了两次，请删掉一个'],
    [
      'a ledger of a section that there is not',
      ledgers('section: BIX\nledgers:\n  - { id: visit, name: 走访 }\n'),
      '- ledgers/own.yaml 第1行（section）：没有叫“BIX”的板块（是不是“BIZ”？）',
    ],
    [
      'a part of a metric that there is not',
      ledgers(
        'section: BIZ\nledgers:\n  - id: visit\n    name: 走访\n    metrics:\n      - { name: 走访企业, units: [家] }\n      - { name: 新增走访企业, units: [家], partOf: 走访企 }\n',
      ),
      '- ledgers/own.yaml 第7行（ledgers 第1项 metrics 第2项 partOf）：没有叫“走访企”的指标（台账“走访”内）（是不是“走访企业”？）',
    ],
    [
      'a metric without a unit',
      ledgers('section: BIZ\nledgers:\n  - { id: visit, name: 走访, metrics: [{ name: 走访企业, units: [] }] }\n'),
      '- ledgers/own.yaml 第3行（ledgers 第1项 metrics 第1项 units）：这里应为至少一个单位，标准的写在最前',
    ],
    [
      'an outline of a ledger that there is not',
      {
        'bureau.yaml': bureauYaml,
        'ledgers/own.yaml': 'section: BIZ\nledgers:\n  - { id: visit, name: 走访 }\n',
        'outlines/annual.yaml':
          'name: 年度报告\nkind: annual\ntitle: 报告\nsections:\n  - id: a\n    heading: 主要举措\n    children:\n      - { id: b, heading: 服务企业, ledgers: [vizit] }\n',
      },
      '- outlines/annual.yaml 第8行（sections 第1项 children 第1项 ledgers 第1项）：没有叫“vizit”的台账（是不是“visit”？）',
    ],
    [
      'an outline of a metric that there is not',
      {
        'bureau.yaml': bureauYaml,
        'ledgers/own.yaml': 'section: BIZ\nledgers:\n  - { id: visit, name: 走访, metrics: [{ name: 走访企业, units: [家] }] }\n',
        'outlines/annual.yaml':
          'name: 年度报告\nkind: annual\ntitle: 报告\nsections:\n  - { id: a, heading: 服务企业, ledgers: [visit], metrics: [走访企业, 走访企] }\n',
      },
      '- outlines/annual.yaml 第5行（sections 第1项 metrics 第2项）：没有叫“走访企”的指标（是不是“走访企业”？）',
    ],
    [
      'an outline of a kind of case that there is not',
      {
        'bureau.yaml': bureauYaml,
        'cases/demand.yaml':
          'name: 企业诉求\nid: demand\nnouns: [诉求]\nstates:\n  - { id: open, name: 收集, next: [done] }\n  - { id: done, name: 反馈, closed: true }\n',
        'outlines/annual.yaml': 'name: 年度报告\nkind: annual\ntitle: 报告\nsections:\n  - { id: a, heading: 服务企业, cases: [demand, demnad] }\n',
      },
      '- outlines/annual.yaml 第5行（sections 第1项 cases 第2项）：没有叫“demnad”的事项种类（是不是“demand”？）',
    ],
    [
      'a heading’s id twice, at any depth',
      {
        'bureau.yaml': bureauYaml,
        'outlines/annual.yaml':
          'name: 年度报告\nkind: annual\ntitle: 报告\nsections:\n  - id: a\n    heading: 主要举措\n    children:\n      - { id: a, heading: 服务企业 }\n',
      },
      '- outlines/annual.yaml 第8行（sections 第1项 children 第1项 id）：章节编号“a”重复，outlines/annual.yaml 第5行已用过',
    ],
    [
      'a schedule for a group that there is not',
      schedules('{ id: s, task: digest, every: week, day: 1, time: "08:30", group: wrk }'),
      '- schedules.yaml 第2行（schedules 第1项 group）：没有叫“wrk”的群（是不是“work”？）',
    ],
    [
      'a weekday that there is not',
      schedules('{ id: s, task: remind, every: week, day: 8, time: "16:00" }'),
      '- schedules.yaml 第2行（schedules 第1项 day）：写的是“8”，应为周几，1—7（1是周一）',
    ],
    [
      'a year without a month',
      schedules('{ id: s, task: backup, every: year, time: "16:00" }'),
      '- schedules.yaml 第2行（schedules 第1项 month）：没有写，应为1—12的月份（每年一次的任务要写明）',
    ],
    [
      'a time that is none',
      schedules('{ id: s, task: backup, every: workday, time: 下午四点 }'),
      '- schedules.yaml 第2行（schedules 第1项 time）：写的是“下午四点”，应为24小时制的时间，如 16:00 或 08:30',
    ],
    [
      'a holiday under the wrong year',
      { 'bureau.yaml': bureauYaml, 'calendar.yaml': 'holidays:\n  "2027":\n    off: [2027-01-01, 2026-10-01]\n' },
      '- calendar.yaml 第3行（holidays 2027 off）：2026-10-01不是2027年的日期，请写到它那一年下面',
    ],
    ['a bureau without a name', { 'bureau.yaml': '# 还没有填\n' }, '- bureau.yaml 第1行（name）：没有写，应为一段文字'],
    [
      'aliases that repeat one another without end',
      {
        'bureau.yaml': `name: 某局\na: &a [${'x, '.repeat(9)}x]\n${[...'bcdefgh'].map((letter, at) => `${letter}: &${letter} [${`*${'abcdefg'[at]}, `.repeat(9)}x]`).join('\n')}\n`,
      },
      '- bureau.yaml：引用（& 和 *）写错了或套得太多，读不出来，请把内容直接写开',
    ],
    ['a folder where a file should be', { 'bureau.yaml/readme.txt': '' }, '- bureau.yaml：这是一个文件夹，这里应为一个文件'],
    [
      'one slip of a ledger’s id that many headings refer to',
      {
        'bureau.yaml': bureauYaml,
        'ledgers/own.yaml': `section: BIZ\nledgers:\n  - { id: vissits, name: 走访 }\n${Array.from({ length: 15 }, (_, at) => `  - { id: other-${at}, name: 其他${at} }\n`).join('')}`,
        'outlines/annual.yaml':
          'name: 年度报告\nkind: annual\ntitle: 报告\nsections:\n  - { id: a, heading: 举措, ledgers: [visits] }\n  - { id: b, heading: 成效, ledgers: [visits] }\n  - { id: c, heading: 其他, ledgers: [visits] }\n',
      },
      '- outlines/annual.yaml 第5行（sections 第1项 ledgers 第1项）：没有叫“visits”的台账（是不是“vissits”？）（另有2处相同）',
    ],
    [
      'a section that many ledgers name at once',
      ledgers('section: BIX\nledgers:\n  - { id: one, name: 走访 }\n  - { id: two, name: 培训 }\n'),
      '- ledgers/own.yaml 第1行（section）：没有叫“BIX”的板块（是不是“BIZ”？）',
    ],
    [
      'a broken bureau.yaml, of which no schedule is blamed for its group',
      {
        'bureau.yaml': 'name: 某局\ngroups:\n  - { id: leaders, kind: leader }\n',
        'schedules.yaml': 'schedules:\n  - { id: s, task: digest, every: week, day: 1, time: "08:30", group: leaders }\n',
      },
      '- bureau.yaml 第3行（groups 第1项 kind）：写的是“leader”，应为work、leaders 之一（是不是“leaders”？）',
    ],
    [
      'an observance without days',
      { 'bureau.yaml': bureauYaml, 'calendar.yaml': 'observances:\n  - { name: 某日, basis: 通知 }\n' },
      '- calendar.yaml 第2行（observances 第1项）：这里应为一种日期写法：on，from 和 to，month，或 nth',
    ],
  ];
  it.each(table)('%s: is told with file, line, what was found and what was expected', async (_, files, expected) => {
    expect(await mistakes(files)).toEqual([expected]);
  });

  it('are told all at once, over all files', async () => {
    const lines = await mistakes({
      'bureau.yaml': 'name: 某局\nunknownMembers: maybe\ngroups:\n  - { kind: work }\n',
      'roster.yaml': 'members:\n  - { id: a }\n',
      'schedules.yaml': 'schedules:\n  - { id: s, task: nap, every: week, time: "16:00" }\n',
    });
    expect(lines.map(line => line.replace(/：.*/, ''))).toEqual([
      '- bureau.yaml 第2行（unknownMembers）',
      '- bureau.yaml 第4行（groups 第1项 id）',
      '- roster.yaml 第2行（members 第1项 name）',
      '- roster.yaml 第2行（members 第1项 department）',
      '- schedules.yaml 第2行（schedules 第1项 task）',
    ]);
  });
});
