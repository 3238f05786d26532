import type { Bureau } from '../bureau/bureau.ts';
import { dateOf, type LocalDate } from '../domain/date.ts';
import type { EntryContent } from '../domain/entry.ts';
import type { Intent } from '../domain/intent.ts';
import type { Period } from '../domain/period.ts';
import type { Reading } from '../domain/reading.ts';
import { readDates } from '../language/dates.ts';
import { maskPersonalData } from '../language/personal-data.ts';
import { screen } from '../language/secrecy.ts';
import { workingWeekOf } from '../language/working-week.ts';
import type { Instant } from '../lib/clock.ts';
import { uncertainQuestions } from '../wording/reading.ts';
import { type Item, maximumItems, readItems } from './reading/clauses.ts';
import { type ChangeContext, changesOf, targetOf, updateOf } from './reading/corrections.ts';
import { draftRequestOf } from './reading/draft-request.ts';
import { type FirstLook, foundIn, isPlanned, type LookContext, lookAgain, lookAt } from './reading/first-look.ts';
import { type IntentGuess, intentOfContent, intentOfWords, isPurge, saidOutright } from './reading/intent.ts';
import { type IntentWeights, shippedIntents } from './reading/intent-model.ts';
import { type Judgement, judgeIntent } from './reading/judge-intent.ts';
import { lexiconOf } from './reading/lexicon.ts';
import type { KnownNames } from './reading/naming/known-names.ts';
import { speaksOfWork } from './reading/not-a-report.ts';
import { departmentOf, onBehalfOf } from './reading/people.ts';
import { questionsFor } from './reading/questions.ts';
import { type RelayPart, splitRelay } from './reading/relay.ts';
import { checkSums, splitSumLine } from './reading/sum-line.ts';
import { withUnitsSaidAbove } from './reading/units-of-list.ts';

/** 阅读的语境 — whose bureau, who wrote, when, and which earlier message it answers. */
export interface ReadingContext {
  bureau: Bureau;
  reporter: { name: string; department: string };
  at: Instant;
  quote?: string;
  /** What figures were kept under before that no metric fits: the same work told in other words is counted with them. */
  namesInUse?: KnownNames;
  /** What was learned of intents; those that ship with the project where nothing is said, null for rules alone. */
  intents?: IntentWeights | null;
}

/** Longer than any report typed or pasted into a group; what a flood says beyond it is not read. */
const maximumLength = 6000;

const commands = new Set<Intent>(['correct', 'withdraw', 'update']);
const tellsOf = new Set<Intent>(['report', 'plan']);
/** What gets no answer in a group, so that a report among it would be lost without a word. */
const silent = new Set<Intent>(['chitchat', 'notice']);
/** Below this a report is asked about before it is kept. */
const SURE = 0.65;
/** From here on talk is asked about. */
const WORTH_ASKING = 0.3;
/** From here on a plan with figures is asked about. */
const PERHAPS_DONE = 0.1;
/** From here on work is kept though nothing was counted. */
const SURE_WORK = 0.5;

const nothing: Reading = {
  intent: 'chitchat',
  entries: [],
  target: null,
  changes: [],
  purge: false,
  nil: null,
  draft: null,
  confidence: 0.5,
  questions: [],
};

/** Understands one message by rules alone. Pure: the same words at the same moment are always read alike. */
export function readMessage(text: string, context: ReadingContext): Reading {
  const hit = screen(text);
  if (hit !== null) return { ...nothing, intent: 'screened', confidence: hit.certain ? 1 : 0.7 };
  const { text: masked, masked: hadPersonalData } = maskPersonalData(text);
  const message = masked
    .slice(0, maximumLength)
    .replace(/^\s*(?:@小法\s*)+/, '')
    .trim();
  const told = keepWords.exec(message);
  if (told !== null) {
    const look = lookAt(message.slice(told[0].length), lookContext(context));
    return readContent(toldToKeep, { look, hadPersonalData }, context);
  }
  const inFull = withUnitsSaidAbove(message);
  return readSummed(inFull, hadPersonalData, context) ?? readWhole(inFull, hadPersonalData, context);
}

