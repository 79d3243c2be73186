import { expect, test } from 'vitest';
import { formatDuration, formatValue } from './format';

test('durations in their two largest units', () => {
  expect(formatDuration(12_600, 'en')).toBe('3 h 30 min');
  expect(formatDuration(100_800, 'zh')).toBe('1 天 4 小时');
  expect(formatDuration(86_400 + 59, 'en')).toBe('1 d');
  expect(formatDuration(0.2, 'en')).toBe('0 s');
  expect(formatDuration(-90, 'en')).toBe('−1 min 30 s');
});

test('values by their unit', () => {
  expect(formatValue({ unit: 'money' }, 12_000.5, 'en', 'CNY')).toBe('12,000.5 CNY');
  expect(formatValue({ unit: 'seconds' }, 7200, 'zh')).toBe('2 小时');
  expect(formatValue({ unit: 'count' }, 0, 'en')).toBe('0');
  expect(formatValue({ unit: 'text', label: { en: 'Lost', zh: '丢单' } }, 'lost', 'zh')).toBe('丢单');
  expect(formatValue({ unit: 'text' }, null, 'en')).toBe('');
});
