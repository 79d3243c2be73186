import { expect, test } from 'vitest';
import { App } from './App';

test('the page exists', () => {
  expect(App).toBeTypeOf('function');
});
