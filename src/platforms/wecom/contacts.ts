import type { Clock, Instant } from '../../lib/clock.ts';
import { ApiFailure } from './api.ts';
import type { WorkApp } from './work-app.ts';

/** Who somebody is on the platform. */
export interface Contact {
  account: string;
  name: string;
  department: string;
}

const FRESH_MS = 6 * 3_600_000;
const PAUSE_MS = 60_000;
const WAIT_MS = 1_500;
const MAX_KEPT = 20_000;

/** Encrypted ids look like this; a person may be called wolf, so the length counts (page 101521). */
const isEncrypted = (account: string): boolean => /^wo[A-Za-z0-9_-]{14,}$/.test(account);

/** 通讯录 — names and departments, kept for hours, and plain accounts for encrypted ones. A directory that does not answer never holds a message up for long, or twice. */
export class Contacts {
  readonly #app: WorkApp;
  readonly #clock: Clock;
  readonly #kept = new Map<string, { contact: Contact; until: Instant }>();
  readonly #asking = new Map<string, Promise<Contact>>();
  readonly #departments = new Map<number, string>();
  #pausedUntil: Instant = 0;
  readonly #unknown = new Set<string>();

  constructor(app: WorkApp, clock: Clock) {
    this.#app = app;
    this.#clock = clock;
  }

  /** People of whom the platform tells nothing: out of the app's visible range. */
  get unknown(): number {
    return this.#unknown.size;
  }

  /** What is known of the sender within the time that a callback has. */
  async find(account: string): Promise<Contact> {
    const kept = this.#kept.get(account);
    const now = this.#clock.now();
    const fallback = kept?.contact ?? { account, name: account, department: '' };
    if (kept && now < kept.until) return kept.contact;
    if (now < this.#pausedUntil) return fallback;
    return withinMs(
      WAIT_MS,
      this.#ask(account).catch(() => fallback),
      fallback,
    );
  }

  #ask(account: string): Promise<Contact> {
    const asking = this.#asking.get(account) ?? this.#look(account).finally(() => this.#asking.delete(account));
    this.#asking.set(account, asking);
    return asking;
  }

  async #look(account: string): Promise<Contact> {
    try {
      const plain = isEncrypted(account) ? ((await this.#app.plainAccount(account)) ?? account) : account;
      const contact = await this.#describe(plain);
      if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
      this.#kept.set(account, { contact, until: this.#clock.now() + FRESH_MS });
      return contact;
    } catch (error) {
      this.#pausedUntil = this.#clock.now() + PAUSE_MS;
      throw error;
    }
  }

  /** A member outside the app's visible range has an account and nothing else. */
  async #describe(account: string): Promise<Contact> {
    try {
      const { name, departmentId } = await this.#app.user(account);
      this.#unknown.delete(account);
      return { account, name: name || account, department: departmentId === null ? '' : await this.#department(departmentId) };
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.remedy !== 'never') throw error;
      if (this.#unknown.size < MAX_KEPT) this.#unknown.add(account);
      return { account, name: account, department: '' };
    }
  }

  async #department(id: number): Promise<string> {
    const kept = this.#departments.get(id);
    if (kept !== undefined) return kept;
    const name = await this.#app.departmentName(id).catch(() => '');
    if (name !== '') this.#departments.set(id, name);
    return name;
  }
}

async function withinMs<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>(resolve => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
