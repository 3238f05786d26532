import type { Guest } from '../bureau/with-guests.ts';
import type { Role } from '../domain/member.ts';

const roles: readonly Role[] = ['staff', 'liaison', 'editor', 'leader', 'admin', 'secrecy'];

function isGuest(from: unknown): from is { name: string; department?: unknown; roles?: unknown } {
  return typeof from === 'object' && from !== null && typeof (from as { name?: unknown }).name === 'string';
}

/** Everybody whom the lines' `from` names as `{name, department, roles}`; the last word on a person counts. */
export function guestsIn(lines: readonly Record<string, unknown>[]): Guest[] {
  return lines.flatMap(({ from }) => {
    if (!isGuest(from)) return [];
    const said = Array.isArray(from.roles) ? roles.filter(role => (from.roles as unknown[]).includes(role)) : undefined;
    return [{ name: from.name, department: typeof from.department === 'string' ? from.department : '', roles: said }];
  });
}
