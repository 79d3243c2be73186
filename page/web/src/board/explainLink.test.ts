import { expect, test } from 'vitest';
import { explainLink } from './explainLink';

test('the history of one leads to its explanation', () => {
  expect(explainLink('crm-history-zh', { id: ['L/1'], tenant: ['acme'] }, 'zh')).toBe('/explain/L%2F1?lang=zh&tenant=acme');
  expect(explainLink('crm-history-en', { id: ['L-1'], tenant: ['$__all'] }, 'en')).toBe('/explain/L-1?lang=en');
});

test('no link where there is nothing to explain', () => {
  expect(explainLink('crm-history-en', { id: [''] }, 'en')).toBeUndefined();
  expect(explainLink('crm-sla-promises-en', { id: ['L-1'] }, 'en')).toBeUndefined();
});
