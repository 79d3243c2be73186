import { expect, test } from 'vitest';
import { clockSpan, endOf } from './clockSpan';

const at = (hour: number) => `2026-03-02T0${hour}:00:00Z`;

test('starts, ends and deadlines are in sight', () => {
  const { from, to, now } = clockSpan([{ startedAt: at(1), dueAt: at(3), endedAt: at(2) }], at(9));
  expect(from).toBeLessThan(Date.parse(at(1)));
  expect(to).toBeGreaterThan(Date.parse(at(3)));
  expect(to).toBeLessThan(Date.parse(at(4)));
  expect(now).toBe(Date.parse(at(9)));
});

test('where a clock runs, now is in sight as well', () => {
  expect(clockSpan([{ startedAt: at(1), dueAt: at(3), endedAt: null }], at(9)).to).toBeGreaterThan(Date.parse(at(9)));
  expect(clockSpan([{ startedAt: at(1), dueAt: at(3), endedAt: null }], null).now).toBe(Date.parse(at(3)));
});

test('what only gives notice ends when it comes due, what is broken runs on', () => {
  const now = Date.parse(at(9));
  expect(endOf({ state: 'reached', dueAt: at(3), endedAt: null }, now)).toBe(Date.parse(at(3)));
  expect(endOf({ state: 'breached', dueAt: at(3), endedAt: null }, now)).toBe(now);
  expect(endOf({ state: 'kept', dueAt: at(3), endedAt: at(2) }, now)).toBe(Date.parse(at(2)));
});
