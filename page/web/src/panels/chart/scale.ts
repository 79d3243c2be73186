import { dateTimeFormat } from '@grafana/data';

/** Turns a value into a place on the screen. */
export type Scale = (value: number) => number;

export function linear(from: number, to: number, start: number, end: number): Scale {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round numbers within a range, about so many. */
export function ticks(min: number, max: number, count: number): number[] {
  const span = max - min;
  if (!(span > 0) || count < 1) {
    return [min];
  }
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw) ?? raw;
  const first = Math.ceil(min / step);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY];

/** Times within a range at round distances, counted from the reader's midnight, with their labels. */
export function timeTicks(from: number, to: number, count: number, timeZone: string): Array<{ at: number; label: string }> {
  const step = STEPS.find((each) => (to - from) / each <= count) ?? STEPS.at(-1)!;
  const midnight = Date.parse(`${dateTimeFormat(from, { timeZone, format: 'YYYY-MM-DD' })}T00:00:00${dateTimeFormat(from, { timeZone, format: 'Z' })}`);
  const format = step >= DAY ? dayFormat(from, to, timeZone) : step >= MINUTE ? 'HH:mm' : 'HH:mm:ss';
  const result: Array<{ at: number; label: string }> = [];
  let before = '';
  for (let at = midnight + Math.ceil((from - midnight) / step) * step; at <= to; at += step) {
    // each day is named once, where it begins
    const day = step >= DAY ? '' : dateTimeFormat(at, { timeZone, format: dayFormat(from, to, timeZone) });
    const time = dateTimeFormat(at, { timeZone, format });
    result.push({ at, label: day === before ? time : `${day} ${time}` });
    before = day;
  }
  return result;
}

/** A date, with its year where that is not the same all over. */
function dayFormat(from: number, to: number, timeZone: string): string {
  const [first, last] = [from, to].map((at) => dateTimeFormat(at, { timeZone, format: 'YYYY' }));
  return first === last ? 'MM/DD' : 'YYYY/MM/DD';
}
