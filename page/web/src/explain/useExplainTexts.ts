import { useLanguage } from '../texts/LanguageContext';
import { EXPLAIN_TEXTS, type ExplainTexts } from './explainTexts';

export function useExplainTexts(): ExplainTexts {
  return EXPLAIN_TEXTS[useLanguage()];
}
