import type { MetricReading } from '../../domain/entry.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import type { Collected } from './collected-figure.ts';
import type { FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import { stillOpen } from './kind-of-new.ts';
import { saysOnlyVerb, thingOf } from './name-figure.ts';
import type { TimedClause } from './timed-clause.ts';
import { endsWithWork, opensWithWork, verbOf } from './work-words.ts';

/** 7条转办：住建3、自规2 — and 其中用地5条 — break the figure before them down. */
export function readPart(quantity: Quantity, window: FigureWindow, previous: Collected | undefined, timed: TimedClause): Collected | null {
  if (previous === undefined) return null;
  const noun = stripFillers(window.left.replace(/^.*其中/, '').replace(/^(?:包含|包括|含)/, '')).slice(-10);
  const isPart =
    continuesBreakdown(quantity, window, previous) ||
    /其中/.test(timed.clause.text.slice(0, timed.clause.text.indexOf(window.left) + window.left.length + 1));
  if (!isPart || noun.length < 1 || unitClassOf(quantity.unit) === 'time') return null;
  const isPartBefore = previous.reading.isNew && previous.reading.partOf !== null;
  const whole = (isPartBefore ? previous.reading.partOf : null) ?? previous.reading.name;
  if (quantity.unit !== '' && quantity.unit !== previous.reading.unit) return null;
  const head = isPartBefore ? (/^(.+)—/.exec(previous.reading.name)?.[1] ?? whole) : headWords(previous);
  const unit = quantity.unit === '' ? previous.reading.unit : quantity.unit;
  const reading: MetricReading = {
    ...quantity,
    unit,
    name: nameOfPart(noun, { head, whole, unit: quantity.unit }),
    kind: stillOpen.test(noun) ? 'level' : previous.reading.kind,
    isNew: true,
    inferred: false,
    partOf: whole,
  };
  return { reading, window };
}

/** 住建3、自规2 say only which part; 其中异地转移接续58件 has a name of its own, 其中规上6家 of 走访企业 is 走访规上企业, and 报告书 of 审批环评文件 审批环评报告书. */
function nameOfPart(noun: string, { head, whole, unit }: { head: string; whole: string; unit: string }): string {
  const sort = /^(.{2,})(企业|文件|材料|证书|许可证|案件|人员|机构)$/.exec(whole);
  if (sort !== null && sort[2] === '企业' && /^[规限]?[上下外]$|^[一-龥]资$/.test(noun)) return `${sort[1]}${noun}企业`;
  if (unit === '' || noun.length < 3) return `${head}—${noun}`;
  if (sort !== null && sort[1] !== undefined && opensWithWork(whole) && !opensWithWork(noun) && !noun.endsWith(sort[2] ?? '') && !endsWithWork(noun))
    return `${sort[1]}${noun}`;
  if (noun.length < 4) return `${head}—${noun}`;
  const thing = thingOf(whole);
  const isSameThing = thing.length >= 2 && noun.endsWith(thing) && whole.startsWith(verbOf(whole));
  return isSameThing ? `${verbOf(whole)}${noun}` : noun;
}

/** Once a list breaks a figure down, its next member does too, whatever its words may mean elsewhere (税收4个). */
export function continuesBreakdown(quantity: Quantity, window: FigureWindow, previous: Collected | undefined): boolean {
  if (previous === undefined) return false;
  const sameUnit = quantity.unit === '' || quantity.unit === previous.reading.unit;
  // A comma within a clause stands in brackets: （办结5件，在办1件）.
  // 其中规上2家，规下2家: a comma goes on with the list while the words are as short.
  const isNext = window.stop === '' && !window.isAfterFigure && /^[一-龥]{1,3}$/.test(stripFillers(window.left)) && !saysOnlyVerb(window);
  const isMember = (/[、，]/.test(window.stop) || isNext) && previous.reading.isNew && previous.reading.partOf !== null;
  // 诉求8件：用地2件、用工3件 — the colon opens the list.
  const opens = /[：（]/.test(window.stop) && window.isAfterFigure && stripFillers(window.right) === '';
  return sameUnit && (isMember || opens);
}

/** The words that stood beside the whole (转办), so that a part is named as it was said. */
function headWords({ reading, window }: Collected): string {
  const said = stripFillers(window.right) || stripFillers(window.left);
  if (said.length >= 2 && said.length <= 4 && said !== '企业' && reading.name.includes(said)) return said;
  // 卫片图斑核查31个，其中违法7个: a part of the things, not of checking them.
  return reading.isNew && endsWithWork(reading.name) && !opensWithWork(reading.name) ? thingOf(reading.name) : reading.name;
}
