import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../helpers/command-line.ts';

describe('prompt', () => {
  it('lists all prompts with what each is for', async () => {
    const { code, out } = await commandLine().run('prompt');
    expect([code, out.join('\n')]).toEqual([0, expect.stringMatching(/answer@\d+ +依据检索到的条款/)]);
  });

  it('shows what input a prompt takes', async () => {
    const { out } = await commandLine().run('prompt', 'propose-section');
    expect(out.join('\n')).toContain('"sections": "现有板块"');
  });

  it('renders with --dry, also what is no text in the input', async () => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, 'x.json'), JSON.stringify({ item: '走访企业', sections: [{ id: 'BIZ', name: '惠企' }] }));
    const { code, out } = await run('prompt', 'propose-section', '--input', 'x.json', '--dry');
    expect([code, out.join('\n')]).toEqual([
      0,
      expect.stringMatching(/【要求】[\s\S]*【关于材料】[\s\S]*【材料1开始 \w+】事项\n走访企业[\s\S]*"BIZ"/),
    ]);
    const json = await run('prompt', 'propose-section', '--input', 'x.json', '--dry', '--json');
    expect(JSON.parse(json.out.join(''))).toMatchObject({ temperature: 0, schema: { type: 'object' } });
  });

  it('shows the bureau’s own wording', async () => {
    const { run, folder } = commandLine();
    mkdirSync(join(folder, 'own', 'bureau', 'prompts'), { recursive: true });
    writeFileSync(join(folder, 'own', 'bureau', 'prompts', 'propose-section.md'), '---\nversion: 9\n---\n从{{sections}}给{{item}}选。');
    const { out } = await run('prompt', '--data', 'own');
    expect(out.join('\n')).toMatch(/propose-section@9\+own .*（本单位改过）/);
  });

  it.each([
    ['an id that is none', ['anser', '--input', 'x.json', '--dry'], 1, /没有叫“anser”的提示词/],
    ['inputs that are missing', ['intent', '--input', 'x.json', '--dry'], 2, /缺“message”、“quoted”，不认识“item”/],
    ['a file that is not there', ['intent', '--input', 'y.json'], 1, /找不到“.*y\.json”/],
    ['a file that is no object', ['intent', '--input', 'list.json'], 1, /应为一个JSON对象/],
    ['no model configured', ['propose-section', '--input', 'x.json'], 1, /没有配置模型，只能加 --dry/],
  ])('says plainly what is wrong: %s', async (_, args, code, message) => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, 'x.json'), '{"item":"甲","sections":"乙"}');
    writeFileSync(join(folder, 'list.json'), '[]');
    const ran = await run('prompt', ...args);
    expect([ran.code, ran.error.join('\n')]).toEqual([code, expect.stringMatching(message)]);
  });
});
