import { describe, expect, it } from 'vitest';
import { findChineseFont } from '../../src/lib/chinese-font.ts';
import { play } from '../helpers/play.ts';

describe('a leader asks for figures', () => {
  it('gets total, 截至, the number of records, and how it was counted', async () => {
    const { say } = await play('2026-10-09T10:00');
    await say('qinlang', '截至9月30日，今年累计走访企业238家');
    await say('qinlang', '10月8日走访企业6家');
    const [total] = await say('gaoyuan', '今年以来走访了多少企业');
    expect(total).toContain('244');
    expect(total).toContain('截至');
    expect(total).toContain('2条记录');
    const [explained] = await say('gaoyuan', '怎么算的');
    expect(explained).toContain('238');
    expect(explained).toContain('6');
  });

  it('may go on in a few words: another 科室, another period', async () => {
    const { say } = await play('2026-11-20T10:00');
    await say('qinlang', '10月8日走访企业6家');
    await say('guchuan', '11月18日组织学习《行政处罚法》1次，40人参加');
    expect((await say('gaoyuan', '企业服务科今年主要干了啥')).join()).toContain('走访企业6家');
    const next = (await say('gaoyuan', '法规科呢')).join();
    expect(next).toContain('政策法规科');
    expect(next).toContain('集体学法');
  });

  it('never answers with zero when nothing was collected', async () => {
    const { say } = await play('2026-11-20T10:00');
    const [answer] = await say('gaoyuan', '今年执法检查多少次');
    expect(answer).toMatch(/没有.*记录|没有收到|暂无/);
    expect(answer).not.toMatch(/\b0次/);
  });

  it('sees a draft sentence flag itself after a correction', async () => {
    const { say, stage } = await play('2026-11-20T10:00');
    await say('qinlang', '本周走访企业12家');
    await say('lianghui', '生成年度报告');
    const [answer] = await say('qinlang', '第1条改成13家');
    expect(answer).toContain('1句');
    const drafts = await stage.drafts();
    const stale = drafts.flatMap(draft =>
      draft.sections.flatMap(section => section.paragraphs.flatMap(paragraph => paragraph.sentences.filter(one => one.stale))),
    );
    expect(stale.length).toBeGreaterThan(0);
    expect(stale[0]?.stale).toContain('13家');
  });
});

describe('anyone asks about law', () => {
  it('gets document, article, quoted words and validity', async () => {
    const { say } = await play('2026-11-20T10:00');
    const [answer] = await say('qinlang', '小微企业的货款最晚多久要付');
    expect(answer).toMatch(/《.+》第.+条/);
    expect(answer).toContain('“');
    expect(answer).toMatch(/现行有效|效力待核/);
  });

  it.each(['行政复议多少天内提出', '工伤认定多少天内申请', '信息公开申请多久答复', '公司欠薪怎么办'])(
    '%s: the few papers here do not say',
    async question => {
      const { say } = await play('2026-11-20T10:00');
      expect((await say('qinlang', question)).join()).toContain('没有查到依据');
    },
  );

  it.each([
    ['老板不给钱我们小厂怎么办', '投诉'],
    ['货收到了对方一直不验收怎么办', '十个工作日'],
    ['企业能不能拒绝检查', '有权拒绝'],
  ])('%s: an article here decides it', async (question, words) => {
    const { say } = await play('2026-11-20T10:00');
    expect((await say('qinlang', question)).join()).toContain(words);
  });

  it('gets an honest not-found, with whom to ask', async () => {
    const { say } = await play('2026-11-20T10:00');
    const [answer] = await say('qinlang', '本区技改补贴今年每家给多少钱');
    expect(answer).toContain('没有查到依据');
    expect(answer).toMatch(/可咨询/);
  });
});

const font = await findChineseFont();

describe('按月图', () => {
  it.skipIf(font === null)('comes in letters and as a picture of the same figures', async () => {
    const { stage } = await play('2026-11-20T10:00');
    await stage.say({ from: 'qinlang', group: 'work', text: '10月走访企业12家' });
    await stage.say({ from: 'qinlang', group: 'work', text: '本周走访企业约20家' });
    const { replies } = await stage.say({ from: 'lianghui', group: 'work', text: '今年走访企业按月画个图' });
    const [reply] = replies;
    const [picture] = reply?.files ?? [];
    expect(picture?.name).toMatch(/走访企业按月\.png$/);
    expect(reply?.text).toContain(picture?.letters ?? '没有图');
    expect(picture?.letters).toMatch(/10月｜■+12家\n11月｜■+约20家/);
    const bytes = await stage.render({ id: picture?.id ?? '' });
    expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe('PNG');
  });
});

describe('drafts', () => {
  it('come as a Word file on request', async () => {
    const { stage } = await play('2026-11-20T10:00');
    await stage.say({ from: 'qinlang', group: 'work', text: '本周走访企业12家' });
    const { replies } = await stage.say({ from: 'lianghui', group: 'work', text: '生成年度报告' });
    const file = replies.flatMap(reply => reply.files)[0];
    expect(file?.name).toMatch(/\.docx$/);
    const bytes = await stage.render({ id: file?.id ?? '' });
    expect(Buffer.from(bytes.slice(0, 2)).toString()).toBe('PK');
  });

  it('are not for everybody', async () => {
    const { say } = await play('2026-11-20T10:00');
    expect((await say('qinlang', '生成年度报告')).join()).toContain('不能生成报告');
  });

  it('show this year’s blanks by 科室 when an old report is dropped in', async () => {
    const { say } = await play('2026-11-20T10:00');
    await say('qinlang', '本周走访企业12家');
    const text = [
      '2025年法治政府建设工作情况报告',
      '一、优化营商环境',
      '（一）走访服务。全年走访企业286家，收集问题203条，解决171条。',
      '二、加强普法宣传',
      '开展普法宣传活动15场，发放宣传资料3100余份。',
    ].join('\n');
    const answer = (await say('lianghui', '', { file: { name: '2025年报告.txt', text } })).join('\n');
    expect(answer).toContain('286家');
    expect(answer).toContain('待补');
    expect(answer).toContain('政策法规科');
  });

  it('help fits one screen', async () => {
    const { say } = await play('2026-11-20T10:00');
    const [help] = await say('qinlang', '帮助');
    expect(help?.split('\n').length).toBeLessThanOrEqual(12);
  });
});
