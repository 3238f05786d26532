import type { Guest } from '../bureau/with-guests.ts';
import type { Role } from '../domain/member.ts';
import type { JsonLine } from './jsonl.ts';

const roles: readonly Role[] = ['staff', 'liaison', 'head', 'editor', 'leader', 'admin', 'secrecy'];

/** Somebody who is described because the roster does not have them. */
export function isGuest(from: unknown): from is { name: string; department?: unknown; roles?: unknown } {
  return typeof from === 'object' && from !== null && typeof (from as { name?: unknown }).name === 'string';
}

/** Everybody whom the `from` of these lines names as `{name, department, roles}`; the last word on a person counts. */
export function guestsIn(lines: readonly JsonLine[]): Guest[] {
  return lines.flatMap(({ value: { from } }) => {
    if (!isGuest(from)) return [];
    const said = Array.isArray(from.roles) ? roles.filter(role => (from.roles as unknown[]).includes(role)) : undefined;
    return [{ name: from.name, department: typeof from.department === 'string' ? from.department : '', roles: said }];
  });
}
