import { describe, expect, test } from 'vitest';
import { barsOf, extent } from './bars';
import { rampColor } from './ramp';
import { linear, ticks, timeTicks } from './scale';
import { stretches } from './stretches';

describe('scales', () => {
  test('run either way', () => {
    expect(linear(0, 10, 100, 0)(2.5)).toBe(75);
    expect(linear(5, 5, 0, 100)(5)).toBe(0);
  });

  test('ticks are round', () => {
    expect(ticks(0, 97, 5)).toEqual([0, 20, 40, 60, 80]);
    expect(ticks(-0.3, 0.3, 3)).toEqual([-0.2, 0, 0.2]);
    expect(ticks(4, 4, 5)).toEqual([4]);
  });

  test('times are round in the zone of the reader', () => {
    const day = timeTicks(Date.UTC(2026, 2, 2, 1, 30), Date.UTC(2026, 2, 3, 1, 30), 5, 'Asia/Shanghai');
    expect(day.map((tick) => tick.label)).toEqual(['03/02 12:00', '18:00', '03/03 00:00', '06:00']);
    const weeks = timeTicks(Date.UTC(2026, 11, 20), Date.UTC(2027, 0, 10), 3, 'Asia/Shanghai');
    expect(weeks.map((tick) => tick.label)).toEqual(['2026/12/27', '2027/01/03', '2027/01/10']);
  });
});

describe('bars', () => {
  test('stand side by side', () => {
    const bars = barsOf([[1, null], [3, 4]], { stacked: false, group: 0.8, bar: 1 });
    expect(bars.map(({ series, index, from, to }) => [series, index, from, to])).toEqual([
      [0, 0, 0, 1],
      [1, 0, 0, 3],
      [1, 1, 0, 4],
    ]);
    expect(bars[0]!.start).toBeCloseTo(0.1);
    expect(bars[0]!.end).toBeCloseTo(bars[1]!.start);
  });

  test('or on one another, those below zero downwards', () => {
    const bars = barsOf([[1], [-2], [3]], { stacked: true, group: 1, bar: 1 });
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [0, -2],
      [1, 4],
    ]);
  });

  test('the axis holds bars and benchmark lines', () => {
    const bars = barsOf([[10]], { stacked: false, group: 1, bar: 1 });
    expect(extent(bars, [20], undefined, undefined)).toEqual({ min: 0, max: 22 });
    expect(extent(bars, [], 0, 100)).toEqual({ min: 0, max: 100 });
    expect(extent([], [], undefined, undefined)).toEqual({ min: 0, max: 1 });
  });
});

describe('stretches', () => {
  test('a value stands until the next, a null ends it', () => {
    expect(stretches([1, 2, 4, 5], ['a', 'a', null, 'b'], 9, true)).toEqual([
      { from: 1, to: 4, value: 'a' },
      { from: 5, to: 9, value: 'b' },
    ]);
  });

  test('unmerged, each value is its own', () => {
    expect(stretches([1, 2], ['a', 'a'], 3, false).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });
});

test('the ramp ends in its ends', () => {
  expect(rampColor(0, 0.5, false)).toBe('rgb(255,245,235)');
  expect(rampColor(1, 0.5, false)).toBe('rgb(127,39,4)');
  expect(rampColor(1, 0.5, true)).toBe('rgb(255,245,235)');
});