/** 记：检查企业9家: told to keep it. */
const keepWords = /^(?:记(?:一下|上|录)?|登记(?:一下)?)[：:]\s*(?=\S)/;
const toldToKeep: Judgement = { intent: 'report', confidence: 1, report: 1 };

/** Lines with their sum below are read without it; whether it is right is checked. */
function readSummed(message: string, hadPersonalData: boolean, context: ReadingContext): Reading | null {
  const summed = splitSumLine(message);
  if (summed === null) return null;
  const reading = readWhole(summed.body, hadPersonalData, context);
  const items = readItems(summed.sums, { today: dateOf(context.at), calendar: context.bureau.calendar });
  const checks = checkSums(
    items.flatMap(({ clauses }) => clauses),
    reading.entries,
  );
  const last = reading.entries.at(-1);
  if (checks === null || last === undefined) return null;
  const wrong = checks.filter(({ holds }) => !holds);
  const flags = wrong.length === 0 ? last.flags : [...last.flags, 'sum-mismatch' as const];
  return {
    ...reading,
    entries: [...reading.entries.slice(0, -1), { ...last, checks: [...last.checks, ...checks], flags }],
    questions: [...reading.questions, ...wrong.map(({ text }) => uncertainQuestions.sumMismatch(reading.entries.length, text))],
  };
}

function readWhole(message: string, hadPersonalData: boolean, context: ReadingContext): Reading {
  const relay = splitRelay(message, context.bureau);
  if (relay !== null) return readRelay(relay, { message, hadPersonalData }, context);
  const spoken = { hadPersonalData, look: lookAt(message, lookContext(context)) };
  const { intents = shippedIntents() } = context;
  if (intents === null) return readByRules(message, spoken, context);
  const judgement = judgeIntent(message, { ...spoken, lexicon: lexiconOf(context.bureau), quote: context.quote, weights: intents });
  if (tellsOf.has(judgement.intent) && !mayBeDone(judgement, spoken)) return readContent(judgement, spoken, context);
  return readDoubted(judgement, spoken, context) ?? readCommands(judgement, message, context);
}

/** A message as it was first looked at. */
interface Spoken {
  look: FirstLook;
  hadPersonalData: boolean;
}

function lookContext({ bureau, reporter, at, namesInUse }: ReadingContext): LookContext {
  return { bureau, department: reporter.department, today: dateOf(at), ...(namesInUse ? { namesInUse } : {}) };
}

/** Without anything learned: what words decide, else whether there is anything to keep. */
function readByRules(message: string, spoken: Spoken, context: ReadingContext): Reading {
  const said = intentOfWords(message);
  if (said !== null) return readCommands(said, message, context);
  const look = { ...spoken.look, entries: spoken.look.entries.filter(speaksForItself) };
  const guess = intentOfContent(look.message, foundIn(look));
  return tellsOf.has(guess.intent) ? kept(guess, { ...spoken, look }) : { ...nothing, ...guess };
}

/** 东片区3人 may be said of anything: rules keep what a ledger knows, or what has a word of work. */
function speaksForItself(entry: EntryContent): boolean {
  const isKnown = entry.ledger !== null || isPlanned(entry) || entry.metrics.length === 0;
  return isKnown || speaksOfWork(entry.raw, entry.metrics.length);
}

/** What is planned, says one, and counts figures as done, say the other: a plan has none. */
function mayBeDone({ intent, report }: Judgement, { look }: Spoken): boolean {
  const { counted, figures } = foundIn(look);
  return intent === 'plan' && counted && figures && report >= PERHAPS_DONE;
}

/** Talk, or a plan, that may well be a report, with figures that can be kept: whoever wrote it is asked. */
function readDoubted(judgement: Judgement, spoken: Spoken, context: ReadingContext): Reading | null {
  const isWorthAsking = judgement.intent === 'plan' || (silent.has(judgement.intent) && judgement.report >= WORTH_ASKING);
  if (!isWorthAsking) return null;
  const reading = readContent({ ...judgement, intent: 'report' }, spoken, context);
  return reading.entries.some(entry => entry.metrics.length > 0) ? reading : null;
}

