import type { Language } from '../texts/language';

/** The answer of GET /api/explain; page/README.md says what each member means. */
export interface Explanation {
  id: string;
  histories: History[];
}

export type Words = Record<Language, string>;

export interface History {
  tenant: string;
  key: string;
  moved: string[];
  timeline: string;
  title: Words;
  horizon: string | null;
  counts: { events: number; repeated: number; sameContents: number; late: number };
  steps: Step[];
  clocks: Clock[];
  facts: FactGroup[];
  policies: PolicyVersion[];
  duplicates: Array<{ event: TimelineEvent; repeats: string; same: 'id' | 'contents' }>;
  late: Array<{ event: TimelineEvent; reason: string; remedy: string; horizon: string | null }>;
}

export interface Step {
  until: string | null;
  events: TimelineEvent[];
  changes: Change[];
  omittedChanges: number;
  omittedEvents: number;
}

export interface TimelineEvent {
  no?: number;
  id: string;
  source: string;
  type: string;
  title: Words;
  time: string;
  actor: { type: string; name: string };
  owner: string;
  /** What the event says, as far as it is not about a private person. */
  data?: Array<{ name: string; title: Words; value: string }>;
  asked?: boolean;
}

export interface Change {
  effect: 'new' | 'changed' | 'gone';
  fact: string;
  id: string;
  title: Words;
  values: ChangedValue[];
}

export type Unit = 'time' | 'seconds' | 'money' | 'count' | 'number' | 'text';

export interface FactValue {
  name: string;
  title: Words;
  unit: Unit;
  value: string | number | boolean | null;
  label?: Words;
}

export interface ChangedValue extends FactValue {
  before: string | number | boolean | null;
}

export type ClockState = 'open' | 'kept' | 'breached' | 'cancelled' | 'reached';

export interface Clock {
  id: string;
  entity: string;
  entityId: string;
  sla: string;
  title: Words;
  policy: string;
  level: string;
  levelTitle: Words;
  /** Counts the levels of the SLA from 1. */
  levelNo: number;
  target: string;
  clock: 'calendar' | 'business';
  calendar: string;
  state: ClockState;
  stateTitle: Words;
  startedAt: string;
  dueAt: string | null;
  endedAt: string | null;
  cancelReason: string | null;
  owner: string;
  seconds: { net: number | null; overrun: number | null };
}

export interface FactGroup {
  fact: string;
  metric: string;
  title: Words;
  rows: Array<{ id: string; values: FactValue[] }>;
  omittedRows: number;
}

export interface PolicyVersion {
  policy: string;
  title: Words;
  effectiveFrom: string;
  shipped: boolean;
}
