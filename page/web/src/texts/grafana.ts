import { initPluginTranslations } from '@grafana/i18n';
import i18next from 'i18next';
import { GRAFANA_ZH } from './grafana-zh';
import type { Language } from './language';

const NAMESPACE = 'crm-pulse';
const LOCALE: Record<Language, string> = { en: 'en-US', zh: 'zh-Hans' };

/** Grafana's components say nothing before this has ended. Their English is built in; their other languages are not published. */
export async function startTranslations(): Promise<void> {
  await initPluginTranslations(NAMESPACE);
  i18next.addResourceBundle(LOCALE.zh, NAMESPACE, GRAFANA_ZH);
}

/** Lets Grafana's components speak this language from their next render on. */
export function speak(language: Language): void {
  if (i18next.language !== LOCALE[language]) {
    void i18next.changeLanguage(LOCALE[language]);
  }
}
