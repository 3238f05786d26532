import { dateOf } from '../../domain/date.ts';
import { may } from '../../domain/permission.ts';
import type { QuestionForm } from '../../domain/question.ts';
import { answerQuestion, type FiguresAnswer } from '../../figures/answer-question.ts';
import { chartFile } from '../../figures/chart-file.ts';
import { changesSince, keepRelease, releasedFigures } from '../../figures/releases.ts';
import type { Answer } from '../../knowledge/answer.ts';
import { composeAnswer } from '../../knowledge/composing/compose-answer.ts';
import type { AskOptions } from '../../knowledge/corpus.ts';
import { openCases } from '../../ledgers/cases/find-case.ts';
import type { Transaction } from '../../store/store.ts';
import { nothingToQuote } from '../../wording/bot.ts';
import { understoodAs } from '../../wording/model.ts';
import { toldBefore } from '../../wording/releases.ts';
import { answerButtons } from '../buttons.ts';
import { openCasesSaid } from '../follow-cases.ts';
import { standaloneQuestion } from '../standalone-question.ts';
import { keepTopic, topicOf } from '../topic.ts';
import { type Action, answerBy, type Handler, type Services, say, type Turn } from '../turn.ts';

/** Words that ask what a rule says, even where something counted is named: 补贴给多少, 最晚多久, 能不能. */
const asksForRule =
  /补贴|奖补|补助|标准|条件|期限|最晚|最迟|最长|最多|多久|几天|多少天|几日|可不可以|能不能|能否|可以吗|是否|要不要|怎么申请|怎么办理|罚多少|怎么罚|规定|法规(?!科|处|股)|依据|第.{1,6}条/;

/** 提问 — about the ledgers when it names something that is counted there, else about law, policy and past reports. */
export const question: Handler = async (turn, services) => {
  const asked = await standaloneQuestion(turn, services);
  if (asksForRule.test(asked)) {
    const answer = ask(asked, turn, services);
    if (answer.answered) return sayLaw(await worded(answer, asked, turn, services), asked, turn);
    const counted = await figures(turn, services, { isOnlyIfCollected: true });
    return counted ?? sayLaw(answer, asked, turn);
  }
  return (await figures(turn, services)) ?? sayLaw(await worded(ask(asked, turn, services), asked, turn, services), asked, turn);
};

async function figures(turn: Turn, services: Services, { isOnlyIfCollected = false } = {}): Promise<Action | null> {
  const { message } = turn;
  // Who may not see figures is answered from the law alone.
  if (!may(turn.member, 'see-figures')) return null;
  const previous = await topicOf(turn, services);
  const { answer, cases } = await services.store.read({ bureau: services.bureau.id }, async reader => {
    const said = await answerQuestion(message.text, {
      bureau: services.bureau,
      reader,
      at: message.at,
      previous: previous?.kind === 'figures' ? previous.question : null,
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
const tellsAgain: ReadonlySet<QuestionForm> = new Set(['explain', 'outstanding', 'open', 'consistency']);
const tellsChange: ReadonlySet<QuestionForm> = new Set(['total', 'compare', 'detail']);

/** 报数留底 — keeps the figures that leave; what this person was told otherwise before, and why, is said with them. */
async function released(tx: Transaction, { totals, question: asked, topic }: FiguresAnswer, { message, member }: Turn): Promise<string[]> {
  if (tellsAgain.has(asked.form)) return [];
  const today = dateOf(message.at);
  const figures = releasedFigures(totals, asked, today);
  const changes = tellsChange.has(asked.form) ? await changesSince(tx, member.id, figures) : [];
  const id = `${message.conversation.platform}:${message.id}`;
  const recipient = { id: member.id, name: member.name };
  await keepRelease(tx, { bureau: message.bureau, id, version: 1, recipient, question: topic, at: message.at, figures });
  return changes.map(change => toldBefore(change, today));
}

function askingAs({ message }: Turn, { bureau, reader }: Services): AskOptions {
  return { bureau: { id: reader, validity: bureau.validity, contacts: bureau.contacts }, asOf: dateOf(message.at) };
}

/** The same answer in a model's words, where one is configured. */
async function worded(answer: Answer, question: string, turn: Turn, services: Services): Promise<Answer> {
  const { models, corpus, bureau } = services;
  if (!models) return answer;
  const options = askingAs(turn, services);
  return composeAnswer(answer, { models, corpus, options, bureau, question, asker: turn.member.id, deadline: answerBy(turn, services) });
}

function ask(text: string, turn: Turn, services: Services): Answer {
  return services.corpus.ask(text, askingAs(turn, services));
}

/** `asked` is what was looked up: where that is not what was typed, it is said. */
function sayLaw(answer: Answer, asked: string, turn: Turn): Action {
  const text = asked === turn.message.text ? answer.text : `${understoodAs(asked)}\n${answer.text}`;
  return async tx => {
    if (answer.answered) await keepTopic(tx, turn, { kind: 'law', question: asked });
    else await keepGap(tx, turn);
    return [{ text, buttons: answer.answered ? answerButtons(turn.message) : [] }];
  };
}

/** 待补文件 — a question that nothing answered, once for each message, with where the asker can be told. */
async function keepGap(tx: Transaction, { message, member }: Turn): Promise<void> {
  const { platform } = message.conversation;
  const askedBy = { id: member.id, name: member.name };
  const to = { platform, account: message.sender.account };
  await tx.insert('gap', {
    bureau: message.bureau,
    id: `${platform}:${message.id}`,
    version: 1,
    question: message.text,
    askedBy,
    to,
    at: message.at,
    state: 'open',
  });
}

/** 怎么算的、明细 — about the figures that this person asked for last. */
export const aboutFigures: Handler = async (turn, services) => {
  const previous = await topicOf(turn, services);
  if (previous?.kind !== 'figures') return say(nothingToQuote);
  return (await figures(turn, services)) ?? say(nothingToQuote);
};

/** 看原文 — the whole article of the last answer, with its neighbours. */
export const original: Handler = async (turn, services) => {
  const previous = await topicOf(turn, services);
  if (previous?.kind !== 'law') return say(nothingToQuote);
  const [citation] = ask(previous.question, turn, services).citations;
  const text = citation && services.corpus.originalText(citation.provisionId, askingAs(turn, services));
  return say(text ?? nothingToQuote);
};
