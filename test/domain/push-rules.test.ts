import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/domain/date.ts';
import { afterQuiet, usualPushRules } from '../../src/domain/push-rules.ts';
import { instant } from '../helpers/fake-clock.ts';

const siesta = { quietFrom: '12:00', quietTo: '14:00' };

describe('afterQuiet', () => {
  it.each([
    ['2026-11-19 21:59', '2026-11-19T21:59', usualPushRules],
    ['2026-11-19 22:00', '2026-11-20T07:30', usualPushRules],
    ['2026-12-31 23:30', '2027-01-01T07:30', usualPushRules],
    ['2026-11-20 03:00', '2026-11-20T07:30', usualPushRules],
    ['2026-11-20 07:30', '2026-11-20T07:30', usualPushRules],
    ['2026-11-20 13:00', '2026-11-20T14:00', siesta],
    ['2026-11-20 22:30', '2026-11-20T22:30', siesta],
  ])('%s goes out at %s', (at, expected, rules) => {
    expect(formatInstant(afterQuiet(instant(at), rules)).slice(0, 16)).toBe(expected);
  });
});