/** What tells of work, or of what is to come; without a piece that can be kept it is talk. */
function readContent(judgement: Judgement, { look, hadPersonalData }: Spoken, context: ReadingContext): Reading {
  const surer = surerLook(judgement, look, context);
  if (surer.entries.length === 0 && judgement.intent === 'report') return { ...nothing, confidence: 0.4 };
  const isAhead = surer.entries.length > 0 && surer.entries.every(isPlanned);
  const reading = kept(isAhead ? { ...judgement, intent: 'plan' } : judgement, { look: surer, hadPersonalData });
  return reading.intent === 'report' && judgement.report < SURE ? { ...reading, isUnsure: true } : reading;
}

/** The look that goes with what the message tells of: only plans of a plan, something of what is surely work. */
function surerLook({ intent, report }: Judgement, look: FirstLook, context: ReadingContext): FirstLook {
  const planned = look.entries.filter(isPlanned);
  if (intent === 'plan') return planned.length > 0 ? { ...look, entries: planned } : lookAgain(look, { ...lookContext(context), tellsOf: 'plan' });
  const isLost = report >= SURE_WORK && look.entries.length === 0;
  return isLost ? lookAgain(look, { ...lookContext(context), tellsOf: 'work' }) : look;
}

function kept({ intent, confidence }: IntentGuess, { look, hadPersonalData }: Spoken): Reading {
  const { entries, evidence, items } = look;
  const isKnownWork = entries.some(entry => entry.ledger !== null || isPlanned(entry));
  const backed = evidence === null ? entries : entries.map(entry => ({ ...entry, evidence: [evidence] }));
  const flagged = hadPersonalData ? backed.map(entry => ({ ...entry, flags: [...entry.flags, 'personal-data-masked' as const] })) : backed;
  return {
    ...{ ...nothing, intent, entries: flagged },
    confidence: isKnownWork ? confidence : Math.min(confidence, 0.45),
    questions: [...readToTheEnd(items), ...questionsFor(flagged, items)],
  };
}

/** A flood is read up to a limit, and its sender told so. */
function readToTheEnd(items: readonly Item[]): string[] {
  return items.length < maximumItems ? [] : [uncertainQuestions.cut(maximumItems)];
}

function changeContext(context: ReadingContext): ChangeContext {
  return { bureau: context.bureau, reporter: context.reporter, today: dateOf(context.at), quote: context.quote };
}

function readByIntent(guess: IntentGuess, message: string, context: ReadingContext): Reading {
  const reading: Reading = { ...nothing, intent: guess.intent, confidence: guess.confidence };
  const change = changeContext(context);
  switch (guess.intent) {
    case 'correct':
      return readCorrection(reading, message, change);
    case 'withdraw':
      return { ...reading, target: targetOf(message, { ...change, isPurge: isPurge(message) }), purge: isPurge(message) };
    case 'update':
      return { ...reading, target: targetOf(message, { ...change, isUpdate: true }), changes: updateOf(message, change) };
    case 'nil-report':
      return {
        ...reading,
        nil: { departments: [onBehalfOf(message, context.bureau)?.department ?? context.reporter.department], period: nilPeriod(message, context) },
      };
    case 'draft-request':
      return { ...reading, draft: draftRequestOf(message, { today: change.today, calendar: context.bureau.calendar }) };
    default:
      return reading;
  }
}

/** Only an entry that was named, or a supplement (补：), may be given a figure that it lacks. */
function readCorrection(reading: Reading, message: string, change: ChangeContext): Reading {
  const changes = changesOf(message, change);
  const target = targetOf(message, { ...change, metric: changes.find(({ metric }) => metric !== null)?.metric ?? null });
  const mayAdd = ['number', 'position', 'quote'].includes(target.by) || /^补/.test(message);
  return { ...reading, target, changes: mayAdd ? changes.map(each => ({ ...each, mayAdd })) : changes };
}

