/** A language of the boards, as in the end of their uid. */
export type Language = 'en' | 'zh';

export const LANGUAGES: ReadonlyArray<{ language: Language; name: string }> = [
  { language: 'en', name: 'English' },
  { language: 'zh', name: '中文' },
];

export function isLanguage(text: string | null): text is Language {
  return text === 'en' || text === 'zh';
}

/** The language of a board, undefined where its uid does not say. */
export function languageOf(uid: string): Language | undefined {
  const end = uid.slice(uid.lastIndexOf('-') + 1);
  return isLanguage(end) ? end : undefined;
}

/** The uid of the same board in another language. */
export function inLanguage(uid: string, language: Language): string {
  return languageOf(uid) ? uid.slice(0, uid.lastIndexOf('-') + 1) + language : uid;
}
