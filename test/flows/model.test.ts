import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { ModelFault } from '../../src/models/model-fault.ts';
import { honestAnswer, honestScripts } from '../helpers/honest-writer.ts';
import { type Play, play } from '../helpers/play.ts';
import { RecordingLogger } from '../helpers/recording-logger.ts';
import { scriptedModels } from '../helpers/scripted-models.ts';

const question = '小微企业的货款最晚多久要付';
const honest = '采购单位应当在验收合格后付清货款{{c1}}。\n规定是{{q1}}';

describe('a question about law, with a model', () => {
  it('is answered in its words, with the law’s own where figures stand', async () => {
    const models = await scriptedModels({ answer: honest });
    const { say } = await play('2026-11-20T10:00', {}, { models });
    const [answer] = await say('qinlang', question);
    expect(answer).toContain('采购单位应当在验收合格后付清货款（《青禾区保障中小企业货款支付办法（示例）》第五条）。');
    expect(answer).toContain('“采购单位向小微企业采购货物的，应当在验收合格后三十日内付清货款；合同另有约定的从其约定，但最晚不得超过六十日。”');
    expect(answer).toContain('第五条第一款');
    expect(answer).toContain('现行有效');
    expect(answer).toContain('由模型组织语言');
    expect(models.refusals).toEqual([]);
  });

  it('is asked once more with what was wrong, and then answered without it', async () => {
    const models = await scriptedModels({ answer: ['货款最晚九十日内付清{{c1}}。{{q1}}', '依据《企业付款法》第三条，货款九十日付清{{c1}}。'] });
    const logger = new RecordingLogger();
    const { say } = await play('2026-11-20T10:00', {}, { models, logger });
    const [answer] = await say('qinlang', question);
    expect(answer).not.toContain('九十日');
    expect(answer).toContain('三十日内付清货款');
    expect(answer?.split('\n').at(-1)).toBe('（未用模型作答）');
    expect(models.chat.requests).toHaveLength(2);
    expect(models.chat.requests[1]?.user).toContain('自己写了数字');
    expect(models.refusals[0]).toContain('number');
    expect(JSON.stringify(logger.lines)).not.toContain('九十');
    expect(logger.messages()).toContain('a generation was not taken');
  });

  it.each(['timeout', 'rate-limited', 'unavailable', 'cut-off', 'filtered', 'refused', 'over-budget', 'not-allowed'] as const)(
    'is answered without it when it fails: %s',
    async kind => {
      const models = await scriptedModels({ answer: new ModelFault(kind, '没有答复。') });
      const { say } = await play('2026-11-20T10:00', {}, { models });
      const [answer] = await say('qinlang', question);
      expect(answer).toContain('三十日内付清货款');
      expect(answer).toContain('（未用模型作答）');
      expect(models.chat.requests).toHaveLength(1);
    },
  );

  it('sends out neither names nor numbers of people, and says the name again that was typed', async () => {
    const models = await scriptedModels({ answer: '{{p1}}的货款，采购单位应当付清{{c1}}。\n规定是{{q1}}' });
    const { say } = await play('2026-11-20T10:00', {}, { models });
    const [answer] = await say('qinlang', '星河样板有限公司的货款最晚多久要付，电话13900000000');
    const sent = models.chat.requests.map(({ system, user }) => `${system}\n${user}`).join('\n');
    expect(sent).not.toContain('星河样板');
    expect(sent).not.toMatch(/0000|\*{4}/);
    expect(answer).toContain('星河样板有限公司的货款，采购单位应当付清');
  });

  it('of a past day is answered by what was law then, in its words too, and says so', async () => {
    const title = '茶叶包装管理条例';
    const law = `# ${title}\n\n2015年3月1日 国务院令第9号公布\n\n<!-- INFO END -->\n\n第一条 茶叶包装的层数不得超过五层。`;
    const sure = { successor: null, upToVersion: null, source: '示例', confidence: 'official', checkedTo: '2026-11-20' } as const;
    const validity = [{ title, status: 'in-force', since: '2015-06-01', ...sure } as const];
    const scripts = { answer: '茶叶包装的层数不得超过规定的层数{{c1}}。\n规定是{{q1}}' };
    const { say, corpus } = await play('2026-11-20T10:00', { validity }, { models: await scriptedModels(scripts) });
    await corpus.ingest([{ path: `行政法规/${title}(2015-06-01).md`, bytes: Buffer.from(law) }], { bureau: 'shared' });
    const [answer] = await say('qinlang', '2020年的时候茶叶包装的层数有什么限制');
    expect(answer).toMatch(/^按2020年12月31日时的文本：\n[\s\S]*由模型组织语言[\s\S]*\n这是当时的规定；/);
    expect(answer).toContain('“茶叶包装的层数不得超过五层。”');
  });

  it('never goes out when it was screened, and nothing is asked where nothing was found', async () => {
    const models = await scriptedModels({});
    const { say } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', '机密★1年 货款最晚多久要付');
    await say('qinlang', '本区技改补贴今年每家给多少钱');
    expect(models.chat.requests).toEqual([]);
  });
});

