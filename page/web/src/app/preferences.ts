import { isLanguage, type Language } from '../texts/language';

export type Mode = 'dark' | 'light';

const MODE = 'crm-pulse.theme';
const LANGUAGE = 'crm-pulse.language';

function isMode(text: string | null): text is Mode {
  return text === 'dark' || text === 'light';
}

/** What the address says, else what this browser chose last, else what its system prefers. */
export function modeOf(search: string): Mode {
  const asked = new URLSearchParams(search).get('theme');
  const stored = window.localStorage.getItem(MODE);
  if (isMode(asked)) {
    return asked;
  }
  return isMode(stored) ? stored : window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** The language of a place whose path names none. */
export function languageOfReader(search: string): Language {
  const asked = new URLSearchParams(search).get('lang');
  const stored = window.localStorage.getItem(LANGUAGE);
  if (isLanguage(asked)) {
    return asked;
  }
  return isLanguage(stored) ? stored : window.navigator.language.startsWith('zh') ? 'zh' : 'en';
}

export function rememberMode(mode: Mode): void {
  window.localStorage.setItem(MODE, mode);
}

export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(LANGUAGE, language);
}
