import type { Dashboard, Variable } from './dashboard';

/** What a reader has chosen on a board. The address carries it in the form that Grafana gives its own addresses. */
export interface BoardState {
  from: string;
  to: string;
  /** Such as 10s; empty where nothing is to be asked anew. */
  refresh: string;
  /** The chosen values of each variable; a variable that nothing is known of yet is missing. */
  variables: Record<string, string[]>;
}

/** The value that stands for all values of a variable. */
export const ALL = '$__all';

const PREFIX = 'var-';

export function isAll(values: string[]): boolean {
  return values.includes(ALL);
}

function initial(variable: Variable): string[] | undefined {
  const value = variable.current?.value;
  if (value !== undefined) {
    return Array.isArray(value) ? value : [value];
  }
  return variable.includeAll ? [ALL] : undefined;
}

/** What an address says, and of what it does not say what the board starts with. */
export function readState(search: string, dashboard: Dashboard): BoardState {
  const query = new URLSearchParams(search);
  const variables: Record<string, string[]> = {};
  for (const variable of dashboard.templating.list) {
    const asked = query.getAll(PREFIX + variable.name);
    // in Grafana's addresses All is spelt out as well
    const values = asked.length === 0 ? initial(variable) : asked.some((value) => value === 'All' || value === ALL) ? [ALL] : asked;
    if (values !== undefined) {
      variables[variable.name] = values;
    }
  }
  return {
    from: query.get('from') ?? dashboard.time.from,
    to: query.get('to') ?? dashboard.time.to,
    refresh: query.get('refresh') ?? (dashboard.refresh || ''),
    variables,
  };
}

/** The query string with these choices in it, and with all that it says besides. */
export function writeState(search: string, change: Partial<BoardState>): string {
  const query = new URLSearchParams(search);
  const { variables = {}, ...rest } = change;
  for (const [name, value] of Object.entries(rest)) {
    query.set(name, value);
  }
  for (const [name, values] of Object.entries(variables)) {
    query.delete(PREFIX + name);
    values.forEach((value) => query.append(PREFIX + name, value));
  }
  return `?${query}`;
}

/** The variables as they stand in an address: var-tenant=a&var-tenant=b. */
export function variablesQuery(variables: Record<string, string[]>, names: string[] = Object.keys(variables)): string {
  return names
    .flatMap((name) => (variables[name] ?? []).map((value) => `${PREFIX}${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&');
}

/** Whether a time of the address is milliseconds since 1970, else it is an expression such as now-24h. */
export function timeOf(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
