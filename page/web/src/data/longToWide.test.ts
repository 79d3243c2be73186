import { createDataFrame, FieldType } from '@grafana/data';
import { describe, expect, test } from 'vitest';
import { longToWide } from './longToWide';

const time = (...values: number[]) => ({ name: 'time', type: FieldType.time, values, config: {} });
const text = (name: string, ...values: Array<string | null>) => ({ name, type: FieldType.string, values, config: {} });
const number = (name: string, ...values: Array<number | null>) => ({ name, type: FieldType.number, values, config: {} });

describe('longToWide', () => {
  test('one series for each combination of texts, null where it has no row', () => {
    const wide = longToWide(createDataFrame({ fields: [time(1, 1, 2, 3), text('who', 'a', 'b', 'a', 'b'), number('n', 10, 20, 11, 23)] }));
    expect(wide.fields.map(({ name, labels, values }) => [name, labels, values])).toEqual([
      ['time', undefined, [1, 2, 3]],
      ['n', { who: 'a' }, [10, 11, null]],
      ['n', { who: 'b' }, [20, null, 23]],
    ]);
  });

  test('each measure is a series of its own', () => {
    const wide = longToWide(createDataFrame({ fields: [time(1, 2), text('who', 'a', null), number('n', 1, 2), number('m', 3, null)] }));
    expect(wide.fields.slice(1).map(({ name, labels, values }) => [name, labels, values])).toEqual([
      ['n', { who: 'a' }, [1, null]],
      ['m', { who: 'a' }, [3, null]],
      ['n', { who: '' }, [null, 2]],
      ['m', { who: '' }, [null, null]],
    ]);
  });

  test('what is wide already, or no series, stays', () => {
    const wide = createDataFrame({ fields: [time(1), number('n', 1)] });
    const states = createDataFrame({ fields: [time(1), text('state', 'open')] });
    expect(longToWide(wide)).toBe(wide);
    expect(longToWide(states)).toBe(states);
  });
});
