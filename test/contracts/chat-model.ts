import { describe, expect, it } from 'vitest';
import type { ChatModel, ChatRequest } from '../../src/models/chat-model.ts';
import { ModelFault } from '../../src/models/model-fault.ts';

/** What the model behind the port writes next: text as the server sends it, perhaps cut off. */
export interface Written {
  text: string;
  isCutOff?: boolean;
}

/** A model behind the port, and the time by its clock. */
export interface Contestant {
  model: ChatModel;
  now(): number;
}

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['intent'],
  properties: { intent: { enum: ['report', 'question'] } },
} as const;

/** What every chat model must do, whatever is behind it. */
export function chatModelContract(name: string, create: (written: Written) => Contestant | Promise<Contestant>): void {
  const ask = async (written: Written, changes: Partial<ChatRequest> = {}): Promise<{ text: string; pieces: string[] }> => {
    const { model, now } = await create(written);
    const pieces: string[] = [];
    const request: ChatRequest = {
      ...{ prompt: 'answer@1', asker: 'qin', system: '要求', user: '材料', temperature: 0, maxTokens: 100, deadline: now() + 10_000 },
      onText: piece => void pieces.push(piece),
      ...changes,
    };
    const reply = await model.complete(request);
    return { text: reply.text, pieces };
  };
  const fault = async (written: Written, changes: Partial<ChatRequest> = {}): Promise<string> => {
    const error = await ask(written, changes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelFault);
    return (error as ModelFault).kind;
  };

  describe(`${name} as a chat model`, () => {
    it('has a name', async () => {
      expect((await create({ text: '好' })).model.name).not.toBe('');
    });

    it('gives the whole text, and the same in pieces as it comes', async () => {
      const { text, pieces } = await ask({ text: '依据《中小企业促进法》第五十三条，最长不超过六十日。' });
      expect(text).toBe('依据《中小企业促进法》第五十三条，最长不超过六十日。');
      expect(pieces.join('')).toBe(text);
    });

    it('leaves reasoning out of the text and of the pieces', async () => {
      const { text, pieces } = await ask({ text: '<think>用户问的是期限</think>\n\n六十日。' });
      expect([text, pieces.join('')]).toEqual(['六十日。', '六十日。']);
    });

    it.each(['', '  \n', '<think>想不出来</think>'])('calls “%s” empty', async text => {
      expect(await fault({ text })).toBe('empty');
    });

    it.each([
      '{"intent":"report"}',
      '```json\n{"intent": "report"}\n```',
      '好的：{"intent":"report"}',
      '<think>{"intent":"x"}</think>{"intent":"report"}',
    ])('gives JSON alone where a schema is asked for: %s', async text => {
      expect(JSON.parse((await ask({ text }, { schema })).text)).toEqual({ intent: 'report' });
    });

    it.each(['我觉得是填报', '{"intent":"rep', '{"intent":"other"}', '{}', '[]', 'null'])(
      'calls “%s” malformed where a schema is asked for',
      async text => {
        expect(await fault({ text }, { schema })).toBe('malformed');
      },
    );

    it('says that a reply was cut off, and never takes its beginning for the whole', async () => {
      expect(await fault({ text: '依据第九条，罚款', isCutOff: true })).toBe('cut-off');
      expect(await fault({ text: '{"intent":"report"}', isCutOff: true }, { schema })).toBe('cut-off');
    });

    it('does not begin when the time is over', async () => {
      expect(await fault({ text: '好' }, { deadline: 0 })).toBe('timeout');
    });
  });
}
