import { legalWordsFor } from '../knowledge/lay-words.ts';
import { contentWords, strangers } from '../language/grounding/claims.ts';
import { violations } from '../language/grounding/free-word-violations.ts';
import { fillSlots } from '../language/grounding/slots.ts';
import type { Violation } from '../language/grounding/violation.ts';
import { disguise } from '../writing/disguise.ts';
import { writeChecked } from '../writing/write-checked.ts';
import { topicOf } from './topic.ts';
import { answerBy, type Services, type Turn } from './turn.ts';

/** A longer question stands by itself. */
const LONGEST_FOLLOW_UP = 30;
const TOPIC_LASTS_MS = 30 * 60_000;
const LONGEST_QUESTION = 80;
const numerals = /[0-9零〇一二三四五六七八九十百千万亿两]+/g;

/** A question put together anew holds nothing that neither it nor the one before said. */
export function rewritingViolations(question: string, said: string): Violation[] {
  return [
    ...violations('form', question.length > LONGEST_QUESTION || contentWords(question).length === 0 ? [question] : []),
    ...violations(
      'number',
      (question.replaceAll('哪一', '哪').match(numerals) ?? []).filter(number => !said.includes(number)),
    ),
    ...violations('stranger', strangers(question, `${said}\n${legalWordsFor(said)}`)),
  ];
}

/** 补全问话 — 那罚款多少呢 as a question that can be looked up by itself: what this person asked here before, for a while, and nobody else's. The same words without a model. */
export async function standaloneQuestion(turn: Turn, services: Services): Promise<string> {
  const { models, bureau } = services;
  const { text } = turn.message;
  if (!models || text.length > LONGEST_FOLLOW_UP || /《/.test(text)) return text;
  const topic = await topicOf(turn, services);
  if (topic?.kind !== 'law' || turn.message.at - topic.at > TOPIC_LASTS_MS) return text;
  const names = bureau.members.map(({ name }) => name);
  const said = disguise(`${topic.question}\n${text}`, names);
  const [history = '', question = ''] = said.text.split('\n');
  const written = await writeChecked(models, {
    ...{ prompt: 'rewrite-question', asker: turn.member.id, deadline: answerBy(turn, services), inputs: () => ({ question, history }) },
    check(json) {
      const rewritten = JSON.parse(fillSlots(json, said.originals)) as { question: string; isNewTopic: boolean };
      if (rewritten.isNewTopic) return { value: text };
      const invented = rewritingViolations(rewritten.question, `${topic.question}\n${text}`);
      return invented.length > 0 ? { violations: invented } : { value: rewritten.question };
    },
  });
  return written.outcome === 'taken' ? written.value : text;
}
