import { createDataFrame, FieldType, type ScopedVars } from '@grafana/data';
import { describe, expect, test } from 'vitest';
import { interpolate } from './interpolate';

const scope = { timeRange: 'from=now-24h&to=now', variables: { tenant: ['acme', 'a&b'], id: ['L-1'] } };
const frame = createDataFrame({
  fields: [
    { name: 'id', type: FieldType.string, values: ['L-1', 'L/2 ?'], config: { displayName: 'Lead or deal' } },
    { name: 'n', type: FieldType.number, values: [1, null], config: {}, labels: { team: 'north' } },
  ],
});
const cell = (field: number, rowIndex: number): ScopedVars => ({ __dataContext: { value: { data: [frame], frame, field: frame.fields[field]!, rowIndex } } });

describe('interpolate', () => {
  test('links to the next board with range and filters', () => {
    expect(interpolate('/d/crm-history-en?${__url_time_range}&${tenant:queryparam}', scope)).toBe('/d/crm-history-en?from=now-24h&to=now&var-tenant=acme&var-tenant=a%26b');
  });

  test('links to the row of a cell, by name and by title', () => {
    const url = '/d/crm-history-en?var-id=${__data.fields.id}&again=${__data.fields["Lead or deal"]}&first=${__data.fields[0]}';
    expect(interpolate(url, scope, cell(1, 1), 'uriencode')).toBe('/d/crm-history-en?var-id=L%2F2%20%3F&again=L%2F2%20%3F&first=L%2F2%20%3F');
  });

  test('an empty cell gives nothing', () => {
    expect(interpolate('n=${__data.fields.n}', scope, cell(1, 1))).toBe('n=');
  });

  test('names the field and its labels', () => {
    expect(interpolate('${__field.labels.team} ${__value.raw} ${__field.labels.gone}', scope, cell(1, 0))).toBe('north 1 ');
  });

  test('what is unknown stays', () => {
    expect(interpolate('costs $5 ${unknown} $id', scope)).toBe('costs $5 ${unknown} L-1');
  });

  test('a value in a text stays as it is', () => {
    expect(interpolate('of ${tenant}', scope)).toBe('of acme,a&b');
  });
});
