import { rangeUtil, type TimeOption } from '@grafana/data';
import type { Language } from './language';

const UNITS: Record<string, string> = { m: '分钟', h: '小时', d: '天', w: '周', M: '个月', y: '年' };
const CALENDAR: Record<string, string> = { d: '今天', w: '本周', M: '本月', y: '今年' };
const QUICK = ['now-5m', 'now-15m', 'now-30m', 'now-1h', 'now-3h', 'now-6h', 'now-12h', 'now-24h', 'now-2d', 'now-7d', 'now-21d', 'now-30d', 'now-31d', 'now-90d', 'now-6M', 'now-1y'];

/** The ranges that the time picker offers, undefined where Grafana's own are in this language. */
export function quickRanges(language: Language): TimeOption[] | undefined {
  if (language === 'en') {
    return undefined;
  }
  const recent = QUICK.map((from) => ({ from, to: 'now', display: recently(from) }));
  const calendar = Object.entries(CALENDAR).flatMap(([unit, name]) => [
    { from: `now/${unit}`, to: `now/${unit}`, display: name },
    { from: `now/${unit}`, to: 'now', display: `${name}至今` },
  ]);
  return [...recent, { from: 'now-1d/d', to: 'now-1d/d', display: '昨天' }, ...calendar];
}

function recently(from: string): string {
  const { groups } = /^now-(?<count>\d+)(?<unit>\w)$/.exec(from) ?? {};
  return groups ? `最近 ${groups['count']} ${UNITS[groups['unit']!]}` : rangeUtil.describeTextRange(from).display;
}
