import { FieldType } from '@grafana/data';
import { describe, expect, test } from 'vitest';
import { fieldTypeOf, timeOf, toFrame } from './frames';

describe('types of ClickHouse', () => {
  test.each([
    ['Nullable(Decimal(18, 3))', FieldType.number],
    ['UInt64', FieldType.number],
    ['Float64', FieldType.number],
    ["LowCardinality(Nullable(DateTime64(3, 'UTC')))", FieldType.time],
    ['Date', FieldType.time],
    ['LowCardinality(String)', FieldType.string],
    ["Enum8('a' = 1)", FieldType.string],
    ['Bool', FieldType.boolean],
    ['Array(UInt8)', FieldType.string],
    ['Interval', FieldType.string],
  ])('%s', (type, expected) => {
    expect(fieldTypeOf(type)).toBe(expected);
  });
});

test('times are read in their own zone', () => {
  expect(timeOf('2026-03-02T00:00:00.500Z', "DateTime64(3, 'Asia/Shanghai')")).toBe(Date.UTC(2026, 2, 2, 0, 0, 0, 500));
  expect(timeOf('2026-03-02 08:00:00.5', 'DateTime64(3)')).toBe(Date.UTC(2026, 2, 2, 8, 0, 0, 500));
  expect(timeOf('2026-03-02 08:00:00', "Nullable(DateTime('Asia/Shanghai'))")).toBe(Date.UTC(2026, 2, 2));
  expect(timeOf('2026-03-02', 'Date')).toBe(Date.UTC(2026, 2, 2));
});

test('an answer becomes a frame', () => {
  const frame = toFrame(
    {
      meta: [
        { name: 'at', type: 'DateTime' },
        { name: 'n', type: 'UInt64' },
        { name: 'who', type: 'Nullable(String)' },
        { name: 'tags', type: 'Array(String)' },
      ],
      data: [
        ['2026-03-02 08:00:00', '12', null, ['a', 'b']],
        ['2026-03-02 09:00:00', 0, 'anna', []],
      ],
    },
    'A',
  );
  expect(frame.refId).toBe('A');
  expect(frame.fields.map((field) => field.values)).toEqual([
    [Date.UTC(2026, 2, 2, 8), Date.UTC(2026, 2, 2, 9)],
    [12, 0],
    [null, 'anna'],
    ['["a","b"]', '[]'],
  ]);
});
