import { describe, expect, test } from 'vitest';
import { ALL, readState, timeOf, variablesQuery, writeState } from './boardState';
import type { Dashboard } from './dashboard';

const dashboard: Dashboard = {
  uid: 'crm-x-en',
  title: 'X',
  refresh: '10s',
  time: { from: 'now-24h', to: 'now' },
  panels: [],
  templating: {
    list: [
      { name: 'tenant', type: 'query', multi: true, includeAll: true, current: { value: [ALL] } },
      { name: 'id', type: 'textbox', current: { value: '' } },
      { name: 'tier', type: 'query' },
    ],
  },
};

describe('readState', () => {
  test('starts with what the board says', () => {
    expect(readState('', dashboard)).toEqual({ from: 'now-24h', to: 'now', refresh: '10s', variables: { tenant: [ALL], id: [''] } });
  });

  test('takes every value of the address', () => {
    const { from, variables } = readState('?from=1700000000000&var-tenant=acme&var-tenant=globex&var-id=L-1%26x', dashboard);
    expect(from).toBe('1700000000000');
    expect(variables).toEqual({ tenant: ['acme', 'globex'], id: ['L-1&x'] });
  });

  test('knows both words for all', () => {
    expect(readState('?var-tenant=All', dashboard).variables['tenant']).toEqual([ALL]);
    expect(readState('?var-tenant=%24__all', dashboard).variables['tenant']).toEqual([ALL]);
  });

  test('an empty refresh means none', () => {
    expect(readState('?refresh=', dashboard).refresh).toBe('');
  });
});

describe('writeState', () => {
  test('replaces what changes and keeps the rest', () => {
    const search = writeState('?theme=light&var-tenant=a&var-tenant=b&var-id=1', { from: 'now-7d', variables: { tenant: ['c', 'd e'] } });
    expect(new URLSearchParams(search).getAll('var-tenant')).toEqual(['c', 'd e']);
    expect(search).toContain('theme=light');
    expect(search).toContain('var-id=1');
    expect(search).toContain('from=now-7d');
  });

  test('what is written is read', () => {
    const chosen = { from: 'now-7d', to: 'now-1d', refresh: '1m', variables: { tenant: ['华东 & "x"'], id: ['L/1'], tier: ['A'] } };
    expect(readState(writeState('', chosen), dashboard)).toEqual(chosen);
  });
});

test('variables as an address carries them', () => {
  expect(variablesQuery({ tenant: ['a', 'b&c'], id: ['1'] }, ['tenant'])).toBe('var-tenant=a&var-tenant=b%26c');
});

test('times are milliseconds or expressions', () => {
  expect(timeOf('1700000000000')).toBe(1_700_000_000_000);
  expect(timeOf('now/d')).toBe('now/d');
});
