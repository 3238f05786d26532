import { enqueue } from '../delivery/outbox.ts';
import { formatInstant } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import type { IncomingMessage, OutgoingMessage } from '../domain/message.ts';
import { may } from '../domain/permission.ts';
import { readQuestion } from '../figures/read-question.ts';
import { decodeText } from '../knowledge/decode-text.ts';
import { readMessage } from '../ledgers/read-message.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Accepted } from '../platforms/platform.ts';
import type { ClaimRow, Transaction } from '../store/store.ts';
import { denied, internalFailure, notAMember, secrecyNotice, secrecyRefusal, tooFast, tooLong } from '../wording/bot.ts';
import { accountOf } from './directory.ts';
import { notYetAdmitted, speakerOf } from './first-contact.ts';
import { handlers } from './handlers/handlers.ts';
import { topicOf } from './handlers/topic.ts';
import { masked, screeningHit, withoutContent } from './middleware/screen.ts';
import { Throttle } from './middleware/throttle.ts';
import { needed, type Route, route } from './router.ts';
import { type Action, type Reply, type Services, say, type Turn } from './turn.ts';

const MESSAGES_A_MINUTE = 60;
const MAX_CHARACTERS = 20_000;
/** A report has a few thousand characters; a longer file is read up to here. */
const MAX_FILE_CHARACTERS = 200_000;
const LONGEST_FOLLOW_UP = 40;
const CLAIM_LEASE_MS = 120_000;

export interface PipelineOptions {
  services: Services;
  clock: Clock;
  logger: Logger;
  /** Called after each turn that queued something. */
  deliver: () => Promise<void>;
}

/** What each route is called when somebody may not take it. */
const routeNames: Partial<Record<Route, string>> = {
  report: '填报',
  'nil-report': '填报',
  correct: '更正',
  withdraw: '撤回',
  missing: '查看未报情况',
  draft: '生成报告',
  'draft-status': '查看报告进度',
  'old-report': '导入旧报告',
  runs: '查看运行记录',
  admin: '做管理操作',
};

