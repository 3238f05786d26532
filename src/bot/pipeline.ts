import { enqueue } from '../delivery/outbox.ts';
import { dateOf } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import type { Attachment, IncomingMessage } from '../domain/message.ts';
import { may } from '../domain/permission.ts';
import { readQuestion } from '../figures/read-question.ts';
import { supplementOf } from '../language/supplement.ts';
import { bureauAsDecided } from '../ledgers/names/bureau-as-decided.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import { Lane } from '../lib/lane.ts';
import type { Logger } from '../lib/logger.ts';
import type { Accepted } from '../platforms/platform.ts';
import type { ClaimRow, Transaction } from '../store/store.ts';
import { denied, internalFailure, notAMember, tooFast, tooLong } from '../wording/bot.ts';
import { withoutModel } from '../wording/model.ts';
import { absenceWords } from './absence-words.ts';
import { addressed } from './addressing.ts';
import { asksInstead } from './asks-instead.ts';
import { Claims } from './claims.ts';
import { doneWords } from './done-words.ts';
import { notYetAdmitted, speakerOf } from './first-contact.ts';
import { caseMeant } from './follow-cases.ts';
import { keepsFiles } from './gather-evidence.ts';
import { handlers } from './handlers/handlers.ts';
import { heard } from './heard.ts';
import { mergerWords } from './merger-words.ts';
import { masked, screeningHit, withoutContent } from './middleware/screen.ts';
import { Throttle } from './middleware/throttle.ts';
import { nameWords } from './name-words.ts';
import { readBesideNames } from './read-beside-names.ts';
import { refusal } from './refusal.ts';
import { needed, type Route } from './route.ts';
import { route } from './router.ts';
import { markScrub, scrubIfDue } from './scrub.ts';
import { surerTurn } from './surer-turn.ts';
import { topicOf } from './topic.ts';
import { type Action, type Reply, type Services, say, type Turn, withNote } from './turn.ts';

const MESSAGES_A_MINUTE = 60;
const MAX_CHARACTERS = 20_000;
const LONGEST_FOLLOW_UP = 40;
const CLAIM_LEASE_MS = 120_000;
const CLAIMS_AT_ONCE = 100;
/** Some tens of megabytes of messages. */
const MOST_WAITING = 10_000;
/** More than any bureau's day brings: a redelivery storm, or everybody at once. Over in seconds, and an answer takes as long as a hundred acknowledgements. */
const RUSH = { works: 50, withinMs: 100, mostDeferredMs: 1_000 };

/** A message about a case may read like any of these: 3号诉求已转办, 事项12办结, 那个隐患复查合格了. */
const mayMeanCase: ReadonlySet<Route> = new Set(['report', 'update', 'silence', 'question', 'withdraw']);

export interface PipelineOptions {
  services: Services;
  clock: Clock;
  logger: Logger;
  /** Called after each turn that queued something. */
  deliver: () => Promise<void>;
}

/** A message that is safely on disk; its words are read from there when its turn comes. */
interface Claimed {
  /** Of the claim. */
  id: string;
  at: Instant;
  /** See `Turn`. */
  arrived?: readonly Attachment[];
}

