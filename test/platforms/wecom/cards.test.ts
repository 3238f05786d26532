import { describe, expect, it } from 'vitest';
import { serveWecom } from '../../helpers/serve-wecom.ts';

const buttons = [
  { label: '确认', action: 'confirm', value: '1120-3' },
  { label: '撤回', action: 'withdraw', value: '1120-3' },
];

describe('buttons, welcome and feedback', () => {
  it('a receipt with buttons is a bubble with a card, shown once, under the last words', async () => {
    const { aibot } = await serveWecom({ answer: () => [{ text: '**已记1条**', buttons }] });
    const bubble = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '走访3家' });
    expect(bubble).toMatchObject({
      content: '**已记1条**',
      card: {
        card_type: 'button_interaction',
        button_list: [
          { text: '确认', key: 'confirm:1120-3' },
          { text: '撤回', key: 'withdraw:1120-3' },
        ],
      },
    });
    expect(String(bubble?.card?.['task_id'])).toMatch(/^[A-Za-z0-9_\-@]{1,128}$/);
  });

  it('a pressed button is handed in, and the card says so to everybody', async () => {
    const { aibot, received } = await serveWecom({ answer: () => [] });
    const event = {
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: 'withdraw:1120-3', task_id: 'T1' },
    };
    const { reply } = await aibot.post(aibot.body({ from: 'qinlang', group: 'wrWORK', body: { msgtype: 'event', event } }));
    expect(reply).toMatchObject({ response_type: 'update_template_card', template_card: { task_id: 'T1', button_list: [{ text: '已收到' }] } });
    expect(received).toMatchObject([{ button: { action: 'withdraw', value: '1120-3' }, text: '' }]);
  });

  it('what is answered to a pressed button goes to its reply address, the card having no bubble', async () => {
    const { aibot, wecom } = await serveWecom({ answer: () => [{ text: '**已撤回**' }] });
    const event = { eventtype: 'template_card_event', template_card_event: { event_key: 'withdraw:1120-3', task_id: 'T1' } };
    await aibot.post(aibot.body({ from: 'qinlang', group: 'wrWORK', body: { msgtype: 'event', event } }));
    await expect.poll(() => wecom.to('/cgi-bin/aibot/response').map(call => call.json['markdown'])).toEqual([{ content: '**已撤回**' }]);
  });

  it('somebody who opens the chat is welcomed, which is no message', async () => {
    const { aibot, received } = await serveWecom();
    const { reply } = await aibot.post(aibot.body({ from: 'qinlang', body: { msgtype: 'event', event: { eventtype: 'enter_chat' } } }));
    expect(reply).toMatchObject({ msgtype: 'text', text: { content: expect.stringContaining('我是小法') } });
    expect(received).toEqual([]);
  });

  it('feedback is handed in by number, without what was said, and answered with nothing', async () => {
    const { aibot, received } = await serveWecom({ answer: message => (message.button ? [] : [{ text: '六十日内' }]) });
    const bubble = await aibot.say({ from: 'qinlang', text: '货款多久要付' });
    const feedback_event = { id: bubble?.id, type: 2, content: '说得不对', inaccurate_reason_list: [3] };
    const { raw } = await aibot.post(
      aibot.body({ from: 'qinlang', body: { msgtype: 'event', event: { eventtype: 'feedback_event', feedback_event } } }),
    );
    expect(raw).toBe('');
    expect(received.at(-1)?.button).toEqual({ action: 'feedback', value: `rejected:${bubble?.id}:3` });
    expect(JSON.stringify(received.at(-1))).not.toContain('说得不对');
  });
});

describe('files and pictures', () => {
  const sealed = Buffer.from('TlCmYzyny9efLkKwSpOBf55YE/4ANr6wrng5NjCAnoQ=', 'base64');

  it('a document is fetched, opened and named from the header, even when Node alone could not unpad it', async () => {
    const { aibot, wecom, received } = await serveWecom();
    wecom.media.set('/media/1', sealed);
    await aibot.say({ from: 'lianghui', body: { msgtype: 'file', file: { url: `${wecom.base}/media/1` } } });
    const [file] = received[0]?.attachments ?? [];
    expect(file).toMatchObject({ kind: 'file', name: '总结.txt' });
    expect(new TextDecoder().decode(file?.bytes)).toBe('hello media');
  });

  it('a picture is only named unless evidence is on, and then fetched when it is asked for', async () => {
    const off = await serveWecom();
    off.wecom.media.set('/media/1', sealed);
    await off.aibot.say({ from: 'qinlang', body: { msgtype: 'image', image: { url: `${off.wecom.base}/media/1` } } });
    expect(off.received[0]?.attachments).toEqual([{ kind: 'image', name: '图片' }]);
    const on = await serveWecom({ config: { evidence: true } });
    on.wecom.media.set('/media/1', sealed);
    await on.aibot.say({ from: 'qinlang', body: { msgtype: 'image', image: { url: `${on.wecom.base}/media/1` } } });
    const [picture] = on.received[0]?.attachments ?? [];
    expect(picture?.bytes).toBeUndefined();
    expect(Buffer.from((await picture?.fetch?.(100)) ?? []).toString()).toBe('hello media');
  });

  it.each([
    ['another host', 'https://example.invalid/media/1'],
    ['an address of the network', 'http://169.254.169.254/latest'],
  ])('nothing is fetched from %s', async (_name, url) => {
    let asked = 0;
    const config = {
      fetch: async (): Promise<Response> => {
        asked += 1;
        return new Response(sealed);
      },
    };
    const { aibot, received } = await serveWecom({ config });
    await aibot.say({ from: 'qinlang', body: { msgtype: 'file', file: { url } } });
    expect(asked).toBe(0);
    expect(received[0]?.attachments).toEqual([{ kind: 'file', name: '文件' }]);
  });
});
