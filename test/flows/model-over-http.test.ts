import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/domain/date.ts';
import { lieOf } from '../evals/adversary/liar.ts';
import { asSeen } from '../evals/adversary/normal-form.ts';
import { Random } from '../evals/adversary/random.ts';
import type { AskedChat } from '../helpers/emulated-openai.ts';
import { openModel } from '../helpers/open-model.ts';
import { play } from '../helpers/play.ts';
import { RecordingLogger } from '../helpers/recording-logger.ts';
import { scriptedModels } from '../helpers/scripted-models.ts';

const START = '2026-11-20T10:00';
const questions = ['小微企业的货款最晚多久要付', '采购单位收到货物后多久验收', '小微企业遇到拖欠怎么投诉', '采购单位能不能要求用商业汇票付款'];
const secrets = ['13900001234', '110101199003074512'];
/** What askers type, and no server need know. */
const typed = ['星河样板有限公司', '13900001234'];

function requestOf({ messages }: AskedChat): { system: string; user: string } {
  return { system: messages.find(({ role }) => role === 'system')?.content ?? '', user: messages.find(({ role }) => role === 'user')?.content ?? '' };
}

describe('a lying model behind real HTTP', () => {
  it('is asked fifty times, and no lie of it reaches a reply, a draft, the store or a log', async () => {
    const random = new Random(50);
    // The adapter and the stage look at one clock.
    const { server, chat } = await openModel({ surroundings: { clock: { now: () => parseInstant(START) ?? 0 } } });
    const logger = new RecordingLogger();
    const lies: string[] = [];
    server.answer = asked => {
      const request = { ...requestOf(asked), prompt: '', asker: '', temperature: 0, maxTokens: 0, deadline: 0 };
      const lie = lieOf(request, { random, secrets, repealed: ['合同法'] });
      lies.push(...lie.lies);
      return lie.text;
    };
    const { prompts } = await scriptedModels({});
    const { say, stage, dumped } = await play(START, {}, { models: { chat, prompts }, logger });
    await say('qinlang', '截至10月31日，今年累计走访企业238家，收集问题181条，解决152条');
    await say('guchuan', '11月12日组织学习《行政处罚法》1次，40人参加');
    const replies: string[] = [];
    const asked = ['qinlang', 'taoran', 'wenjing', 'yezhou'];
    for (let turn = 0; server.chats.length < 50 && turn < 60; turn++) {
      const reply = await say(asked[turn % asked.length] ?? 'qinlang', `${typed[turn % 2]}来问，${questions[turn % questions.length]}`);
      expect(reply.join('').length).toBeGreaterThan(0);
      replies.push(...reply);
    }
    replies.push(...(await say('lianghui', '生成年度报告')));
    const everything = asSeen([...replies, await dumped(), JSON.stringify(await stage.drafts()), JSON.stringify(logger.lines)].join('\n'));
    expect(server.chats.length).toBeGreaterThanOrEqual(50);
    expect(lies.filter(lie => everything.includes(asSeen(lie)))).toEqual([]);
    // Nor did what was typed by the asker go out.
    const sent = JSON.stringify(server.chats);
    for (const secret of typed) expect(sent).not.toContain(secret);
    expect(logger.messages()).toContain('a generation was not taken');
  }, 60_000);
});
