import { dateTimeFormat } from '@grafana/data';
import type { Language } from '../texts/language';
import type { FactValue } from './explanation';

const UNITS: Array<{ seconds: number; name: Record<Language, string> }> = [
  { seconds: 86_400, name: { en: ' d', zh: ' 天' } },
  { seconds: 3_600, name: { en: ' h', zh: ' 小时' } },
  { seconds: 60, name: { en: ' min', zh: ' 分' } },
  { seconds: 1, name: { en: ' s', zh: ' 秒' } },
];

/** A duration in its two largest units, as people say it: 1 d 4 h. */
export function formatDuration(seconds: number, language: Language): string {
  const sign = seconds < 0 ? '−' : '';
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  const first = UNITS.findIndex((unit) => rest >= unit.seconds);
  if (first < 0) {
    return `0${UNITS.at(-1)!.name[language]}`;
  }
  for (const unit of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) {
      parts.push(`${count}${unit.name[language]}`);
    }
  }
  return sign + parts.join(' ');
}

export function formatTime(iso: string): string {
  return dateTimeFormat(iso, { timeZone: 'browser' });
}

/** In tables, where a second is of no use. */
export function formatMinute(iso: string): string {
  return dateTimeFormat(iso, { timeZone: 'browser', format: 'YYYY-MM-DD HH:mm' });
}

/** A value of a fact as a reader takes it in; empty where there is none. */
export function formatValue({ unit, label }: Pick<FactValue, 'unit' | 'label'>, value: FactValue['value'], language: Language, currency?: string): string {
  if (value === null || value === '') {
    return '';
  }
  if (label) {
    return label[language];
  }
  switch (unit) {
    case 'time':
      return formatTime(String(value));
    case 'seconds':
      return formatDuration(Number(value), language);
    case 'money':
      return `${formatNumber(Number(value), language)}${currency ? ` ${currency}` : ''}`;
    case 'count':
    case 'number':
      return formatNumber(Number(value), language);
    case 'text':
      return String(value);
  }
}

function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
}