/** One entry at a time: a command for a second one is asked for again, and never carried out on the first. */
function readCommands(whole: IntentGuess, message: string, context: ReadingContext): Reading {
  const second = /(?!^)[，。；、和及与\s]第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?条/.exec(message.slice(0, 200));
  if (second === null) return readByIntent(whole, message, context);
  const first = message.slice(0, second.index);
  const own = saidOutright(first) ?? intentOfWords(first);
  const guess = own !== null && commands.has(own.intent) ? own : whole;
  const reading = readByIntent(guess, guess === own ? first : message, context);
  return commands.has(guess.intent) ? { ...reading, questions: [uncertainQuestions.oneAtATime(message.slice(second.index + 1))] } : reading;
}

/** The period named, else the working week of the day of sending. */
function nilPeriod(message: string, context: ReadingContext): Period {
  const today: LocalDate = dateOf(context.at);
  const named = readDates(message, { today, calendar: context.bureau.calendar }).find(date => !date.isDeadline && date.grain !== 'day');
  return named?.period ?? workingWeekOf(today, context.bureau.calendar);
}

/** 接龙 本周工作: the days said above the list hold for every line of it. */
function relayPeriod(parts: readonly RelayPart[], message: string, context: ReadingContext): string | undefined {
  const head = message.replace(/^#?接龙[：:\s]*\n/, '').split('\n')[0] ?? '';
  if (/^[^，。；\d]{0,8}周报/.test(head)) return '本周';
  const isOwnLine = !parts.some(part => part.text !== '' && head.includes(part.text));
  // 本周法规科…，审批科…: said once, before the first of them.
  if (!isOwnLine) return /^(?:本周|这周|上周|本月|上个?月|\d{1,2}月)/.exec(head)?.[0];
  return readDates(head, { today: dateOf(context.at), calendar: context.bureau.calendar }).find(date => !date.isDeadline)?.raw;
}

/** The person who is named; a 科室 is nobody. */
function personOf({ name }: RelayPart, bureau: Bureau): { reportedBy?: string } {
  const isMember = bureau.members.some(member => member.name === name);
  return name === '' || (!isMember && departmentOf(name, bureau) !== null) ? {} : { reportedBy: name };
}

/** What stands in a table is counted. */
const tabled: IntentGuess = { intent: 'report', confidence: 0.85 };

/** Each part of a 接龙 is read as its own reporter's; those who say 无 make one nil report together. */
function readRelay(
  parts: readonly RelayPart[],
  { message, hadPersonalData }: { message: string; hadPersonalData: boolean },
  context: ReadingContext,
): Reading {
  const entries: EntryContent[] = [];
  const silent = new Set<string>();
  const lead = relayPeriod(parts, message, context);
  for (const part of parts) {
    const department = part.department ?? context.reporter.department;
    const guess = intentOfWords(part.text);
    if (guess?.intent === 'nil-report') silent.add(department);
    if (guess !== null) continue;
    const text = lead === undefined ? part.text : `【${lead}】\n${part.text}`;
    const partContext = lookContext({ ...context, reporter: { name: part.name, department } });
    const look = lookAt(text, partContext);
    const isLost = part.isCounted === true && look.entries.length === 0;
    const seen = isLost ? lookAgain(look, { ...partContext, tellsOf: 'work' }) : look;
    const read = part.isCounted === true ? kept(tabled, { look: seen, hadPersonalData }) : readByRules(text, { look, hadPersonalData }, context);
    entries.push(...read.entries.map(entry => ({ ...entry, ...personOf(part, context.bureau) })));
  }
  const nil = silent.size === 0 ? null : { departments: [...silent], period: nilPeriod(message, context) };
  const intent = entries.length > 0 ? 'report' : nil === null ? 'chitchat' : 'nil-report';
  return { ...nothing, intent, entries, nil, confidence: 0.85, questions: questionsFor(entries) };
}
