import type { Language } from '../texts/language';
import type { Change, Clock } from './explanation';
import { formatValue } from './format';

/** The fact that a clock is. */
export const CLOCK = 'sla_clock';

/** What happened to clocks at once, and to which. */
export interface ClockChange {
  what: string;
  clocks: string[];
}

export function nameOfClock(clock: Pick<Clock, 'title' | 'levelTitle'>, language: Language): string {
  return `${clock.title[language]} · ${clock.levelTitle[language]}`;
}

function whatOf(change: Change, starts: string, gone: string, language: Language): string {
  if (change.effect !== 'changed') {
    return change.effect === 'new' ? starts : gone;
  }
  const state = change.values.find((value) => value.name === 'state');
  const shown = state ? [state] : change.values;
  return shown.map((value) => `${state ? '' : `${value.title[language]} `}${formatValue(value, value.value, language)}`).join(', ');
}

/** Changes of clocks, those of the same kind as one: an event that answers a lead stops a dozen of them. */
export function clockChanges(changes: Change[], clocks: ReadonlyMap<string, Clock>, starts: string, gone: string, language: Language): ClockChange[] {
  const byKind = new Map<string, string[]>();
  for (const change of changes.filter(({ fact }) => fact === CLOCK)) {
    const what = whatOf(change, starts, gone, language);
    const clock = clocks.get(change.id);
    byKind.set(what, [...(byKind.get(what) ?? []), clock ? nameOfClock(clock, language) : change.id]);
  }
  return [...byKind].map(([what, names]) => ({ what, clocks: [...new Set(names)] }));
}
