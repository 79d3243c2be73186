import { expect, test } from 'vitest';
import { inLanguage, languageOf } from './language';
import { TEXTS } from './texts';

test('a uid ends in its language', () => {
  expect(languageOf('crm-voice-of-the-customer-zh')).toBe('zh');
  expect(languageOf('crm-voice-of-the-customer')).toBeUndefined();
});

test('the same board in the other language', () => {
  expect(inLanguage('crm-history-en', 'zh')).toBe('crm-history-zh');
  expect(inLanguage('other', 'zh')).toBe('other');
});

test('no text is empty in either language', () => {
  for (const texts of Object.values(TEXTS)) {
    expect(Object.values(texts).every((text) => typeof text === 'function' || text !== '')).toBe(true);
  }
});
