import { AppError } from '../../domain/errors.ts';

function refuse(what: string): never {
  // A programmer's mistake, told in words all the same: bytes and dates would not survive a restart.
  throw new AppError('internal', `记录里只能放文字、数字、真假、空值及其组合，不能放${what}。`);
}

/** Most lists of a row are empty. */
const nothing: readonly never[] = Object.freeze([]);

function copyObject(value: object): object {
  if (Array.isArray(value)) return value.length === 0 ? nothing : Object.freeze(value.map(item => frozenCopy(item ?? null)));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse(value.constructor.name);
  // Copied at once: an object that grows name by name costs several times as much, and every row that is kept passes here.
  const copy: Record<string, unknown> = { ...value };
  for (const name in copy) {
    const part = copy[name];
    if (part === undefined) return copyObject(withoutUndefined(copy));
    if (typeof part !== 'string') copy[name] = frozenCopy(part);
  }
  return Object.freeze(copy);
}

function withoutUndefined(value: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}

/** A deep copy that nobody can change, exactly as it would be read back from JSON; what JSON cannot hold is refused. */
export function frozenCopy<T>(value: T): T {
  if (typeof value === 'object' && value !== null) return copyObject(value) as T;
  if (typeof value === 'number') return Number.isFinite(value) ? ((value + 0) as T) : refuse(String(value));
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return refuse(typeof value);
}

/** Freezes what was just parsed from JSON, in place. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) freeze(part);
    Object.freeze(value);
  }
  return value;
}
