import { expect, test } from 'vitest';
import { quickRanges } from './timeRanges';

test('ranges are named as people say them', () => {
  const names = Object.fromEntries(quickRanges('zh')!.map(({ from, to, display }) => [`${from} ${to}`, display]));
  expect(names['now-24h now']).toBe('最近 24 小时');
  expect(names['now-6M now']).toBe('最近 6 个月');
  expect(names['now/w now']).toBe('本周至今');
  expect(quickRanges('en')).toBeUndefined();
});
