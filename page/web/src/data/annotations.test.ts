import { createDataFrame, FieldType } from '@grafana/data';
import { expect, test } from 'vitest';
import { marksOf } from './annotations';

test('rows become marks, those without a time none', () => {
  const frame = createDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: [1, null, 3] },
      { name: 'timeEnd', type: FieldType.time, values: [2, null, null] },
      { name: 'text', type: FieldType.string, values: ['run 1', 'x', null] },
    ],
  });
  expect(marksOf(frame, 'blue')).toEqual([
    { time: 1, timeEnd: 2, text: 'run 1', color: 'blue' },
    { time: 3, text: '', color: 'blue' },
  ]);
});
