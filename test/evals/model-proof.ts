import { lawGround, sectionGround } from './adversary/grounds.ts';
import { honestTexts } from './adversary/honest-texts.ts';
import { type Honesty, honestLawTrials, lawTrials } from './adversary/law-trials.ts';
import { reportTrials } from './adversary/report-trials.ts';
import { honestSectionTrials, sectionTrials } from './adversary/section-trials.ts';
import { type Tally, type Trial, tallyOf } from './adversary/trial.ts';

/** 抗伪结果 — what became of lies and of honest texts. */
export interface Proof {
  law: Tally;
  sections: Tally;
  reports: Tally;
  honest: { name: string; result: Honesty }[];
}

/** Runs so many adversarial generations in all, and a tenth as many honest ones. */
export async function proveModelHarmless(generations: number, seed: number): Promise<Proof> {
  const law = await lawGround(seed);
  const sections = await sectionGround(seed + 1);
  const trials: Record<'law' | 'sections' | 'reports', Trial[]> = {
    law: await lawTrials(Math.ceil(generations * 0.5), law),
    sections: await sectionTrials(Math.ceil(generations * 0.4), sections),
    reports: await reportTrials(Math.ceil(generations * 0.1), law),
  };
  const honest = [
    { name: '法规答复', result: await honestLawTrials(Math.ceil(generations / 20), law) },
    { name: '报告章节', result: await honestSectionTrials(Math.ceil(generations / 20), sections) },
    { name: '自由措辞·公开', result: honestTexts('open', law) },
    { name: '自由措辞·留出', result: honestTexts('held', law) },
  ];
  return { law: tallyOf(trials.law), sections: tallyOf(trials.sections), reports: tallyOf(trials.reports), honest };
}

function print(name: string, { generations, wrong, caughtWithoutGates }: Tally): void {
  console.log(`${name}：生成${generations}次，到达读者的错误${wrong.length}处；不设关卡时核验器查出${caughtWithoutGates}次`);
  for (const one of wrong.slice(0, 10)) console.log(`   ${one}`);
}

/** `npm run eval -- model-proof [count] [seed] [--show]`: lies that a model might tell, and what of them a reader would see. */
export async function run(args: readonly string[]): Promise<void> {
  const [count = '10000', seed = '20261121'] = args.filter(argument => !argument.startsWith('--'));
  const { law, sections, reports, honest } = await proveModelHarmless(Number(count), Number(seed));
  print('法规答复', law);
  print('报告章节', sections);
  print('消息读数', reports);
  for (const { name, result } of honest) {
    console.log(
      `如实的${name}：采用${result.taken}/${result.of}（${((result.taken / result.of) * 100).toFixed(1)}%），其中有误${result.wrong.length}处`,
    );
    if (args.includes('--show')) for (const text of new Set(result.refused)) console.log(`   未采用：${text.replaceAll('\n', '⏎')}`);
  }
}
