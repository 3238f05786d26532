import type { Clock, Instant } from '../../lib/clock.ts';
import type { DingtalkApi } from './api.ts';
import { DingtalkFailure } from './failure.ts';
import { DepartmentAnswer, UserAnswer, UseridAnswer } from './schema.ts';

/** Names change rarely; a day late is early enough. */
const KEEP_MS = 12 * 3_600_000;
const MAX_KEPT = 5_000;

/** 通讯录里的人 — who a userid is. */
export interface Person {
  userid: string;
  unionId: string;
  name: string;
  /** Names of the departments, the root left out. */
  departments: string[];
}

/** 通讯录 — reads people and departments, once per half day each; these reads are not paid for. */
export class Contacts {
  readonly #api: DingtalkApi;
  readonly #clock: Clock;
  readonly #kept = new Map<string, { value: Promise<unknown>; until: Instant }>();

  constructor(api: DingtalkApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Undefined when nobody of the organisation, or nobody the app may see, has this userid. https://open.dingtalk.com/document/development/query-user-details */
  person(userid: string): Promise<Person | undefined> {
    return this.#keep(`person:${userid}`, () =>
      orNobody(async () => {
        const body = { userid, language: 'zh_CN' };
        const { result } = await this.#api.call({ style: 'old', path: '/topapi/v2/user/get', body, isPaid: false, answer: UserAnswer });
        const departments = await Promise.all(result.dept_id_list.filter(id => id !== 1).map(id => this.department(id)));
        return { userid: result.userid, unionId: result.unionid, name: result.name, departments: departments.filter(name => name !== '') };
      }),
    );
  }

  /** Name of a department, empty when the app may not see it. */
  department(id: number): Promise<string> {
    return this.#keep(`department:${id}`, async () => {
      const body = { dept_id: id, language: 'zh_CN' };
      const read = (): Promise<string> =>
        this.#api
          .call({ style: 'old', path: '/topapi/v2/department/get', body, isPaid: false, answer: DepartmentAnswer })
          .then(({ result }) => result.name);
      return (await orNobody(read)) ?? '';
    });
  }

  /** Undefined when the unionId is not one of our people's: then the visitor is not staff. */
  useridOf(unionId: string): Promise<string | undefined> {
    return this.#keep(`union:${unionId}`, () =>
      orNobody(async () => {
        const call = { style: 'old', path: '/topapi/user/getbyunionid', body: { unionid: unionId }, isPaid: false } as const;
        return (await this.#api.call({ ...call, answer: UseridAnswer })).result.userid;
      }),
    );
  }

  /** Callers who ask together wait for one call; a failure is not kept. */
  #keep<T>(key: string, read: () => Promise<T>): Promise<T> {
    const now = this.#clock.now();
    const kept = this.#kept.get(key);
    if (kept && now < kept.until) return kept.value as Promise<T>;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const value = read();
    this.#kept.set(key, { value, until: now + KEEP_MS });
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}

async function orNobody<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DingtalkFailure && error.kind === 'recipient') return undefined;
    throw error;
  }
}
