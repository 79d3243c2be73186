import { expect, test } from 'vitest';
import { routeOf } from './route';

test('paths are those of Grafana', () => {
  expect(routeOf('/')).toEqual({ page: 'boards' });
  expect(routeOf('/d/crm-history-en')).toEqual({ page: 'board', uid: 'crm-history-en' });
  expect(routeOf('/d/crm-history-en/history-of-one')).toEqual({ page: 'board', uid: 'crm-history-en' });
  expect(routeOf('/explain/L-17%2FD-4%2F2')).toEqual({ page: 'explain', id: 'L-17/D-4/2' });
  expect(routeOf('/explain/lead/L-17')).toEqual({ page: 'explain', id: 'lead/L-17' });
  expect(routeOf('/other')).toEqual({ page: 'unknown' });
});
