import { describe, expect, it } from 'vitest';
import type { Member, Role } from '../../src/domain/member.ts';
import { may, type Permission } from '../../src/domain/permission.ts';

function memberWith(roles: Role[]): Member {
  return { id: 'a', name: '甲', department: '办公室', otherDepartments: [], roles, accounts: {}, from: null, to: null, known: true };
}

const permissions: Permission[] = [
  'ask',
  'report',
  'correct-own',
  'correct-department',
  'correct-any',
  'see-figures',
  'see-missing',
  'draft',
  'review',
  'administer',
  'purge',
];

describe('permissions', () => {
  const table: [Role[], string][] = [
    [['staff'], 'ask report correct-own correct-department see-figures'],
    [['liaison'], 'ask report correct-own correct-department see-figures see-missing'],
    [['editor'], 'ask report correct-own correct-any see-figures see-missing draft review'],
    [['leader'], 'ask report correct-own correct-any see-figures see-missing draft'],
    [['admin'], 'ask see-figures see-missing administer'],
    [['secrecy'], 'ask see-figures purge'],
    [['staff', 'admin'], 'ask report correct-own correct-department see-figures see-missing administer'],
    [[], ''],
  ];
  it.each(table)('%j may %s, and nothing else', (roles, expected) => {
    expect(permissions.filter(permission => may(memberWith(roles), permission)).join(' ')).toBe(expected);
  });
});
