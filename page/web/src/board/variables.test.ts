import { describe, expect, test } from 'vitest';
import { ALL } from './boardState';
import type { Variable } from './dashboard';
import { choose, keepKnown, steps, variablesIn } from './variables';

const query = (name: string, sql: string): Variable => ({ name, type: 'query', query: sql, multi: true, includeAll: true });
const options = (...values: string[]) => values.map((value) => ({ value, text: value }));

test('a name within another is none', () => {
  expect(variablesIn('tenant IN (${tenant:singlequote}) AND $__conditionalAll(x, $team)', ['ten', 'tenant', 'team', 'te'])).toEqual(['tenant', 'team']);
});

test('what depends on nothing is asked first, and at once', () => {
  const variables: Variable[] = [
    { name: 'datasource', type: 'datasource' },
    query('tenant', 'SELECT 1'),
    query('region', 'SELECT 1 WHERE $__conditionalAll(a, $tenant)'),
    query('channel', 'SELECT 1 WHERE ${tenant:singlequote}'),
    query('team', 'SELECT $tenant, $region'),
    { name: 'id', type: 'textbox' },
  ];
  expect(steps(variables).map((step) => step.map((variable) => variable.name))).toEqual([['tenant'], ['region', 'channel'], ['team']]);
});

describe('keepKnown', () => {
  const variable = query('team', '');

  test('drops what is no option', () => {
    expect(keepKnown(variable, ['a', 'gone'], options('a', 'b'))).toEqual(['a']);
  });

  test('is all where nothing is left', () => {
    expect(keepKnown(variable, ['gone'], options('a'))).toEqual([ALL]);
    expect(keepKnown(variable, [ALL], [])).toEqual([ALL]);
  });

  test('is the first where all cannot be chosen', () => {
    expect(keepKnown({ ...variable, includeAll: false }, undefined, options('a', 'b'))).toEqual(['a']);
  });
});

test('all and single values exclude each other', () => {
  expect(choose([ALL], [ALL, 'a'])).toEqual(['a']);
  expect(choose(['a'], ['a', ALL])).toEqual([ALL]);
  expect(choose(['a'], [])).toEqual([ALL]);
  expect(choose(['a'], ['a', 'b'])).toEqual(['a', 'b']);
});
