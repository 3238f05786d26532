import { dateOf } from '../../domain/date.ts';
import { may } from '../../domain/permission.ts';
import type { QuestionForm } from '../../domain/question.ts';
import { answerFromRecords, answerQuestion } from '../../figures/answer-question.ts';
import { chartFile } from '../../figures/chart-file.ts';
import { howLong } from '../../figures/how-long.ts';
import { countsOnly } from '../../figures/question-forms.ts';
import { readQuestion } from '../../figures/read-question.ts';
import { changesSince, keepRelease, releasedFigures } from '../../figures/releases.ts';
import type { FiguresAnswer } from '../../figures/understand.ts';
import { openCases } from '../../ledgers/cases/find-case.ts';
import type { Transaction } from '../../store/store.ts';
import { nothingToQuote } from '../../wording/bot.ts';
import { toldBefore } from '../../wording/releases.ts';
import { openCasesSaid } from '../follow-cases.ts';
import { keepTopic, topicOf } from '../topic.ts';
import { type Action, type Handler, type Services, say, type Turn } from '../turn.ts';
import { askLaw, meantQuestion, sayLaw } from './law.ts';

/** Words that ask what a rule says, even where something counted is named: 补贴给多少, 最晚多久, 能不能. */
const asksForRule =
  /补贴|奖补|补助|标准|条件|期限|最晚|最迟|最长|最多|多久|几天|多少天|几日|可不可以|能不能|能否|可以吗|是否|要不要|怎么申请|怎么办理|罚多少|怎么罚|规定|法规(?!科|处|股)|依据|第.{1,6}条/;

/** 提问 — about the ledgers when it names something that is counted there, else about law, policy and past reports. */
export const question: Handler = async (turn, services) => {
  const meant = await meantQuestion(turn, services);
  if ((meant.goesOn || asksForRule.test(meant.text)) && !isCounting(turn, services)) {
    const taken = await figures(turn, services, { by: howLong });
    if (taken) return taken;
    const law = await askLaw(meant, turn, services);
    if (law.answer.answered) return sayLaw(law, turn, services);
    const counted = await figures(turn, services, { isOnlyIfCollected: true });
    return counted ?? sayLaw(law, turn, services);
  }
  const isOurs = isBareName(turn, services) || ofOurWork.test(turn.message.text);
  const counted = (await figures(turn, services)) ?? (isOurs ? await recorded(turn, services) : null);
  if (counted) return counted;
  const law = await askLaw(meant, turn, services);
  return law.answer.answered ? sayLaw(law, turn, services) : ((await recorded(turn, services)) ?? sayLaw(law, turn, services));
};

/** 培训企业都参加了吗, 红头文件今年出了几个: of what was done, and no rule says that. */
const ofOurWork =
  /(?:参加|到|来|去|[办报交学开发改]完?|整改|完成|落实)了(?:吗|没有?)[？?]?$|(?:今年|上半年|下半年|季度|\d月)[^，。]{0,10}了(?:多少|几)/;

/** 走访, 备案总投资: what a figure is called, and nothing that a rule would say of it. */
function isBareName({ message }: Turn, { bureau }: Services): boolean {
  const { text, at } = message;
  return !/[?？吗呢]|怎么|多少|几|什么|哪|谁|规定|依据/.test(text) && readQuestion(text, { bureau, at, isOurs: true }) !== null;
}

/** What neither a figure nor the law answers may stand in a record. */
function recorded(turn: Turn, services: Services): Promise<Action | null> {
  return figures(turn, services, { by: answerFromRecords });
}

/** 哪个月走访最多, 谁走访得最多, 哪个科室报得最多: 最多 is no limit that a rule sets. */
function isCounting({ message, member }: Turn, { bureau }: Services): boolean {
  const read = may(member, 'see-figures') ? readQuestion(message.text, { bureau, at: message.at }) : null;
  return read !== null && (countsOnly.has(read.question.form) || read.question.form === 'reported');
}

async function figures(turn: Turn, services: Services, { isOnlyIfCollected = false, by = answerQuestion } = {}): Promise<Action | null> {
  const { message } = turn;
  // Who may not see figures is answered from the law alone.
  if (!may(turn.member, 'see-figures')) return null;
  const previous = await topicOf(turn, services);
  const { answer, cases } = await services.store.read({ bureau: services.bureau.id }, async reader => {
    const said = await by(message.text, {
      bureau: services.bureau,
      reader,
      at: message.at,
      previous: previous?.kind === 'figures' ? previous.question : null,
      asker: turn.member.id,
      lastYear: services.lastYear(dateOf(message.at)),
      followed: new Set((await openCases(reader)).map(found => found.entryId)),
    });
    return { answer: said, cases: said?.question.form === 'open' ? await openCasesSaid(reader, turn, services) : '' };
  });
  if (!answer || (isOnlyIfCollected && !answer.totals.some(total => total.quantity))) return null;
  return async tx => {
    await keepTopic(tx, turn, { kind: 'figures', question: answer.topic });
    const notes = await released(tx, answer, turn);
    const text = [...(cases === '' ? [] : [`${cases}\n`]), answer.text, ...notes].join('\n');
    return [{ text, files: (answer.charts ?? []).map(chartFile) }];
  };
}

/** 怎么算的 shows again what was just told; everything else with a figure is told anew. */
const tellsAgain: ReadonlySet<QuestionForm> = new Set(['explain', 'included', 'outstanding', 'open', 'consistency']);
const tellsChange: ReadonlySet<QuestionForm> = new Set(['total', 'compare', 'detail']);

/** 报数留底 — keeps the figures that leave; what this person was told otherwise before, and why, is said with them. */
async function released(
  tx: Transaction,
  { totals, beside = [], isPart, question: asked, topic }: FiguresAnswer,
  { message, member }: Turn,
): Promise<string[]> {
  if (isPart || tellsAgain.has(asked.form)) return [];
  const today = dateOf(message.at);
  const figures = [{ totals, question: asked }, ...beside].flatMap(each => releasedFigures(each.totals, each.question, today));
  const changes = tellsChange.has(asked.form) ? await changesSince(tx, member.id, figures) : [];
  const id = `${message.conversation.platform}:${message.id}`;
  const recipient = { id: member.id, name: member.name };
  await keepRelease(tx, { bureau: message.bureau, id, version: 1, recipient, question: topic, at: message.at, figures });
  return changes.map(change => toldBefore(change, today));
}

/** 走访的238是怎么来的 — as the ledgers tell it; null where they name nothing of it. */
export async function ledgerFigure(turn: Turn, services: Services): Promise<Action | null> {
  return (await figures(turn, services)) ?? recorded(turn, services);
}

/** 怎么算的、明细 — about the figures that this person asked for last. */
export const aboutFigures: Handler = async (turn, services) => {
  const previous = await topicOf(turn, services);
  if (previous?.kind !== 'figures') return say(nothingToQuote);
  return (await figures(turn, services)) ?? say(nothingToQuote);
};
