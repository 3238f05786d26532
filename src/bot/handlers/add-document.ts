import { dateOf } from '../../domain/date.ts';
import { AppError } from '../../domain/errors.ts';
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import { may } from '../../domain/permission.ts';
import { addDocument as add } from '../../knowledge/add-document.ts';
import { readDocument } from '../../knowledge/read-document.ts';
import { addOrCompare, noFileToAdd } from '../../wording/corpus.ts';
import { unreadableFile } from '../../wording/unreadable.ts';
import { answerGaps } from '../answer-gaps.ts';
import { keepTopic, topicOf } from '../topic.ts';
import { type Action, type Handler, type Services, say, type Turn } from '../turn.ts';

/** The file of a message that something was read of, else any file. */
export function fileOf(message: Pick<IncomingMessage, 'attachments'>): Attachment | undefined {
  return message.attachments.find(one => one.kind === 'file' && one.text) ?? message.attachments.find(one => one.kind === 'file');
}

/** The message whose file was asked about, when somebody answers 入库 or 换数. */
export async function askedAbout(turn: Turn, services: Services): Promise<IncomingMessage | undefined> {
  const topic = await topicOf(turn, services);
  if (topic?.kind !== 'document') return undefined;
  const claim = await services.store.read({ bureau: services.bureau.id }, reader => reader.get('claim', topic.question));
  return claim?.message;
}

/** A file that reads like law or policy; what was sent as last year's report reads like a report. */
export function looksLikePolicy(file: Attachment): boolean {
  const { level } = readDocument(file.text ?? '', { path: file.name, bureau: '', contentHash: '' }).document;
  return level !== 'report' && level !== 'other';
}

/** 是入库还是换数 — asks what is meant with a file, and remembers which. */
export function askWhatFor({ name }: Attachment, turn: Turn): Action {
  const { conversation, id } = turn.message;
  return async tx => {
    await keepTopic(tx, turn, { kind: 'document', question: `${conversation.platform}:${id}` });
    return [{ text: addOrCompare(name, may(turn.member, 'draft')) }];
  };
}

/** The words of a file are kept, masked, and no longer its bytes. */
function textName(name: string): string {
  return `${name.replace(/\.[A-Za-z]{1,8}$/, '')}.txt`;
}

/** 入库 — a law, a policy or a report that an editor or admin sends is read into the corpus, and what was read is told. */
export const addDocument: Handler = async (turn, services) => {
  const { corpus, bureau, reader } = services;
  const here = fileOf(turn.message);
  if (here && !turn.message.text.includes('库')) return here.unreadable ? say(unreadableFile(here.name, here.unreadable)) : askWhatFor(here, turn);
  const file = here ?? fileOf((await askedAbout(turn, services)) ?? { attachments: [] });
  if (!file) return say(noFileToAdd);
  if (file.unreadable || !file.text?.trim()) throw new AppError('unreadable', unreadableFile(file.name, file.unreadable));
  const as = { bureau: { id: reader, validity: bureau.validity, contacts: bureau.contacts }, asOf: dateOf(turn.message.at) };
  const { text } = await add(corpus, { name: textName(file.name), bytes: new TextEncoder().encode(file.text), by: turn.member.name }, as);
  await answerGaps(services, turn.at);
  return say(text);
};
