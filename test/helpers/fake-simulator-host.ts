import { addDays, dateOf, instantAt, weekdayOf } from '../../src/domain/date.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Entry, MetricReading } from '../../src/domain/entry.ts';
import type { Member, Role } from '../../src/domain/member.ts';
import type { IncomingMessage, OutgoingMessage } from '../../src/domain/message.ts';
import { weekOf } from '../../src/domain/period.ts';
import type { Instant } from '../../src/lib/clock.ts';
import type { SimulatedBureau } from '../../src/platforms/simulator/contacts.ts';
import type { SimulatedRun, SimulatorHost } from '../../src/platforms/simulator/host.ts';
import { createSimulatorRoutes } from '../../src/platforms/simulator/routes.ts';
import { createSimulatorPlatform, type SimulatorPlatform } from '../../src/platforms/simulator/simulator.ts';

/** A Wednesday morning on which every fake begins. */
export const FAKE_START: Instant = instantAt('2026-11-18', '10:02');

function member(id: string, name: string, department: string, ...roles: Role[]): Member {
  return { id, name, department, otherDepartments: [], roles, accounts: {}, from: null, to: null, known: true };
}

/** The sample bureau as far as the page shows it. */
export const fakeBureau: SimulatedBureau = {
  id: 'qinghe',
  name: '青禾区工业和信息化局',
  groups: [
    { id: 'work', name: '局工作群', kind: 'work' },
    { id: 'leaders', name: '局领导群', kind: 'leaders' },
  ],
  members: [
    member('shenlan', '沈岚', '办公室', 'staff', 'liaison'),
    member('dingyi', '丁一', '办公室', 'admin'),
    member('duanyan', '段严', '办公室', 'secrecy'),
    member('lianghui', '梁慧', '政策法规科', 'editor', 'staff'),
    member('guchuan', '顾川', '政策法规科', 'staff', 'liaison'),
    member('qinlang', '秦朗', '企业服务科', 'staff'),
    member('taoran', '陶然', '企业服务科', 'staff', 'liaison'),
    member('shaobing', '邵兵', '投资审批科', 'staff', 'liaison'),
    member('wenjing', '温静', '经济运行科', 'staff', 'liaison'),
    member('leiming', '雷鸣', '绿色安全科', 'staff', 'liaison'),
    member('yezhou', '叶舟', '数字产业科', 'staff', 'liaison'),
    member('bailu', '白露', '中小企业服务中心', 'staff', 'liaison'),
    member('gaoyuan', '高远', '局领导', 'leader'),
    member('fangzheng', '方正', '局领导', 'leader'),
  ],
};

const LAW_ANSWER = `**收货后30日内；合同另有约定的，最长不超过60日。**
> “采购单位应当在验收之日起30日内付清货款；另有约定的，不得超过60日。”

《示例款项支付办法》第九条第一款
现行有效（2025年6月1日起施行，效力核对至2026年11月18日）。另有规定的见第三款，回“看原文”。`;

const TOTAL_ANSWER = `**今年走访企业269家次**（截至11月18日）
| 月份 | 走访企业 | 记录 |
|---|---:|---|
| 1—9月 | 238 | 累计口径 |
| 10月 | 31 | 1018-2 |

口径：1—9月累计238＋10月31；家、家次混报，未去重
依据2条记录，回“明细”或“怎么算的”。`;

const HELP = `**小法能做什么**
1. **报工作**：\`@小法 本周走访企业12家，收集问题5条\`
2. **改和撤**：第1条改成13家、撤回第2条
3. **问依据**：小微企业的货款最晚多久要付
4. **问数字**：今年以来走访了多少企业
- 没有要报的，回“无”即可。`;

function metric(name: string, value: number, unit: string): MetricReading {
  return { name, value, unit, approximate: null, raw: `${value}${unit}`, kind: 'increment', isNew: false, inferred: false, partOf: null };
}

function entry(message: IncomingMessage, index: number, content: { summary: string; section: string; metrics: MetricReading[] }): Entry {
  const speaker = fakeBureau.members.find(one => one.id === message.sender.account);
  return {
    ...content,
    bureau: fakeBureau.id,
    id: `${message.id}:${index}`,
    version: 1,
    number: `${dateOf(message.at).slice(5).replace('-', '')}-${index}`,
    status: 'submitted',
    ledger: null,
    category: '企业走访',
    date: null,
    period: weekOf(dateOf(message.at)),
    department: speaker?.department ?? '',
    supporting: [],
    partners: [],
    flags: [],
    checks: [],
    progress: null,
    deadline: null,
    raw: message.text,
    reporter: { id: message.sender.account, name: message.sender.name },
    submittedAt: message.at,
    source: { platform: 'simulator', conversationId: message.conversation.id, messageId: message.id, text: message.text },
    history: [
      { at: message.at, by: { id: message.sender.account, name: message.sender.name }, action: 'submit', what: '填报', messageId: message.id },
    ],
  };
}

