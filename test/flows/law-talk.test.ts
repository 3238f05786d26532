import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { play } from '../helpers/play.ts';

const asked = '小微企业的货款最晚多久要付';

function lawFile(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofa-law-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const payment = (days: string, version: string): string =>
  [
    '# 青禾区样品检验办法',
    '',
    `${version}公布`,
    '',
    '<!-- INFO END -->',
    '',
    `第一条 送检样品应当自收到之日起${days}内出具检验结论。`,
    '',
    '第二条 逾期不出具检验结论的，处二千元罚款。',
    '',
    `第三条 本办法自${version}起施行。`,
  ].join('\n');

describe('a conversation about law', () => {
  it('goes on in a few words about the same matter', async () => {
    const { say, corpus } = await play('2026-11-20T10:00');
    await corpus.ingestPaths([lawFile('检验.md', payment('十日', '2026年1月1日'))], { bureau: 'default' });
    expect((await say('qinlang', '送检样品多久要出检验结论'))[0]).toContain('十日');
    const [next] = await say('qinlang', '那罚款多少呢');
    expect(next).toContain('二千元');
    expect(next).toContain('第二条');
  });

  it('never mixes two people, and forgets on 新话题', async () => {
    const { say } = await play('2026-11-20T10:00');
    await say('qinlang', asked);
    expect((await say('guchuan', '看原文')).join()).toContain('没有找到您上一个问题');
    expect((await say('qinlang', '看原文')).join()).toContain('第五条');
    expect((await say('qinlang', '新话题')).join()).toContain('换个话题');
    expect((await say('qinlang', '看原文')).join()).toContain('没有找到您上一个问题');
  });

  it('gives a plain text for an enterprise: citation, what it is worth, the public phone, nobody’s name', async () => {
    const { say } = await play('2026-11-20T10:00', { publicPhone: '0000-12345' });
    await say('qinlang', asked);
    const [text] = await say('qinlang', '转发版');
    expect(text).toMatch(/^《.+》第五条.*规定：“/);
    expect(text).toContain('以上仅供参考，以主管部门答复为准。咨询电话：0000-12345。');
    expect(text).not.toMatch(/[*>]|科|秦/);
  });
});

describe('an editor’s own answer', () => {
  const curated = '口径：问“检验结论多久出”，答“最迟十日，急件当日”，依据《青禾区样品检验办法》第一条';

  it('overrides, for the same question in other words, until its provision changes; then the editors hear of it and it is not given again', async () => {
    const { say, corpus } = await play('2026-11-20T10:00');
    await corpus.ingestPaths([lawFile('检验.md', payment('十日', '2026年1月1日'))], { bureau: 'default' });
    expect((await say('qinlang', curated)).join()).toContain('不能定口径');
    expect((await say('lianghui', curated)).join()).toContain('口径1已记');
    const [given] = await say('qinlang', '检验结论要多久出');
    expect(given).toContain('最迟十日，急件当日');
    expect(given).toContain('《青禾区样品检验办法》第一条');
    expect((await say('qinlang', '采纳')).join()).toContain('已记下：采纳');
    await corpus.ingestPaths([lawFile('检验.md', payment('五日', '2026年6月1日'))], { bureau: 'default' });
    expect((await say('lianghui', '口径清单')).join()).toContain('已停用');
    const [changed] = await say('qinlang', '检验结论要多久出');
    expect(changed).not.toContain('急件当日');
    expect(changed).toContain('五日');
    expect((await say('lianghui', '删除口径1')).join()).toContain('已停用');
  });

  it.each([
    ['口径：问“多久付”，答“很快”', '没看懂这条口径'],
    ['口径：问“多久付”，答“很快”，依据《没有这部法》第一条', '没有记下'],
  ])('needs a provision that exists: %s', async (text, words) => {
    const { say } = await play('2026-11-20T10:00');
    expect((await say('lianghui', text)).join()).toContain(words);
    expect((await say('lianghui', '口径清单')).join()).toContain('还没有定过口径');
  });

  it('tells the editors what was not accepted, and why', async () => {
    const { say, dumped } = await play('2026-11-20T10:00');
    await say('qinlang', asked);
    expect((await say('qinlang', '不采纳，应当看合同约定')).join()).toContain('不采纳');
    expect(await dumped()).toContain('应当看合同约定');
  });
});
