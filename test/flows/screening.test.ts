import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('what must not be in a group is not kept', () => {
  it.each(['机密★5年 关于示例产线的会议纪要', '机 密 ★ 10 年 内部材料', '那个军品项目的产能是1200套，先别外传'])(
    '“%s” is refused with the fixed line, noticed to the secrecy officer, and nowhere in the state',
    async text => {
      const { say, pushes, stage, dumped, filesWith } = await play('2026-11-20T10:00');
      const [answer] = await say('qinlang', text);
      expect(answer).toContain('小法未登记、未留存内容');
      expect(await stage.entries()).toEqual([]);
      expect(pushes('direct:duanyan').join()).toContain('秦朗');
      expect(await dumped()).not.toContain(text.slice(-6));
      expect(filesWith(text.slice(-6))).toEqual([]);
    },
  );

  it('masks phone numbers before disk and shows none back', async () => {
    const { say, filesWith } = await play('2026-11-20T10:00');
    const replies = await say('qinlang', '今天走访企业1家，联系人电话13800001111，反映用工难');
    expect(replies.join()).not.toContain('13800001111');
    expect(filesWith('13800001111')).toEqual([]);
  });

  it('lets the study of the secrecy law pass', async () => {
    const { say } = await play('2026-11-20T10:00');
    const [answer] = await say('guchuan', '11月18日组织学习《保守国家秘密法》1次，40人参加');
    expect(answer).toContain('已记');
  });
});

describe('a message is handled once', () => {
  it('a redelivery changes nothing', async () => {
    const { stage } = await play('2026-11-20T10:00');
    const message = { from: 'qinlang', group: 'work', text: '本周走访企业12家', id: 'same' };
    await stage.say(message);
    await stage.say(message);
    expect(await stage.entries()).toHaveLength(1);
  });

  it('20 kB of anything is answered in plain words', async () => {
    const { say } = await play('2026-11-20T10:00');
    const replies = await say('qinlang', '哈'.repeat(20_500));
    expect(replies.join()).toContain('太长');
  });
});
