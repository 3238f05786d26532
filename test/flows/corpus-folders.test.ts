import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { doctorReport } from '../../src/wording/doctor.ts';
import { bureauFolder } from '../helpers/bureau-folder.ts';
import { gbkPdf, printed } from '../helpers/sample-files.ts';

const isBuilt = existsSync(join(projectRoot, 'dist', 'src', 'knowledge', 'reading-worker.js'));
const rule = (days: string): string[] => [
  '青禾区苗木款项支付办法',
  `第一条　购买苗木的单位应当自交付之日起${days}内支付苗木款项。`,
  '第二条　本办法自2026年3月1日起施行。',
];

interface Scene {
  app: App;
  put(name: string, bytes: Uint8Array): void;
  remove(name: string): void;
  doctor(): Promise<string>;
}

/** A bureau whose documents lie in a folder of their own, 政策文件, which may be a share. */
async function scene(files: Record<string, string> = {}): Promise<Scene> {
  const dataDir = await bureauFolder({
    'bureau.yaml':
      'name: 青禾区工信局\ncorpusFolders: [政策文件]\ngroups:\n  - { id: work, name: 工作群, platform: wecom, conversation: wr1, kind: work }\n',
    ...files,
  });
  const shelf = join(dataDir, '政策文件');
  mkdirSync(shelf);
  const app = await createApp(readConfig({ DATA_DIR: dataDir }, projectRoot));
  onTestFinished(() => app.close());
  return {
    app,
    put(name, bytes) {
      writeFileSync(join(shelf, name), bytes);
      const at = Date.now() / 1000 - 60;
      utimesSync(join(shelf, name), at, at);
    },
    remove: name => rmSync(join(shelf, name)),
    doctor: async () => doctorReport(await app.examine()).join('\n'),
  };
}

const officer = `members:
  - { id: duanyan, name: 段严, department: 办公室, roles: [staff, secrecy], accounts: { wecom: duanyan } }
`;

function ask({ app }: Scene): string {
  return app.corpus.ask('苗木款项多少日内支付', { bureau: app.bureau, asOf: '2026-11-20' }).text;
}

describe.skipIf(!isBuilt)("the folder of a bureau's documents, while the program runs", () => {
  it('is followed: a file that appears answers, one that changes answers anew, one that is gone answers no more', async () => {
    const scened = await scene();
    scened.put('办法.pdf', gbkPdf([printed(rule('四十五日'))]));
    await scened.app.folders.look();
    expect(ask(scened)).toContain('四十五日');
    scened.put('办法.pdf', gbkPdf([printed(rule('二十五日'))]));
    scened.put('留存.txt', new TextEncoder().encode('青禾区园艺通知\n\n请各苗圃做好防冻工作。'));
    await scened.app.folders.look();
    expect(ask(scened)).toContain('二十五日');
    scened.remove('办法.pdf');
    await scened.app.folders.look();
    expect(ask(scened)).not.toContain('二十五日');
  });

  it('is told of by doctor: what was read, what was not and why, and a share that is not there', async () => {
    const scened = await scene();
    scened.put('办法.pdf', gbkPdf([printed(rule('四十五日'))]));
    scened.put('扫描.pdf', gbkPdf([[], []]));
    await scened.app.folders.look();
    expect(await scened.doctor()).toMatch(/政策文件”：1份已读入，1份没有读入.*扫描\.pdf：是扫描件/s);
    rmSync(join(scened.app.config.dataDir, '政策文件'), { recursive: true });
    await scened.app.folders.look();
    expect(await scened.doctor()).toMatch(/政策文件”连不上.*没有删除/s);
    expect(ask(scened)).toContain('四十五日');
  });

  it('takes what the console hands in, and tells what was read', async () => {
    const { app } = await scene();
    const marked = new TextEncoder().encode('机密★1年\n关于某事的报告');
    const [read, refused] = await app.upload(
      [
        { name: '办法.pdf', bytes: gbkPdf([printed(rule('四十五日'))]) },
        { name: '密.txt', bytes: marked },
      ],
      '梁慧',
    );
    expect(read).toMatchObject({ outcome: 'added', title: '青禾区苗木款项支付办法', passages: 2 });
    expect(refused?.reason).toContain('不能入库');
    expect(
      app.corpus
        .documents(app.bureau.id)
        .map(({ path }) => path)
        .join(),
    ).not.toContain('密.txt');
  });

  it('leaves out what bears a marking of secrecy, says so, and tells the 保密员 once; a law that speaks of secrets is read', async () => {
    const scened = await scene({ 'roster.yaml': officer });
    scened.put('某事.txt', new TextEncoder().encode('机密★1年\n关于苗木调运的报告\n\n请按时调运。'));
    const law = '青禾苗木储备法\n\n第一条　涉密载体、军工苗木的储备按照国家有关规定执行。\n第二条　本法自2026年3月1日起施行。';
    scened.put('青禾苗木储备法.txt', new TextEncoder().encode(law));
    await scened.app.folders.look();
    expect(scened.app.corpus.documents(scened.app.bureau.id).map(({ title }) => title)).toEqual(['青禾苗木储备法']);
    expect(await scened.doctor()).toMatch(/某事\.txt：带有涉密或内部标志/);
    const told = async (): Promise<string[]> => {
      await scened.app.runtime.tellOfSecretFiles(scened.app.folders.secretFiles());
      const { rows } = await scened.app.store.read({ bureau: scened.app.bureau.id }, reader =>
        reader.find('outbox', { index: 'byState', equals: ['open'] }),
      );
      return rows.map(({ message }) => message.text);
    };
    expect(await told()).toEqual([expect.stringMatching(/段严.*某事\.txt/s)]);
    expect(await told()).toHaveLength(1);
  });
});
