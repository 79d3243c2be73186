import type { Clock, ClockState } from './explanation';

/** The clocks of one SLA. */
export interface ClockGroup {
  sla: string;
  /** The newest first. */
  clocks: Clock[];
  latest: Clock;
  worst: ClockState;
  /** Its levels, the first to come due first. */
  levels: string[];
}

const FROM_WORST: ClockState[] = ['breached', 'open', 'reached', 'kept', 'cancelled'];

function worstOf(clocks: Clock[]): ClockState {
  return FROM_WORST.find((state) => clocks.some((clock) => clock.state === state))!;
}

/** Clocks by SLA, in the order in which these began to run. */
export function clockGroups(clocks: Clock[]): ClockGroup[] {
  const bySla = new Map<string, Clock[]>();
  for (const clock of [...clocks].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt) || a.levelNo - b.levelNo)) {
    bySla.set(clock.sla, [...(bySla.get(clock.sla) ?? []), clock]);
  }
  return [...bySla].map(([sla, oldestFirst]) => {
    const newestFirst = oldestFirst.toReversed();
    const levels = new Map(oldestFirst.map((clock) => [clock.level, clock.levelNo]));
    return {
      sla,
      clocks: newestFirst,
      latest: newestFirst[0]!,
      worst: worstOf(newestFirst),
      levels: [...levels].sort((a, b) => a[1] - b[1]).map(([level]) => level),
    };
  });
}