/** 消息处理 — from a decoded message to durable effects and queued replies: screen, mask, claim once, authorise, route, handle, one transaction, deliver. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #throttle = new Throttle(MESSAGES_A_MINUTE);
  readonly #lane = new Lane({ atOnce: 8, mostDeferredMs: 250, mostHeldMs: 500, capacity: MOST_WAITING, rush: RUSH });
  readonly #claims: Claims;
  /** Claims whose answers wait or are being given here, until their replies are handed out. */
  readonly #inHand = new Map<string, Promise<void>>();

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#claims = new Claims(options.services.store, options.services.bureau.id, this.#lane);
  }

  /** Messages that are acknowledged and wait to be answered. */
  get waiting(): number {
    return this.#lane.waiting;
  }

  /** Takes up no more turns; the claims that are open are answered after the next start. */
  stop(): void {
    this.#lane.stop();
  }

  /** Resolves once the message is on disk; `answered` once its replies were handed out. A redelivery changes nothing. */
  async receive(incoming: IncomingMessage): Promise<Accepted> {
    // Files are read in a thread of their own, and answering goes on meanwhile.
    const hearing = heard(incoming, this.#options.services.corpus);
    const words = hearing instanceof Promise ? await hearing : hearing;
    // Beyond this the platform is not acknowledged, and says it again later.
    if (!this.#lane.hasRoom) await this.#lane.room();
    const claim = this.#claimOf(words);
    const { id, receivedAt: at } = claim;
    if (!(await this.#claims.claim(claim))) return { isNew: false, answered: this.#inHand.get(id) ?? Promise.resolve() };
    // A screened message's are neither fetched nor held.
    const keepsThem = words.attachments.length > 0 && !claim.screened && keepsFiles(this.#options.services);
    const answered = this.#answer(keepsThem ? { id, at, arrived: words.attachments } : { id, at }, words.conversation.id);
    this.#inHand.set(id, answered);
    return { isNew: true, answered };
  }

  /** The platform is acknowledged before anything is read: under load, thinking must not eat its window. */
  #answer(claimed: Claimed, conversation: string): Promise<void> {
    const answered = new Promise<void>((resolve, reject) => {
      this.#lane.add(conversation, async () => {
        try {
          await this.#turn(claimed);
          // What is queued keeps its order by itself, so the next turn need not wait until it is out.
          this.#options.deliver().then(resolve, reject);
        } catch (error) {
          reject(error);
        }
      });
    });
    const over = (error?: unknown): void => {
      this.#inHand.delete(claimed.id);
      if (error !== undefined) this.#options.logger.error({ claim: claimed.id, error: nameOf(error) }, 'turn failed');
    };
    answered.then(() => over(), over);
    return answered;
  }

  /**
   * Takes up the messages that were claimed but not answered, and scrubbing that was not done.
   * `isAfterStart`: nobody else works on this store yet, so whatever is leased was leased by a process that is gone.
   */
  async resume({ isAfterStart }: { isAfterStart: boolean }): Promise<number> {
    const { services, clock, logger, deliver } = this.#options;
    await scrubIfDue(services);
    if (isAfterStart) await services.evidence.sweep();
    const now = clock.now();
    const expired = isAfterStart ? now + CLAIM_LEASE_MS : now;
    let answered = 0;
    for (;;) {
      const claims = await services.store.write({ bureau: services.bureau.id }, tx =>
        tx.take('claim', expired, CLAIMS_AT_ONCE, expired + CLAIM_LEASE_MS),
      );
      for (const claim of claims) {
        if (this.#inHand.has(claim.id)) continue;
        await this.#turn({ id: claim.id, at: now }).catch((error: unknown) =>
          logger.error({ message: claim.message.id, error: nameOf(error) }, 'turn failed'),
        );
        answered++;
      }
      await deliver();
      if (claims.length < CLAIMS_AT_ONCE) return answered;
    }
  }

  /** What is on disk before the platform is acknowledged: screened, masked, and open until it is answered. */
  #claimOf(words: IncomingMessage): ClaimRow {
    const at = this.#options.clock.now();
    const screened = screeningHit(words);
    const message = screened ? withoutContent(words) : masked(words);
    return {
      bureau: message.bureau,
      id: claimId(words),
      version: 1,
      dueAt: at,
      leasedUntil: at + CLAIM_LEASE_MS,
      state: 'open',
      message,
      screened,
      receivedAt: at,
      replies: [],
    };
  }

  /** Reads, decides and writes; what is to be said is queued. */
  async #turn({ id, at, arrived }: Claimed): Promise<void> {
    const { store, bureau: files } = this.#options.services;
    const { claim, bureau } = await store.read({ bureau: files.id }, async reader => ({
      claim: await reader.get('claim', id),
      bureau: await bureauAsDecided(reader, files),
    }));
    if (claim?.state !== 'open') return;
    const services = bureau === files ? this.#options.services : { ...this.#options.services, bureau };
    const { message, screened: hit } = claim;
    const member = await speakerOf(message, services);
    const action = hit
      ? refusal(message, { bureau: services.bureau, member, hit, at })
      : await this.#decide({ message, member, at, ...(arrived ? { arrived } : {}) }, services);
    const mustScrub = await this.#commit(message, action, at).catch((error: unknown) =>
      this.#commit(message, say(this.#apology(error, message)), at),
    );
    await services.evidence.settle(message.id);
    // Before anybody reads 已清除.
    if (mustScrub) await scrubIfDue(services);
  }

  async #decide(spoken: Omit<Turn, 'reading' | 'supplement'>, services: Services): Promise<Action> {
    const { message, member } = spoken;
    if (!this.#throttle.admits(`${message.conversation.platform}:${message.sender.account}`, message.at)) return say(tooFast);
    if (message.text.length > MAX_CHARACTERS) return say(tooLong);
    try {
      const supplement = supplementOf(message.text);
      const context = {
        bureau: services.bureau,
        reporter: { name: member.name, department: member.department },
        at: message.at,
        ...(message.quote ? { quote: message.quote.text } : {}),
      };
      const reading = await readBesideNames(supplement.text, context, services);
      const read: Turn = { ...spoken, reading, supplement };
      const { turn, way, isInVain } = await surerTurn(read, await this.#way(read, services), services);
      const meant = way === 'report' && turn.reading.isUnsure ? 'ask-to-keep' : way;
      const no = await this.#denial(turn, meant);
      const action = no ? say(no) : await handlers[meant](turn, services);
      return isInVain ? withNote(action, withoutModel) : action;
    } catch (error) {
      return say(this.#apology(error, message));
    }
  }

  /** Where the message goes. What reads like chit-chat or a report may still ask for figures: 法规科呢, 上半年呢, 走访同比. */
  async #way(turn: Turn, services: Services): Promise<Route> {
    const { message, reading } = turn;
    if (doneWords(message.text, services.bureau)) return 'done';
    if (absenceWords(message.text, services.bureau, dateOf(message.at))) return 'absence';
    if (mergerWords(message.text, services.bureau, dateOf(message.at))) return 'merge-departments';
    const naming = await nameWords(turn, services);
    if (naming) return naming.do === 'ask' ? 'ask-name' : 'decide-name';
    const way = routeFor(turn.member, route(message, reading));
    if (mayMeanCase.has(way) && (await services.store.read({ bureau: services.bureau.id }, reader => caseMeant(reader, turn, services))))
      return 'case';
    if (message.text.length > LONGEST_FOLLOW_UP) return way;
    if (asksInstead(way, turn, services)) return 'question';
    const mayGoOn = way === 'silence' || way === 'help' || (way === 'report' && !/吧[。！]?$/.test(message.text));
    if (!mayGoOn) return way;
    const topic = await topicOf(turn, services);
    const previous = topic?.kind === 'figures' ? topic.question : null;
    return readQuestion(message.text, { bureau: services.bureau, at: message.at, previous }) ? 'question' : way;
  }

  /** Null: go on. What somebody wanted to report before anybody agreed to them is not kept. */
  async #denial({ member, message }: Turn, way: Route): Promise<Reply | null> {
    const permission = needed[way];
    const { services } = this.#options;
    if (way === 'silence' || permission === null || may(member, permission)) return null;
    if (member.roles.length) return { text: denied(way) };
    if (services.bureau.unknownMembers === 'refuse') return { text: notAMember, isUnkept: true };
    return permission === 'ask' ? null : { text: await notYetAdmitted(message, services), isUnkept: true };
  }

  #apology(error: unknown, message: IncomingMessage): string {
    if (error instanceof AppError && error.code !== 'internal') return error.message;
    this.#options.logger.error({ message: message.id, error: nameOf(error), at: placeOf(error) }, 'handler failed');
    return internalFailure;
  }

  /** Writes what the turn decided; true when the store's files must be rewritten. */
  #commit(message: IncomingMessage, action: Action, at: Instant): Promise<boolean> {
    return this.#options.services.store.write({ bureau: message.bureau }, async tx => {
      const claim = await tx.get('claim', claimId(message));
      if (claim?.state !== 'open') return false;
      const replies = await action(tx);
      const ids = await this.#queue(tx, { message, replies, at });
      const mustForget = replies.some(reply => reply.mustForget);
      if (mustForget) await markScrub(tx, message.bureau);
      const isUnkept = mustForget || replies.some(reply => reply.isUnkept);
      const { replyAddress: _replyAddress, ...kept } = isUnkept ? withoutContent(message) : message;
      await tx.replace('claim', { ...claim, message: kept, state: 'done', leasedUntil: 0, replies: ids });
      return mustForget;
    });
  }

  async #queue(tx: Transaction, { message, replies, at }: { message: IncomingMessage; replies: Reply[]; at: Instant }): Promise<string[]> {
    const ids: string[] = [];
    for (const [index, reply] of replies.entries()) {
      const outgoing = addressed(reply, message);
      if (outgoing) ids.push(await enqueue(tx, outgoing, { bureau: message.bureau, id: `${claimId(message)}:${index}`, at, run: null }));
    }
    return ids;
  }
}

/** A file from somebody who drafts no reports can only be meant for the corpus, or as evidence. */
function routeFor(member: Member, way: Route): Route {
  if (way !== 'old-report' || may(member, 'draft')) return way;
  return may(member, 'add-document') ? 'add-document' : 'evidence';
}

function claimId(message: IncomingMessage): string {
  return `${message.conversation.platform}:${message.id}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The first place in our own code, without the message, which might hold what people wrote. */
function placeOf(error: unknown): string {
  const line = error instanceof Error ? error.stack?.split('\n').find(one => /\/(src|dist)\//.test(one)) : undefined;
  return line?.replace(/^.*\/(src|dist)\//, '$1/').replace(/\)$/, '') ?? '';
}
