import { formattedValueToString } from '@grafana/data';
import { expect, test } from 'vitest';
import { unitsIn } from './units';

const shown = (suffix: string) => () => ({ numeric: 1.5, text: '1.50', suffix });

test('durations carry their unit in the language of the board', () => {
  expect(formattedValueToString(unitsIn('zh', shown(' hours'))(5400))).toBe('1.50 小时');
  expect(formattedValueToString(unitsIn('en', shown(' hours'))(5400))).toBe('1.50 hours');
});

test('other units stay', () => {
  expect(formattedValueToString(unitsIn('zh', shown('%'))(1.5))).toBe('1.50%');
});
