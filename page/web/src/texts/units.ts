import type { DisplayProcessor } from '@grafana/data';
import type { Language } from './language';

/** The units of durations that Grafana writes out, which it does in English alone. */
const CHINESE: Record<string, string> = {
  ms: '毫秒',
  s: '秒',
  min: '分钟',
  mins: '分钟',
  hour: '小时',
  hours: '小时',
  day: '天',
  days: '天',
  week: '周',
  weeks: '周',
  month: '个月',
  months: '个月',
  year: '年',
  years: '年',
};

/** The same display with durations in the reader's language. */
export function unitsIn(language: Language, display: DisplayProcessor): DisplayProcessor {
  if (language === 'en') {
    return display;
  }
  return (value, decimals) => {
    const shown = display(value, decimals);
    const unit = shown.suffix?.trim();
    const translated = unit === undefined ? undefined : CHINESE[unit];
    return translated === undefined ? shown : { ...shown, suffix: ` ${translated}` };
  };
}
