import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import { askedUnit, fitsUnit } from './asked-unit.ts';
import { nothingNamed, type Subject } from './subject.ts';

/** 不予处罚, 在办矛盾纠纷: none of them is 罚了没, 办了多少. */
const isUndone = /^(?:不|在办|正在|未)/;

/** 几月办完的, 多在哪, 为什么: when, where, who and why no figure says. */
const asksAround = /几月|几号|哪|什么时候|啥时候|何时|为什么|为啥|怎么|谁|^还?差|完成了?(?:多少|几|百分)/;

/** 检查了多少家，罚了没; 培训几场，来了多少人: the second half means the same ledger, by its unit or by a telling character. */
export function inSameLedger(clause: string, before: string, ledgers: readonly Ledger[]): Subject {
  const ledger = ledgers.find(each => each.metrics.some(metric => metric.name === before));
  if (!ledger) return nothingNamed;
  const unit = askedUnit(clause);
  const rate = ledger.metrics.find(
    ({ name, aliases, kind }) => kind === 'rate' && [name, ...aliases].some(word => word.length > 2 && clause.includes(word.slice(-3))),
  );
  if (rate && clause.includes('率')) return { ...nothingNamed, metrics: [rate.name] };
  const others = ledger.metrics.filter(metric => metric.name !== before && metric.kind !== 'rate');
  const telling = [...clause.replace(/[了没有多少几吗呢啊的是不都又还也在一个全部]/g, '')];
  if (unit !== null)
    return {
      ...nothingNamed,
      metrics: mostSaid(
        others.filter(metric => fitsUnit(metric, unit)),
        telling,
      ).map(({ name }) => name),
    };
  if (asksAround.test(clause)) return nothingNamed;
  return {
    ...nothingNamed,
    metrics: others
      .filter(metric => !isUndone.test(metric.name) && telling.some(character => metric.name.includes(character)))
      .slice(0, 2)
      .map(metric => metric.name),
  };
}

/** 要废几件: of what is counted in that unit, the one of whose names most was said. */
function mostSaid(metrics: readonly MetricDefinition[], telling: readonly string[]): MetricDefinition[] {
  const said = ({ name, aliases, units }: MetricDefinition): number => {
    const names = [name, ...aliases].join('');
    return telling.filter(character => !units.includes(character) && names.includes(character)).length;
  };
  const isTelling = telling.some(character => !metrics.some(({ units }) => units.includes(character)) && !/[来去到要那]/.test(character));
  // 办了几件 is 办复, not 承办.
  const isTaken = ({ name }: MetricDefinition): number => (name.startsWith('承') && !telling.includes('承') ? 0.5 : 0);
  const [most] = [...metrics].sort((a, b) => said(b) - isTaken(b) - said(a) + isTaken(a));
  // 高了几个点 names none of them.
  return most === undefined || (isTelling && said(most) === 0) ? [] : [most];
}
