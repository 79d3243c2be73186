import { expect, test } from 'vitest';
import { clockGroups } from './clockGroups';
import type { Clock } from './explanation';

const clock = (id: string, sla: string, levelNo: number, startedAt: string, state: Clock['state']) =>
  ({ id, sla, level: `level ${levelNo}`, levelNo, startedAt, state }) as Clock;

test('clocks are folded by SLA: the latest is shown, and the worst that became of any', () => {
  const groups = clockGroups([
    clock('c', 'follow-up', 1, '2026-03-04T08:00:00Z', 'kept'),
    clock('a', 'follow-up', 1, '2026-03-02T08:00:00Z', 'breached'),
    clock('b', 'follow-up', 1, '2026-03-03T08:00:00Z', 'open'),
    clock('e', 'first-response', 2, '2026-03-01T08:00:00Z', 'kept'),
    clock('d', 'first-response', 1, '2026-03-01T08:00:00Z', 'reached'),
  ]);

  expect(groups.map(({ sla, latest, worst }) => [sla, latest.id, worst])).toEqual([
    ['first-response', 'e', 'reached'],
    ['follow-up', 'c', 'breached'],
  ]);
  expect(groups[1]!.clocks.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(groups[0]!.levels).toEqual(['level 1', 'level 2']);
});
