import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Addressee, decode } from '../../../src/platforms/dingtalk/decode.ts';

const to: Addressee = { bureau: 'sample', robotCode: 'dingAPP', corpId: 'dingCORP', now: 1_795_000_000_000 };
const base = {
  conversationId: 'cidWORK==',
  conversationType: '2',
  msgId: 'm1',
  msgtype: 'text',
  senderStaffId: 'user001',
  senderNick: '沈岚',
  senderId: '$:LWCP_v1:$abc',
  robotCode: 'dingAPP',
  createAt: 1_794_994_600_000,
};

const contents: [string, object, { text: string; attachments: object[] }][] = [
  ['text, its leading space trimmed', { text: { content: ' 走访3家 ' } }, { text: '走访3家', attachments: [] }],
  ['text that stands in `content`, as one guide page shows it', { content: ' 走访3家' }, { text: '走访3家', attachments: [] }],
  ['text of several lines', { text: { content: ' 走访3家\n收集问题2条' } }, { text: '走访3家\n收集问题2条', attachments: [] }],
  [
    'rich text: the words together, pictures named in order',
    {
      msgtype: 'richText',
      content: {
        richText: [
          { text: '走访' },
          { type: 'picture', downloadCode: 'a', pictureDownloadCode: 'b' },
          { text: '3家' },
          { type: 'picture', downloadCode: 'c' },
        ],
      },
    },
    {
      text: '走访3家',
      attachments: [
        { kind: 'image', name: '图片1' },
        { kind: 'image', name: '图片2' },
      ],
    },
  ],
  [
    'a picture, named only',
    { msgtype: 'picture', content: { downloadCode: 'x', pictureDownloadCode: 'y' } },
    { text: '', attachments: [{ kind: 'image', name: '图片' }] },
  ],
  [
    'a recording as the words that DingTalk heard',
    { msgtype: 'audio', content: { duration: 1200, downloadCode: 'x', recognition: '本周走访企业三家' } },
    { text: '本周走访企业三家', attachments: [{ kind: 'voice', name: '语音' }] },
  ],
  [
    'a recording without words',
    { msgtype: 'audio', content: { duration: 1200, downloadCode: 'x' } },
    { text: '', attachments: [{ kind: 'voice', name: '语音' }] },
  ],
  [
    'a film, named only',
    { msgtype: 'video', content: { duration: '12', videoType: 'mp4', downloadCode: 'x' } },
    { text: '', attachments: [{ kind: 'image', name: '视频' }] },
  ],
  [
    'a file by its name',
    { msgtype: 'file', content: { downloadCode: 'x', fileName: '上半年总结.docx', spaceId: '1', fileId: '2' } },
    { text: '', attachments: [{ kind: 'file', name: '上半年总结.docx' }] },
  ],
  ['a kind that is not known', { msgtype: 'unknownMsgType' }, { text: '', attachments: [] }],
];

describe('decode', () => {
  it.each(contents)('reads %s', (_name, given, expected) => {
    expect(decode({ ...base, ...given }, to)).toMatchObject({ kind: 'message', message: expected });
  });

  it('keeps what a file can be fetched by, and nothing of it in the message', () => {
    const decoded = decode({ ...base, msgtype: 'file', content: { downloadCode: 'code', fileName: 'a.txt' } }, to);
    if (decoded.kind !== 'message') throw new Error(decoded.kind);
    expect(decoded.files).toMatchObject([{ downloadCode: 'code' }]);
    expect(JSON.stringify(decoded.message)).not.toContain('code"');
  });

  it('takes the reply address with its end', () => {
    const sessionWebhook = 'https://oapi.dingtalk.com/robot/sendBySession?session=s';
    const decoded = decode({ ...base, text: { content: 'x' }, sessionWebhook, sessionWebhookExpiredTime: 1_795_000_000_000 }, to);
    expect(decoded).toMatchObject({ message: { at: base.createAt, replyAddress: { value: sessionWebhook, expiresAt: 1_795_000_000_000 } } });
  });

  it('falls back to the encrypted id, which is in no roster, and says that the sender is not known', () => {
    const decoded = decode({ ...base, senderStaffId: '', text: { content: 'x' } }, to);
    expect(decoded).toMatchObject({ isSenderKnown: false, message: { sender: { account: '$:LWCP_v1:$abc' } } });
  });

  it.each([
    ['HTTP', { errorCode: '20001', errorMessage: 'quota' }],
    ['Stream', { errCode: 20001, errMsg: 'quota' }],
  ])('knows a callback without words because of the quota, over %s', (_name, fields) => {
    expect(decode({ ...base, ...fields }, to)).toEqual({ kind: 'over-quota' });
  });

  it.each([
    ['another robot', { robotCode: 'dingELSE' }, { kind: 'foreign', why: 'robot' }],
    ['the robot of another organisation', { chatbotCorpId: 'dingELSE' }, { kind: 'foreign', why: 'robot' }],
    ['a sender of another organisation', { senderCorpId: 'dingELSE' }, { kind: 'foreign', why: 'sender' }],
  ])('does not take a message for or from %s', (_name, fields, expected) => {
    expect(decode({ ...base, text: { content: 'x' }, ...fields }, to)).toEqual(expected);
  });

  it.each([[null], [undefined], ['text'], [[]], [{}], [{ msgId: 'm' }], [{ ...base, msgId: '' }], [{ ...base, conversationId: 7 }]])(
    'does not fall over %j',
    json => {
      expect(decode(json, to)).toEqual({ kind: 'unreadable' });
    },
  );

  it.each([
    ['text that is null', { text: null }],
    ['text without content', { text: {} }],
    ['content that is a number', { content: 7 }],
    ['rich text that is no list', { msgtype: 'richText', content: { richText: 'x' } }],
    ['a file without anything', { msgtype: 'file' }],
    ['a number for a name', { senderNick: 7 }],
    ['no message type', { msgtype: undefined }],
  ])('survives %s', (_name, fields) => {
    expect(decode({ ...base, ...fields }, to).kind).toBe('message');
  });

  it('never throws, whatever is in a field', () => {
    const fields = [...Object.keys(base), 'text', 'content', 'sessionWebhook', 'sessionWebhookExpiredTime', 'errorCode', 'senderCorpId'];
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.jsonValue(),
        fc.constantFrom('text', 'richText', 'file', 'audio', 'picture'),
        (field, value, msgtype) => {
          expect(['message', 'over-quota', 'foreign', 'unreadable']).toContain(decode({ ...base, msgtype, [field]: value }, to).kind);
        },
      ),
      { numRuns: 500 },
    );
  });
});