/** 消息处理 — from a decoded message to durable effects and queued replies: screen, mask, claim once, authorise, route, handle, one transaction, deliver. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #throttle = new Throttle(MESSAGES_A_MINUTE);

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** Resolves once the message is on disk; `answered` once its replies were handed out. A redelivery changes nothing. */
  async receive(incoming: IncomingMessage): Promise<Accepted> {
    const message = withFileTexts(withoutMention(incoming));
    const at = this.#options.clock.now();
    const hit = screeningHit(message);
    const kept = hit ? withoutContent(message) : masked(message).message;
    const isNew = await this.#claim(kept, hit, at);
    const answered = isNew ? this.#answer(kept, hit, at) : this.#options.deliver();
    answered.catch((error: unknown) => this.#options.logger.error({ message: message.id, error: nameOf(error) }, 'turn failed'));
    return { isNew, answered };
  }

  /** Takes up the messages that were claimed but not answered when the program stopped. */
  async resume(): Promise<number> {
    const { services, clock } = this.#options;
    const scope = { bureau: services.bureau.id };
    const now = clock.now();
    // This process is the store's only owner, so whatever is leased was leased by one that is gone.
    const claims = await services.store.write(scope, tx => tx.take('claim', now + CLAIM_LEASE_MS, 1_000, now + CLAIM_LEASE_MS));
    for (const claim of claims) await this.#answer(claim.message, claim.screened, now);
    return claims.length;
  }

  #claim(message: IncomingMessage, screened: string | null, at: Instant): Promise<boolean> {
    const row: ClaimRow = {
      bureau: message.bureau,
      id: claimId(message),
      version: 1,
      dueAt: at,
      leasedUntil: at + CLAIM_LEASE_MS,
      state: 'open',
      message,
      screened,
      receivedAt: at,
      replies: [],
    };
    return this.#options.services.store.write({ bureau: message.bureau }, tx => tx.insert('claim', row));
  }

  async #answer(message: IncomingMessage, hit: string | null, at: Instant): Promise<void> {
    const member = await speakerOf(message, this.#options.services);
    const action = hit ? this.#refusal(message, member, { rule: hit, at }) : await this.#decide({ message, member, at });
    const mustForget = await this.#commit(message, action, at).catch((error: unknown) =>
      this.#commit(message, say(this.#apology(error, message)), at),
    );
    await this.#options.deliver();
    if (mustForget) await this.#options.services.store.scrub();
  }

  async #decide(heard: Omit<Turn, 'reading'>): Promise<Action> {
    const { services } = this.#options;
    const { message, member } = heard;
    if (!this.#throttle.admits(`${message.conversation.platform}:${message.sender.account}`, message.at)) return say(tooFast);
    if (message.text.length > MAX_CHARACTERS) return say(tooLong);
    try {
      const reading = readMessage(message.text, {
        bureau: services.bureau,
        reporter: { name: member.name, department: member.department },
        at: message.at,
        ...(message.quote ? { quote: message.quote.text } : {}),
      });
      const turn: Turn = { ...heard, reading };
      const way = await this.#way(turn);
      const refusal = await this.#denial(turn, way);
      return refusal ? say(refusal) : await handlers[way](turn, services);
    } catch (error) {
      return say(this.#apology(error, message));
    }
  }

  /** Where the message goes. What reads like chit-chat or a report may still ask for figures: 法规科呢, 上半年呢, 走访同比. */
  async #way(turn: Turn): Promise<Route> {
    const { services } = this.#options;
    const { message, reading } = turn;
    const way = route(message, reading);
    if ((way !== 'silence' && way !== 'report') || message.text.length > LONGEST_FOLLOW_UP) return way;
    const topic = await topicOf(turn, services);
    const previous = topic?.kind === 'figures' ? topic.question : null;
    return readQuestion(message.text, { bureau: services.bureau, at: message.at, previous }) ? 'question' : way;
  }

  /** Null: go on. What somebody wanted to report before anybody agreed to them is not kept. */
  async #denial({ member, message }: Turn, way: Route): Promise<Reply | null> {
    const permission = needed[way];
    const { services } = this.#options;
    if (way === 'silence' || permission === null || may(member, permission)) return null;
    if (member.roles.length) return { text: denied(routeNames[way] ?? '这样做') };
    if (services.bureau.unknownMembers === 'refuse') return { text: notAMember, isUnkept: true };
    return permission === 'ask' ? null : { text: await notYetAdmitted(message, services), isUnkept: true };
  }

  #apology(error: unknown, message: IncomingMessage): string {
    if (error instanceof AppError && error.code !== 'internal') return error.message;
    this.#options.logger.error({ message: message.id, error: nameOf(error), at: placeOf(error) }, 'handler failed');
    return internalFailure;
  }

  /** Who must know, and a record without content: time, sender, rule. */
  #refusal(message: IncomingMessage, member: Member, found: { rule: string; at: Instant }): Action {
    const { bureau } = this.#options.services;
    const officers = bureau.members.filter(one => one.roles.includes('secrecy'));
    const group = bureau.groups.find(one => one.conversation === message.conversation.id);
    const notice = secrecyNotice({ name: member.name, when: formatInstant(message.at).slice(0, 16).replace('T', ' '), where: group?.name ?? '单聊' });
    return async tx => {
      await tx.insert('audit', {
        bureau: message.bureau,
        id: `screened:${message.id}`,
        version: 1,
        at: found.at,
        actor: member.id,
        action: 'screened',
        subject: found.rule,
      });
      return [{ text: secrecyRefusal }, ...officers.map(to => ({ text: notice, to }))];
    };
  }

  /** Writes what the turn decided; true when nothing of the message may stay on disk. */
  #commit(message: IncomingMessage, action: Action, at: Instant): Promise<boolean> {
    return this.#options.services.store.write({ bureau: message.bureau }, async tx => {
      const claim = await tx.get('claim', claimId(message));
      if (claim?.state !== 'open') return false;
      const replies = await action(tx);
      const ids = await this.#queue(tx, { message, replies, at });
      const mustForget = replies.some(reply => reply.mustForget);
      await tx.replace('claim', {
        ...claim,
        ...(replies.some(reply => reply.mustForget || reply.isUnkept) ? { message: withoutContent(message) } : {}),
        state: 'done',
        leasedUntil: 0,
        replies: ids,
      });
      return mustForget;
    });
  }

  async #queue(tx: Transaction, turn: { message: IncomingMessage; replies: Reply[]; at: Instant }): Promise<string[]> {
    const ids: string[] = [];
    for (const [index, reply] of turn.replies.entries()) {
      const outgoing = addressed(reply, turn.message);
      if (outgoing)
        ids.push(await enqueue(tx, outgoing, { bureau: turn.message.bureau, id: `${claimId(turn.message)}:${index}`, at: turn.at, run: null }));
    }
    return ids;
  }
}

function claimId(message: IncomingMessage): string {
  return `${message.conversation.platform}:${message.id}`;
}

/** The bot is addressed by name at the start or the end; that is not part of what was said. A button says its words. */
function withoutMention(message: IncomingMessage): IncomingMessage {
  return {
    ...message,
    text: (message.button?.action === 'say' ? message.button.value : message.text)
      .replace(/^\s*@小法[\s,，:：]*/u, '')
      .replace(/\s*@小法\s*$/u, '')
      .trim(),
  };
}

/** Text files are read at once, so that they are screened and masked like what is typed; their bytes go no further. */
function withFileTexts(message: IncomingMessage): IncomingMessage {
  const attachments = message.attachments.map(file => {
    const decoded = file.kind === 'file' && file.bytes ? decodeText(file.bytes) : null;
    return decoded && 'text' in decoded ? { ...file, text: decoded.text.slice(0, MAX_FILE_CHARACTERS) } : file;
  });
  return { ...message, attachments };
}

function addressed(reply: Reply, message: IncomingMessage): OutgoingMessage | undefined {
  const { platform } = message.conversation;
  const account = reply.to ? accountOf(reply.to, platform) : undefined;
  if (reply.to && account === undefined) return undefined;
  return {
    to: account === undefined ? { conversation: message.conversation } : { platform, account },
    text: reply.text,
    mentions: [],
    files: reply.files ?? [],
    buttons: reply.buttons ?? [],
    ...(reply.to ? {} : { replyTo: message.id }),
    ...(reply.to || !message.replyAddress ? {} : { replyAddress: message.replyAddress }),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The first place in our own code, without the message, which might hold what people wrote. */
function placeOf(error: unknown): string {
  const line = error instanceof Error ? error.stack?.split('\n').find(one => /\/(src|dist)\//.test(one)) : undefined;
  return line?.replace(/^.*\/(src|dist)\//, '$1/').replace(/\)$/, '') ?? '';
}
