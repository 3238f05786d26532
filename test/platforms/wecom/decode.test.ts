import { describe, expect, it } from 'vitest';
import { decodeAibotText, withoutMention } from '../../../src/platforms/wecom/decode.ts';
import { readReplyAddress } from '../../../src/platforms/wecom/reply-address.ts';

const context = { bureau: 'qinghe', names: ['小法', '小法 助手'], botId: 'aibX', at: 1_700_000_000_000 };
const base = { msgid: 'M1', aibotid: 'aibX', chatid: 'wrAbC', chattype: 'group', from: { userid: 'qinlang' } };

function message(more: object): { text: string; quote?: { text: string }; attachments: unknown[]; button?: unknown; conversation: unknown } {
  const delivery = decodeAibotText(JSON.stringify({ ...base, ...more }), context);
  if (delivery.kind !== 'message') throw new Error(delivery.kind);
  return delivery.message;
}

describe('what a smart bot hears', () => {
  it.each([
    ['@小法 今天走访3家', '今天走访3家'],
    ['@小法 助手 今天走访3家', '今天走访3家'],
    ['@小法\u2005今天走访3家', '今天走访3家'],
    ['@小法，今天走访3家', '今天走访3家'],
    ['今天走访3家 @小法', '今天走访3家'],
    ['@秦朗 今天去了 @小法 走访3家', '@秦朗 今天去了 走访3家'],
    ['@别的机器人名 今天走访3家', '今天走访3家'],
    ['今天和@秦朗 走访3家', '今天和@秦朗 走访3家'],
  ])('in a group, %j is %j (a delivery is the mention: there is no list of them)', (said, text) => {
    expect(withoutMention(said, { names: context.names, isGroup: true })).toBe(text);
  });

  it('keeps a mention of somebody in a single chat', () => {
    expect(withoutMention('@秦朗 走访3家', { names: ['小法'], isGroup: false })).toBe('@秦朗 走访3家');
  });

  it('a chatid as it is written: lower-cased it would be another chat', () => {
    expect(message({ msgtype: 'text', text: { content: '好' } }).conversation).toEqual({ platform: 'wecom', id: 'wrAbC', kind: 'group' });
    expect(message({ msgtype: 'text', text: { content: '好' }, chattype: 'single', chatid: undefined }).conversation).toMatchObject({
      id: 'qinlang',
      kind: 'direct',
    });
  });

  it('text and pictures of a mixed message, in order, the pictures by name alone', () => {
    const items = [
      { msgtype: 'text', text: { content: '@小法 第一句' } },
      { msgtype: 'image', image: { url: 'https://example.invalid/1' } },
      { msgtype: 'text', text: { content: '第二句' } },
    ];
    expect(message({ msgtype: 'mixed', mixed: { msg_item: items } })).toMatchObject({
      text: '第一句\n第二句',
      attachments: [{ kind: 'image', name: '图片' }],
    });
  });

  it.each([
    ['text', { msgtype: 'text', text: { content: '原来的话' } }, '原来的话'],
    ['voice', { msgtype: 'voice', voice: { content: '说的话' } }, '说的话'],
    ['a picture', { msgtype: 'image', image: { url: 'https://example.invalid/1' } }, '[图片]'],
    ['a file', { msgtype: 'file', file: { url: 'https://example.invalid/1' } }, '[文件]'],
    ['a video', { msgtype: 'video', video: {} }, '[视频]'],
    [
      'mixed',
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '图文' } },
            { msgtype: 'image', image: {} },
          ],
        },
      },
      '图文\n[图片]',
    ],
  ])('a quote of %s', (_name, quote, text) => {
    expect(message({ msgtype: 'text', text: { content: '改成4家' }, quote }).quote).toEqual({ text });
  });

  it('voice as the words that the platform heard', () => {
    expect(message({ msgtype: 'voice', voice: { content: '今天走访三家' } }).text).toBe('今天走访三家');
  });

  it('a pressed button with what was chosen, by the names of the wire and not of the table', () => {
    const card = {
      card_type: 'vote_interaction',
      event_key: 'accept:1120-3',
      task_id: 'T1',
      selected_items: { selected_item: [{ question_key: 'q', option_ids: { option_id: ['a', 'b'] } }] },
    };
    expect(message({ msgtype: 'event', event: { eventtype: 'template_card_event', template_card_event: card } }).button).toEqual({
      action: 'accept',
      value: '1120-3,a,b',
    });
  });

  it.each([
    ['a refresh', { msgtype: 'stream', stream: { id: 'S1' } }, { kind: 'refresh', streamId: 'S1' }],
    ['somebody who opens the chat', { msgtype: 'event', event: { eventtype: 'enter_chat' } }, { kind: 'enter', account: 'qinlang' }],
    [
      'feedback',
      {
        msgtype: 'event',
        event: { eventtype: 'feedback_event', feedback_event: { id: 'F1', type: 2, content: '不对', inaccurate_reason_list: [3] } },
      },
      expect.objectContaining({
        kind: 'feedback',
        message: expect.objectContaining({ text: '', button: { action: 'feedback', value: 'rejected:F1:3' } }),
      }),
    ],
    [
      'a button of none of ours',
      { msgtype: 'event', event: { eventtype: 'template_card_event', template_card_event: { event_key: 'xiaofa-done' } } },
      { kind: 'other', what: 'template_card_event' },
    ],
    ['what it does not know', { msgtype: 'event', event: { eventtype: 'new_event' } }, { kind: 'other', what: 'new_event' }],
  ])('%s', (_name, more, expected) => {
    expect(decodeAibotText(JSON.stringify({ ...base, ...more }), context)).toEqual(expected);
  });

  it('refuses what is for another bot, or not what the platform sends', () => {
    for (const text of ['', 'null', '[]', '{"msgid":1}', '{', JSON.stringify({ ...base, aibotid: 'aibOTHER', msgtype: 'text' })])
      expect(() => decodeAibotText(text, context)).toThrow('没有通过');
  });

  it('who asked rides with the reply address and never leaves with it', () => {
    const delivery = decodeAibotText(
      JSON.stringify({
        ...base,
        msgtype: 'text',
        text: { content: '好' },
        response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC',
      }),
      context,
    );
    const address = delivery.kind === 'message' ? delivery.message.replyAddress : undefined;
    expect(address && readReplyAddress(address)).toEqual({
      url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC',
      account: 'qinlang',
    });
  });
});
