import { describe, expect, it } from 'vitest';
import { ModelFault } from '../../src/models/model-fault.ts';
import { play } from '../helpers/play.ts';
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

  it('never goes out when it was screened, and nothing is asked where nothing was found', async () => {
    const models = await scriptedModels({});
    const { say } = await play('2026-11-20T10:00', {}, { models });
    await say('qinlang', '机密★1年 货款最晚多久要付');
    await say('qinlang', '本区技改补贴今年每家给多少钱');
    expect(models.chat.requests).toEqual([]);
  });
});
