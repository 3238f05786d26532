import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { checksOf } from './checks.ts';
import { keywordScores } from './choose-ledger.ts';
import type { Item } from './clauses.ts';
import { isComparison } from './compared-figure.ts';
import { flagsOf } from './entry-flags.ts';
import { eventsIn } from './event-told-once.ts';
import { type EntryContext, groupItems } from './group-clauses.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { hasFigures } from './merge-groups.ts';
import { metricsOf } from './metrics-of-group.ts';
import { isPrivate, urges } from './not-a-report.ts';
import { responsibilityIn } from './people.ts';
import { placeWork } from './place-work.ts';
import { doneWords, planWords } from './plan-clause.ts';
import { summaryOf } from './summary.ts';
import type { Group } from './time-of-group.ts';

/** What others issued is news, not this bureau's work. */
const backgroundWords =
  /(?:国家|中央|国务院|全国人大|省里|省政府|省委|省厅|市里|市政府|市委|市局|上级|部里|[一-龥]{1,4}部)[^，。；]{0,6}(?:发了|印发|出台|发布|公布|下发|通过)/;
const cancelledWords = /取消了?|推迟|延期|改期|没开成|未召开|未举办|没办成|暂停|不开了|不办了/;
/** Reads the items of one reporter into entries. */
export function readEntries(items: readonly Item[], context: EntryContext): EntryContent[] {
  const lexicon = lexiconOf(context.bureau);
  const groups = groupItems(items, context);
  const told = context.tellsOf === 'plan' ? groups.map(group => ({ ...group, isPlan: true })) : groups;
  const entries = told.flatMap(group => entryOf(group, context, lexicon));
  if (entries.length > 0 || context.tellsOf !== 'work') return entries;
  // 欠薪台账更新完了: the first thing that was done, though nothing was counted.
  return told
    .filter(group => !hasFigures(group) && group.clauses.some(({ clause }) => doneWords.test(clause.text)))
    .flatMap(group => entryOf({ ...group, isListed: true }, { ...context, isBare: true }, lexicon))
    .slice(0, 1);
}

function entryOf(group: Group, context: EntryContext & { isBare?: boolean }, lexicon: Lexicon): EntryContent[] {
  const raw = group.clauses.map(({ clause }) => clause.text.trim()).join('，');
  const metrics = group.isPlan
    ? []
    : metricsOf(group.clauses, {
        lexicon,
        ledger: group.ledger,
        entryPeriod: group.time.period,
        ...(group.time.mention ? { grain: group.time.mention.grain } : {}),
        ...(context.tellsOf === 'work' ? { unitUnsaid: '个' } : {}),
        ...(context.namesInUse ? { namesInUse: context.namesInUse } : {}),
      });
  const ledger = ledgerOf(metrics, group.ledger, lexicon);
  const base = { ledger: group.isPlan ? null : (ledger?.id ?? null), raw, ...responsibilityIn(raw, group.department, context.bureau) };
  const date = group.time.period.from === group.time.period.to ? group.time.period.from : null;
  const common = { ...base, date, period: group.time.period, deadline: deadlineOf(group), progress: progressOf(raw), summary: summaryOf(raw) };
  if (group.isPlan) {
    if (ledger === null && context.tellsOf !== 'plan' && !planWords.test(raw)) return [];
    return [
      {
        ...common,
        section: planSection(context.bureau) ?? ledger?.section ?? '',
        category: '下步安排',
        metrics: [],
        flags: [],
        checks: [],
        progress: '计划',
      },
    ];
  }
  // Figures that were all set aside (last year's) leave nothing to record.
  if (metrics.length === 0 && hasFigures(group)) return [];
  // 比上周多走访3家 alone compares and counts nothing.
  if (metrics.length > 0 && metrics.every(isComparison)) return [];
  if (metrics.length === 0 && (backgroundWords.test(raw) || cancelledWords.test(raw))) return [];
  const isWork = context.tellsOf === 'work';
  if (!isWork && !hasFigures(group) && urges(raw)) return [];
  if (!isWork && ledger === null && !group.isListed && metrics.every(metric => metric.isNew) && isPrivate(raw, metrics.length)) return [];
  const settled = { ...group, ledger };
  const withEvent = [...eventsIn(settled, { metrics, raw }, lexicon), ...metrics];
  if (withEvent.length === 0 && context.isBare !== true && !group.isShortcoming && !tellsOfWork(raw, ledger, lexicon)) return [];
  const checks = checksOf(withEvent, ledger, raw);
  const section = group.isShortcoming ? (gapSection(context.bureau) ?? ledger?.section) : ledger?.section;
  return [
    {
      ...common,
      section:
        section ??
        placeWork(
          { raw, department: base.department, names: withEvent.map(({ name }) => name), units: withEvent.map(({ unit }) => unit) },
          context.bureau,
        ),
      category: group.isShortcoming ? '存在问题' : (ledger?.name ?? '其他工作'),
      metrics: withEvent,
      flags: flagsOf(group, { metrics: withEvent, checks, raw }, context.today),
      checks,
    },
  ];
}

/** Where no keyword told what the work was, its metrics do: the ledger that has most of them. */
function ledgerOf(metrics: readonly MetricReading[], told: Ledger | null, { ledgers }: Lexicon): Ledger | null {
  const names = new Set(metrics.flatMap(({ name, isNew }) => (isNew ? [] : [name])));
  const count = (ledger: Ledger): number => ledger.metrics.filter(({ name }) => names.has(name)).length;
  if (told !== null || names.size === 0) return told;
  return ledgers.reduce((best, ledger) => (count(ledger) > count(best) ? ledger : best));
}

/** 印发《…的通知》 is a piece of work by itself. */
const issued = /^(?:本周|今[天日])?(?:联合)?(?:印发|出台|制定|发布|修订|起草|报送)了?《/;

/** Work without a figure is named with what it was about: a bare 走访 or 领导已批示 is no report. */
function tellsOfWork(raw: string, ledger: Ledger | null, lexicon: Lexicon): boolean {
  const words = raw.replace(/[^一-龥]/g, '');
  if (issued.test(raw)) return true;
  return ledger !== null && words.length >= 6 && doneWords.test(raw) && keywordScores(raw, lexicon).has(ledger);
}

function planSection(bureau: Bureau): string | undefined {
  return bureau.sections.find(section => section.id === 'PLAN' || /下步|下一步|计划|安排/.test(section.name))?.id;
}

function gapSection(bureau: Bureau): string | undefined {
  return bureau.sections.find(section => section.id === 'GAP' || /问题|不足/.test(section.name))?.id;
}

function deadlineOf(group: Group): LocalDate | null {
  return group.clauses.flatMap(({ clause }) => clause.dates).find(date => date.isDeadline)?.period.to ?? null;
}

function progressOf(raw: string): string | null {
  return (
    /待批|待审|正在协调|协调中|整改中|起草中|征求意见中|已办结|已完成|已缴|已整改|已闭环|推进中|办理中|已印发|已公开|交办/.exec(raw)?.[0] ?? null
  );
}
