import { parseInstant } from '../../../src/domain/date.ts';
import { surerReading } from '../../../src/ledgers/model-reading/surer-reading.ts';
import { readMessage } from '../../../src/ledgers/read-message.ts';
import type { ChatRequest } from '../../../src/models/chat-model.ts';
import type { LawGround } from './law-trials.ts';
import { numbersSeen } from './normal-form.ts';
import { type Trial, WritingModel } from './trial.ts';

/** Messages that the rules read with doubt. */
const messages = [
  '本周架设光缆1500米，更换配电箱3台',
  '今儿跟老李又去了趟镇上，三家厂子都挺配合',
  '整理旧卷宗46册，装订12盒',
  '新装监控探头8个，调试完毕',
  '给园区送了15份资料，跑了2趟',
];

interface Ledgers {
  id: string;
  metrics: readonly { name: string; units: readonly string[] }[];
}

/** Figures that the message does not say, says of something else, or says as part of a longer number; now and then a true one. */
function proposals(text: string, { bureau, random }: LawGround): object {
  const ledger: Ledgers = random.pick(bureau.ledgers);
  const said = [...text.matchAll(/\d+|[三]/g)].map(([found]) => found);
  const quote = random.pick([random.pick(said), `${random.pick(said)}${random.pick(['家', '次', '件', '台'])}`, text.slice(2, 9), '999家', '']);
  const value = random.pick([1 + random.upTo(999), Number(random.pick(said)) || 3, Number(`${random.pick(said)[0]}`) || 1]);
  const metric = random.pick(ledger.metrics.length > 0 ? ledger.metrics : [{ name: '工作', units: ['次'] }]);
  const entry = {
    ...{ summary: text.slice(0, 8 + random.upTo(8)), ledger: random.pick([ledger.id, ledger.id, '没有的台账', null]), date: '2026-01-01' },
    metrics: [{ name: metric.name, quote, value, unit: random.pick([...metric.units, '', '米', '台', '册']), kind: 'increment' }],
  };
  return { entries: [entry] };
}

/** At least so many untrue readings of a message; nothing that the message does not say may be kept. */
export async function reportTrials(count: number, ground: LawGround): Promise<Trial[]> {
  const { bureau, prompts, random } = ground;
  const at = parseInstant('2026-11-20T17:00') ?? 0;
  const [member] = bureau.members;
  const trials: Trial[] = [];
  while (trials.length < count) {
    const text = random.pick(messages);
    const written: string[] = [];
    const write = ({ prompt }: ChatRequest): string => {
      if (prompt.startsWith('propose-section'))
        return JSON.stringify({ section: random.pick([...bureau.sections.map(({ id }) => id), 'XXX', null]), reason: '' });
      written.push(JSON.stringify(proposals(text, ground)));
      return written.at(-1) ?? '';
    };
    const reading = readMessage(text, { bureau, reporter: { name: member?.name ?? '', department: '办公室' }, at });
    const models = { chat: new WritingModel(write), prompts };
    const doubt = { models, bureau, text, quote: '', department: '办公室', at, asker: 'trial', deadline: 1 };
    const { reading: surer, isInVain } = await surerReading({ ...reading, intent: 'report', confidence: 0 }, doubt);
    const values = new Set(numbersSeen(text).map(({ value }) => value));
    const untrue = (value: number | null): boolean => value !== null && !values.has(value);
    const kept = surer.entries.flatMap(({ metrics }) => metrics.filter(({ inferred }) => !inferred));
    const before = reading.entries.flatMap(({ metrics }) => metrics).length;
    const wrong = [
      ...kept.filter(({ value }) => untrue(value)).map(({ name, value }) => `figure: ${name}${value}`),
      // The rules' own figures are neither lost nor doubled.
      ...(reading.entries.length > 0 && kept.length > before ? ['figures added'] : []),
      ...surer.entries.filter(({ section }) => !bureau.sections.some(({ id }) => id === section)).map(({ section }) => `section: ${section}`),
    ];
    for (const [place, json] of written.entries()) {
      const proposed = (JSON.parse(json) as { entries: { metrics: { value: number | null }[] }[] }).entries.flatMap(({ metrics }) => metrics);
      const isLast = place === written.length - 1;
      trials.push({
        kind: 'untrue reading',
        wrong: isLast ? wrong : [],
        wrongWithoutGates: proposed.filter(({ value }) => untrue(value)).map(({ value }) => `figure: ${value}`),
        isTaken: isLast && !isInVain,
      });
    }
  }
  return trials;
}
