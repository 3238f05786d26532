import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../src/domain/message.ts';
import { createSimulatorPlatform, type SimulatorPlatform } from '../../../src/platforms/simulator/simulator.ts';
import { FAKE_START, fakeBureau } from '../../helpers/fake-simulator-host.ts';

let platform: SimulatorPlatform;

beforeEach(() => {
  let ids = 0;
  platform = createSimulatorPlatform({ bureau: () => fakeBureau, now: () => FAKE_START, createId: () => `id-${++ids}` });
});

function outgoing(message: Partial<OutgoingMessage>): OutgoingMessage {
  const work = { platform: 'simulator', id: 'work', kind: 'group' } as const;
  return { to: { conversation: work }, text: '好', mentions: [], files: [], buttons: [], ...message };
}

describe('who speaks where', () => {
  it.each([
    { name: 'an id', from: 'qinlang', account: 'qinlang', speaker: '秦朗' },
    { name: 'a name', from: '秦朗', account: 'qinlang', speaker: '秦朗' },
    { name: 'a stranger', from: { name: '路人甲', department: '某镇' }, account: 'guest:路人甲', speaker: '路人甲' },
  ])('knows $name', ({ from, account, speaker }) => {
    const message = platform.compose({ from, text: '收到' });
    expect(message.sender).toMatchObject({ account, name: speaker });
    expect(message.conversation).toEqual({ platform: 'simulator', id: 'work', kind: 'group' });
  });

  it('vouches only for strangers', () => {
    expect(platform.compose({ from: '秦朗', text: '' }).sender).toEqual({ account: 'qinlang', name: '秦朗' });
    const stranger = platform.compose({ from: { name: '路人甲', department: '某镇', roles: ['liaison'] }, text: '' });
    expect(stranger.sender.vouched).toEqual({ department: '某镇', roles: ['liaison'] });
  });

  it('tells what a stranger said about themselves, and that nobody knows them', () => {
    platform.compose({ from: { name: '路人甲', department: '某镇', roles: ['liaison'] }, text: '收到' });
    expect(platform.contacts.member('guest:路人甲')).toMatchObject({ department: '某镇', roles: ['liaison'], known: false });
  });

  it('opens a private chat with 小法', () => {
    expect(platform.compose({ from: '秦朗', group: 'direct', text: '帮助' }).conversation).toEqual({
      platform: 'simulator',
      id: 'direct:qinlang',
      kind: 'direct',
    });
  });

  it('takes the mention of 小法 away, as platforms do', () => {
    expect(platform.compose({ from: '秦朗', text: '@小法 本周没有' }).text).toBe('本周没有');
    expect(platform.compose({ from: '秦朗', text: '请 @小法 看看' }).text).toBe('请 @小法 看看');
  });

  it.each([
    { name: 'an unknown person', spoken: { from: '查无此人', text: '' }, message: '花名册里没有“查无此人”' },
    { name: 'an unknown group', spoken: { from: '秦朗', group: 'nowhere', text: '' }, message: '没有“nowhere”这个群' },
  ])('says so of $name', ({ spoken, message }) => {
    expect(() => platform.compose(spoken)).toThrow(message);
  });

  it('asks for the id when two people share a name', () => {
    const [first] = fakeBureau.members;
    if (!first) throw new Error('the fake bureau has members');
    const twins = { ...fakeBureau, members: [first, { ...first, id: 'shenlan2' }] };
    const other = createSimulatorPlatform({ bureau: () => twins, now: () => FAKE_START, createId: () => 'x' });
    expect(() => other.compose({ from: first.name, text: '' })).toThrow('请改写编号');
  });
});

describe('what stands on the screens', () => {
  it('ties an answer to its question and leaves pushes apart', async () => {
    const question = platform.compose({ from: '秦朗', text: '帮助' });
    platform.show(question);
    await platform.deliver(outgoing({ text: '答一', replyTo: question.id }));
    await platform.deliver(outgoing({ text: '推送' }));
    await platform.deliver(outgoing({ text: '答二', replyTo: question.id }));
    expect(platform.transcript.repliesTo(question.id).map(line => line.text)).toEqual(['答一', '答二']);
    expect(platform.transcript.since(1).map(line => line.text)).toEqual(['答一', '推送', '答二']);
  });

  it('shows a redelivered message once and gives the same answers again', async () => {
    const question = platform.compose({ from: '秦朗', text: '帮助', id: 'said-twice' });
    platform.show(question);
    await platform.deliver(outgoing({ text: '答', replyTo: 'said-twice' }));
    platform.show(platform.compose({ from: '秦朗', text: '帮助', id: 'said-twice' }));
    expect(platform.transcript.since(0)).toHaveLength(2);
    expect(platform.transcript.repliesTo('said-twice').map(line => line.text)).toEqual(['答']);
  });

  it('shows a private push in that person’s chat and mentions by name', async () => {
    await platform.deliver(outgoing({ to: { platform: 'simulator', account: 'taoran' }, mentions: ['taoran'] }));
    expect(platform.transcript.since(0)).toMatchObject([{ conversation: 'direct:taoran', mentions: ['陶然'], account: null, replyTo: null }]);
  });

  it.each([
    { name: 'more bytes than the platform takes', message: { text: '字'.repeat(6_827) }, reason: '20480字节' },
    { name: 'a person it does not have', message: { to: { platform: 'simulator' as const, account: 'nobody' } }, reason: 'direct:nobody' },
  ])('refuses $name', async ({ message, reason }) => {
    const result = await platform.deliver(outgoing(message));
    expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(reason) });
    expect(platform.transcript.since(0)).toEqual([]);
  });

  it('fills the screens again in order after a restart', () => {
    const question = platform.compose({ from: '秦朗', text: '帮助' });
    platform.recall(
      [question],
      [
        { message: outgoing({ text: '答', replyTo: question.id }), at: FAKE_START + 1 },
        { message: outgoing({ text: '早' }), at: FAKE_START - 1 },
      ],
    );
    expect(platform.transcript.since(0).map(line => line.text)).toEqual(['早', '帮助', '答']);
  });

  it('keeps counting after it was cleared, so that a page never mistakes new for old', async () => {
    await platform.deliver(outgoing({}));
    platform.clear();
    await platform.deliver(outgoing({}));
    expect(platform.transcript.since(0).map(line => line.sequence)).toEqual([2]);
    expect(platform.transcript.since(1)).toHaveLength(1);
  });

  it('forgets the oldest lines rather than grow for ever', async () => {
    for (let count = 0; count < 22_500; count++) await platform.deliver(outgoing({}));
    const lines = platform.transcript.since(0);
    expect(lines.length).toBeLessThanOrEqual(22_000);
    expect(lines.at(-1)?.sequence).toBe(22_500);
    expect(platform.transcript.since(22_499)).toHaveLength(1);
  });
});
