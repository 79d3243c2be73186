import type { Clock } from './explanation';

/** Until when a clock has run. A level that only gives notice has done so when it came due. */
export function endOf({ state, dueAt, endedAt }: Pick<Clock, 'state' | 'dueAt' | 'endedAt'>, now: number): number {
  const ended = endedAt ?? (state === 'reached' ? dueAt : null);
  return ended === null ? now : Date.parse(ended);
}

/** From when to when clocks are drawn, and where one that runs has got to. */
export function clockSpan(clocks: Array<Pick<Clock, 'startedAt' | 'dueAt' | 'endedAt'>>, horizon: string | null): { from: number; to: number; now: number } {
  const times = clocks.flatMap(({ startedAt, dueAt, endedAt }) => [startedAt, dueAt, endedAt]).filter((time) => time !== null);
  const known = times.map((time) => Date.parse(time));
  const running = clocks.some((clock) => clock.endedAt === null);
  const now = horizon === null ? Math.max(...known) : Date.parse(horizon);
  const [from, to] = [Math.min(...known), Math.max(...known, ...(running ? [now] : []))];
  const margin = Math.max(60_000, (to - from) * 0.02);
  return { from: from - margin, to: to + margin, now };
}
