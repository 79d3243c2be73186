import type { Language } from '../texts/language';
import { isAll } from './boardState';

/** Where the history of one lead or deal is explained event by event; undefined on other boards and where none is chosen. */
export function explainLink(uid: string, variables: Record<string, string[]>, language: Language): string | undefined {
  const id = variables['id']?.[0];
  if (!uid.startsWith('crm-history-') || !id) {
    return undefined;
  }
  const query = new URLSearchParams({ lang: language });
  const tenants = variables['tenant'] ?? [];
  if (tenants.length === 1 && !isAll(tenants)) {
    query.set('tenant', tenants[0]!);
  }
  return `/explain/${encodeURIComponent(id)}?${query}`;
}