describe('a report, with a model', () => {
  const tell = async (say: (from: string, text: string) => Promise<string[]>): Promise<void> => {
    await say('qinlang', '截至10月31日，今年累计走访企业238家，收集问题181条，解决152条');
    await say('qinlang', '11月18日走访企业6家，收集问题3条');
    await say('guchuan', '11月12日组织学习《行政处罚法》1次，40人参加');
  };
  const printed = (draft: Draft | undefined): string =>
    draft?.sections.flatMap(section => section.paragraphs.flatMap(paragraph => paragraph.sentences.map(sentence => sentence.text))).join('\n') ?? '';

  it('is told in its words around our own facts, each still leading to its records', async () => {
    const models = await scriptedModels(honestScripts);
    const { say, stage } = await play('2026-11-20T10:00', {}, { models });
    await tell(say);
    const [answer] = await say('lianghui', '生成年度报告');
    const [draft] = await stage.drafts();
    expect(answer).not.toContain('未用模型');
    expect(models.refusals).toEqual([]);
    expect(printed(draft)).toContain('扎实推进各项工作，');
    const sentences =
      draft?.sections.flatMap(section => section.paragraphs.flatMap(paragraph => paragraph.sentences.filter(one => one.byModel))) ?? [];
    expect(sentences.length).toBeGreaterThan(0);
    for (const sentence of sentences) {
      expect(sentence.entries.length).toBeGreaterThan(0);
      expect(sentence.unmatched ?? []).toEqual([]);
    }
    // Nothing changed since: no new revision, and nothing is asked again.
    const asked = models.chat.requests.length;
    await say('lianghui', '生成年度报告');
    const [again] = await stage.drafts();
    expect(again?.revision).toBe(draft?.revision);
    expect(models.chat.requests.length).toBe(asked);
  });

  it('keeps its compiled words where the model writes a figure, leaves one out, or moves one', async () => {
    const plain = await play('2026-11-20T10:00');
    await tell(plain.say);
    await plain.say('lianghui', '生成年度报告');
    const compiled = printed((await plain.stage.drafts())[0]);
    for (const lie of ['走访企业300家，{{m1}}。', '{{m1}}。', '圆满完成全部任务，{{m2}}，{{m1}}。', '企业反映良好。']) {
      const models = await scriptedModels({ 'polish-section': lie });
      const { say, stage } = await play('2026-11-20T10:00', {}, { models });
      await tell(say);
      const [answer] = await say('lianghui', '生成年度报告');
      expect(answer).toMatch(/（\d段未用模型润色）/);
      expect(printed((await stage.drafts())[0])).toBe(compiled);
    }
  });

  it('offers nothing anew beside what an editor made of the model’s words', async () => {
    const models = await scriptedModels(honestScripts);
    const { say, stage } = await play('2026-11-20T10:00', {}, { models });
    await tell(say);
    await say('lianghui', '生成年度报告');
    await say('lianghui', '企业服务部分改成：今年走访企业244家。');
    await say('lianghui', '生成年度报告');
    const [draft] = await stage.drafts();
    const paragraphs = draft?.sections.flatMap(section => section.paragraphs) ?? [];
    expect(paragraphs.filter(paragraph => paragraph.offeredFor !== undefined)).toEqual([]);
  });
});

describe('a question that goes on from the one before, with a model', () => {
  const scripts = {
    answer: honestAnswer,
    'rewrite-question': { question: '小微企业的货款拖着不验收怎么办', isNewTopic: false },
  };

  it('is put together with it, and says how it was understood', async () => {
    const models = await scriptedModels(scripts);
    const { say } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', question);
    const [answer] = await say('qinlang', '那拖着不验收怎么办');
    expect(answer).toContain('您问的是“小微企业的货款拖着不验收怎么办”。');
  });

  it('never mixes two people of one group, and lasts half an hour', async () => {
    const models = await scriptedModels(scripts);
    const { say, at } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', question);
    const other = await say('taoran', '那拖着不验收怎么办');
    expect(other.join()).not.toContain('您问的是');
    await at('2026-11-20T10:31');
    expect((await say('qinlang', '那拖着不验收怎么办')).join()).not.toContain('您问的是');
  });

  it.each([
    ['a figure', '货款九十日内不付怎么办'],
    ['a thing', '货款不付能否申请专利'],
  ])('is asked as it was typed when the model puts %s into it', async (_what, invented) => {
    const models = await scriptedModels({ ...scripts, 'rewrite-question': { question: invented, isNewTopic: false } });
    const { say } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', question);
    expect((await say('qinlang', '那拖着不验收怎么办')).join()).not.toContain('您问的是');
    expect(models.refusals.length).toBeGreaterThan(0);
  });
});

