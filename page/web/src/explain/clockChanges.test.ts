import { expect, test } from 'vitest';
import { clockChanges } from './clockChanges';
import type { Change, Clock } from './explanation';

const words = (en: string) => ({ en, zh: en });
const change = (id: string, effect: Change['effect'], ...values: Array<[string, string]>): Change => ({
  effect,
  fact: 'sla_clock',
  id,
  title: words('SLA clock'),
  values: values.map(([name, value]) => ({ name, title: words(name), unit: 'text', before: null, value })),
});
const clocks = new Map([['c1', { title: words('Response'), levelTitle: words('Supervisor') } as Clock]]);

test('changes of the same kind are one', () => {
  const changes = [
    change('c1', 'new', ['state', 'open']),
    change('c2', 'new', ['state', 'open']),
    change('c1', 'changed', ['state', 'kept'], ['ended_at', 'x']),
    change('c2', 'changed', ['owner', 'anna']),
    change('c3', 'gone'),
    { ...change('d', 'new'), fact: 'deal' },
  ];
  expect(clockChanges(changes, clocks, 'starts', 'gone', 'en')).toEqual([
    { what: 'starts', clocks: ['Response · Supervisor', 'c2'] },
    { what: 'kept', clocks: ['Response · Supervisor'] },
    { what: 'owner anna', clocks: ['c2'] },
    { what: 'gone', clocks: ['c3'] },
  ]);
});