/** Scripted answers and a small memory: enough of a program to look at the page, and nothing that pretends to understand. */
class FakeHost implements SimulatorHost {
  readonly calendar = { isWorkday: (date: string): boolean => weekdayOf(date) < 6, covers: (): boolean => true };
  readonly #platform: SimulatorPlatform;
  #now = FAKE_START;
  #entries: Entry[] = [];
  #drafts: Draft[] = [];
  #runs: SimulatedRun[] = [];

  constructor(platform: (now: () => Instant) => SimulatorPlatform) {
    this.#platform = platform(() => this.#now);
  }

  get platform(): SimulatorPlatform {
    return this.#platform;
  }

  now(): Instant {
    return this.#now;
  }

  formatFigure(reading: MetricReading): string {
    return reading.raw;
  }

  async receive(message: IncomingMessage): Promise<void> {
    this.#now += 20_000;
    const answer = this.#answer(message);
    await this.#send({ ...answer, to: { conversation: message.conversation }, replyTo: message.id });
  }

  async advanceTo(instant: Instant): Promise<void> {
    this.#now = instant;
    const account = 'taoran';
    const text =
      '陶然您好，企业服务科本周还没有记录。\n有事回一句，如“走访3家，收集问题2条”；没有回“无”；同事已报回“已报”。\n> 本周只提醒这一次，不在群里点名。';
    await this.#send({ to: { platform: 'simulator', account }, text });
    const digest = '**本周小结**｜11月16—20日\n8个科室中6个已有记录，共14条。\n> 想看本科室的，回“我本周报了什么”。';
    await this.#send({ to: { conversation: { platform: 'simulator', id: 'work', kind: 'group' } }, text: digest, mentions: ['lianghui'] });
    this.#runs.push({
      schedule: 'weekly-reminder',
      task: 'remind',
      dueAt: instant,
      state: 'done',
      caughtUp: false,
      outcome: '私下提醒了1个科室的联络员。',
      sent: ['1', '2'],
    });
  }

  async records(): ReturnType<SimulatorHost['records']> {
    const sections = [
      { id: 'BIZ', name: '营商环境与企业服务', departments: [] },
      { id: 'EDU', name: '学法用法与普法宣传', departments: [] },
    ];
    return {
      entries: this.#entries,
      nilReports: [],
      drafts: this.#drafts,
      runs: this.#runs,
      undelivered: { open: 0, dead: 0, uncertain: 0 },
      sections,
    };
  }

  async render(file: { id: string; name: string }): Promise<Uint8Array> {
    return Buffer.from(`内容：${file.id}`);
  }

  draftFile(draft: Draft): { id: string; name: string } {
    return { id: `draft:${draft.id}`, name: `${draft.title}（初稿）.docx` };
  }

  async crash(): ReturnType<SimulatorHost['crash']> {
    const kept = (label: string, count: number): { label: string; before: number; after: number } => ({ label, before: count, after: count });
    return { counts: [kept('条目', this.#entries.length), kept('初稿', this.#drafts.length), kept('消息', 12)], restartMs: 412 };
  }

  async reset(): Promise<void> {
    this.#now = FAKE_START;
    this.#entries = [];
    this.#drafts = [];
    this.#runs = [];
  }

  facts(): ReturnType<SimulatorHost['facts']> {
    return { stateFolder: 'data/state/simulator', leavesMachine: [], model: null, store: 'lowdb（本机文件）' };
  }

  async #send(message: Pick<OutgoingMessage, 'to' | 'text'> & Partial<OutgoingMessage>): Promise<void> {
    await this.#platform.deliver({ mentions: [], files: [], buttons: [], ...message });
  }

  #answer(message: IncomingMessage): Pick<OutgoingMessage, 'text'> & Partial<OutgoingMessage> {
    const { text } = message;
    if (message.attachments.length > 0)
      return { text: `**已收下**｜${message.attachments[0]?.name ?? ''}\n按去年的写法，今年还有3处没有材料：依法决策、行政执法、下步安排。` };
    if (message.button) return { text: `**已${message.button.action === 'withdraw' ? '撤回' : '确认'}**｜第${message.button.value}条` };
    if (/走访|走仿/.test(text) && /\d/.test(text)) return this.#record(message);
    if (/改成/.test(text)) return this.#correct(message);
    if (/报告/.test(text)) return this.#compile();
    if (/最晚/.test(text)) return { text: LAW_ANSWER };
    if (/多少/.test(text)) return { text: TOTAL_ANSWER };
    if (/帮助/.test(text)) return { text: HELP };
    return { text: '**没有看懂**｜这句话我没有登记任何内容。\n回“帮助”看能做什么。' };
  }

  #record(message: IncomingMessage): Pick<OutgoingMessage, 'text' | 'buttons'> {
    const found = [...message.text.matchAll(/(\d+)(家|条|人)/g)].map(match => ({ value: Number(match[1]), unit: match[2] ?? '' }));
    const count = this.#entries.length;
    const visits = entry(message, count + 1, {
      summary: '走访企业，了解生产经营情况',
      section: 'BIZ',
      metrics: [metric('走访企业', found[0]?.value ?? 0, found[0]?.unit ?? '家')],
    });
    const problems = entry(message, count + 2, {
      summary: '收集企业问题并当场解决一部分',
      section: 'BIZ',
      metrics: found.slice(1, 3).map((one, index) => metric(index === 0 ? '收集问题' : '当场解决', one.value, one.unit)),
    });
    this.#entries.push(visits, problems);
    const text = `**已记2条**｜${visits.department} 11月16—20日\n1. 走访企业${found[0]?.value}家\n2. 收集问题${found[1]?.value ?? 0}条，当场解决${found[2]?.value ?? 0}条\n> **待补**：第2条解决的是哪几类？不补也可以。\n有误回“第1条改成13家”“撤回第2条”。`;
    return {
      text,
      buttons: [
        { label: '无误', action: 'confirm', value: '1' },
        { label: '撤回', action: 'withdraw', value: '1' },
      ],
    };
  }

  #correct(message: IncomingMessage): Pick<OutgoingMessage, 'text'> {
    const first = this.#entries[0];
    const value = Number(/改成(\d+)/.exec(message.text)?.[1] ?? 0);
    if (!first) return { text: '**没有找到这一条**｜您还没有报过。' };
    const before = first.metrics[0]?.raw ?? '';
    const what = `走访企业：${before} → ${value}家`;
    this.#entries[0] = {
      ...first,
      metrics: [metric('走访企业', value, '家')],
      history: [...first.history, { at: this.#now, by: first.reporter, action: 'correct', what, messageId: message.id }],
    };
    for (const draft of this.#drafts) {
      const sentence = draft.sections[0]?.paragraphs[0]?.sentences[0];
      if (sentence) sentence.stale = `${first.number} ${what}`;
    }
    return { text: `**已更正**｜第1条 走访企业：${before} → **${value}家**\n${message.sender.name}，原记录留痕可查。` };
  }

  #compile(): Pick<OutgoingMessage, 'text' | 'files'> {
    const title = '青禾区工业和信息化局2026年度法治政府建设工作报告';
    const sentence = {
      text: `走访企业${this.#entries[0]?.metrics[0]?.raw ?? '0家'}。`,
      figures: [],
      entries: this.#entries.map(one => one.id),
      stale: null,
    };
    const blank = { text: '此处暂无材料。', figures: [], entries: [], stale: null };
    this.#drafts = [
      {
        bureau: fakeBureau.id,
        id: 'annual:2026',
        version: 1,
        kind: 'annual',
        outline: 'annual',
        title,
        addressee: '区委、区政府',
        period: { from: '2026-01-01', to: '2026-12-31' },
        asOf: addDays(dateOf(this.#now), 0),
        state: 'draft',
        revision: 1,
        compiledAt: this.#now,
        sections: [
          { id: 'biz', heading: '一、优化营商环境', level: 1, paragraphs: [{ id: 'p1', sentences: [sentence], origin: 'compiled' }] },
          { id: 'enf', heading: '二、规范行政执法', level: 1, paragraphs: [{ id: 'p2', sentences: [blank], origin: 'placeholder' }] },
        ],
      },
    ];
    return {
      text: `**初稿已生成**｜截至11月18日，用到${this.#entries.length}条记录\n没有材料的章节：二、规范行政执法\n> 每个数字的出处附在文末。`,
      files: [{ name: `${title}（初稿）.docx`, id: 'draft:annual:2026' }],
    };
  }
}

/** A simulator without a program behind it: the real routes and platform on a fake host. */
export function createFakeSimulator(): { host: SimulatorHost; platform: SimulatorPlatform; router: ReturnType<typeof createSimulatorRoutes> } {
  let messages = 0;
  const createId = (): string => `fake-${++messages}`;
  const bureau = (): SimulatedBureau => fakeBureau;
  const host = new FakeHost(now => createSimulatorPlatform({ bureau, now, createId }));
  return { host, platform: host.platform, router: createSimulatorRoutes({ bureau, platform: host.platform, host, createId }) };
}