describe('a message that the rules read with doubt, with a model', () => {
  const entry = {
    summary: '帮三家厂子牵线',
    ledger: 'visits',
    date: null,
    metrics: [{ name: '走访企业', quote: '5家', value: 5, unit: '家', kind: 'increment' }],
  };

  it.each(['withdraw', 'correct', 'admin', 'nil-report', 'draft-request', 'update', 'case'])('is never made an order: %s', async intent => {
    const models = await scriptedModels({ intent: { intent: intent === 'admin' ? 'notice' : intent, confidence: 1 } });
    const { say, stage } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', '本周走访企业12家');
    const before = JSON.stringify(await stage.entries());
    await say('qinlang', '今儿跟老李又去了趟镇上，厂子都挺配合');
    expect(models.chat.requests).toHaveLength(1);
    expect(JSON.stringify(await stage.entries())).toBe(before);
    expect(await stage.drafts()).toEqual([]);
    expect(await stage.nilReports()).toEqual([]);
  });

  it('keeps no figure that the message does not say', async () => {
    const models = await scriptedModels({
      intent: { intent: 'report', confidence: 0.9 },
      extract: { entries: [{ ...entry, metrics: [{ ...entry.metrics[0], quote: '50家', value: 50 }] }] },
    });
    const { say, stage } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', '今儿跟老李又去了趟镇上，厂子都挺配合');
    expect(await stage.entries()).toEqual([]);
    expect(models.refusals.flat()).toContain('number');
  });

  it('files a figure of the message in a ledger that the bureau has, and says so', async () => {
    const metric = { name: '走访企业', quote: '三家厂子', value: 3, unit: '家', kind: 'increment' };
    const models = await scriptedModels({
      intent: { intent: 'report', confidence: 0.9 },
      extract: { entries: [{ summary: '去了趟镇上，三家厂子', ledger: 'company-visits', date: null, metrics: [metric] }] },
    });
    const { say, stage } = await play('2026-11-20T10:00', {}, { models });
    const [receipt] = await say('qinlang', '今儿跟老李又去了趟镇上，三家厂子都挺配合');
    expect(receipt).toContain('按“企业走访”记的');
    expect((await stage.entries())[0]?.metrics).toMatchObject([{ name: '走访企业', value: 3, unit: '家' }]);
  });

  it('is read by the rules alone, and says so, when the model fails', async () => {
    const models = await scriptedModels({ '*': new ModelFault('timeout', '没有答复。') });
    const { say } = await play('2026-11-20T10:00', {}, { models });
    const [receipt] = await say('qinlang', '本周架设光缆1500米');
    expect(receipt).toContain('未用模型作答');
  });
});

describe('the leaders’ week, with a model', () => {
  const tell = async ({ say, at }: Play): Promise<void> => {
    await say('qinlang', '本周走访企业12家，收集问题5条');
    await say('guchuan', '本周组织学习《行政处罚法》1次，40人参加');
    await at('2026-11-23T12:00');
  };

  it('begins with what it chose of the week’s own lines', async () => {
    const models = await scriptedModels({ digest: '上周，{{m2}}；同时{{m1}}。' });
    const played = await play('2026-11-20T10:00', {}, { models });
    await tell(played);
    const digest = played.pushes('leaders').join('\n');
    expect(digest).toMatch(/\*\*重点\*\*：上周，.*；同时.*。/);
    expect(digest).toContain('一周工作');
  });

  it('begins as ever where the model adds a figure, praise or another 科室', async () => {
    for (const lie of ['一周来走访30家，{{m1}}。', '成绩突出，名列前茅，{{m1}}。', '企业服务科{{m1}}，最为得力。', '一切正常。']) {
      const models = await scriptedModels({ digest: lie });
      const played = await play('2026-11-20T10:00', {}, { models });
      await tell(played);
      const digest = played.pushes('leaders').join('\n');
      expect(digest).not.toContain('重点');
      expect(digest).toContain('（未用模型作答）');
    }
  });
});
