import { createContext, useContext } from 'react';
import type { Language } from './language';
import { TEXTS, type Texts } from './texts';

export const LanguageContext = createContext<Language>('en');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useTexts(): Texts {
  return TEXTS[useLanguage()];
}
