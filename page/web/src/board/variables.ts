import type { Option } from '../api/client';
import { ALL, isAll } from './boardState';
import type { Variable } from './dashboard';

/** The variables that a query reads. */
export function variablesIn(query: string, names: string[]): string[] {
  return names.filter((name) => new RegExp(`\\$(\\{${name}(:\\w+)?\\}|${name}\\b)`).test(query));
}

/**
 * Variables whose options come from queries, in steps: those of a step depend on earlier steps alone, so they can be asked at
 * once.
 */
export function steps(variables: Variable[]): Variable[][] {
  const asked = variables.filter((variable) => variable.type === 'query');
  const names = asked.map((variable) => variable.name);
  const stepOf = new Map<string, number>();
  for (const variable of asked) {
    // a variable may use those before it, as in Grafana
    const before = variablesIn(variable.query ?? '', names).map((name) => stepOf.get(name) ?? -1);
    stepOf.set(variable.name, Math.max(-1, ...before) + 1);
  }
  const result: Variable[][] = [];
  for (const variable of asked) {
    (result[stepOf.get(variable.name)!] ??= []).push(variable);
  }
  return result;
}

/** What stays chosen of a variable now that these are its options. */
export function keepKnown(variable: Variable, chosen: string[] | undefined, options: Option[]): string[] {
  const known = (chosen ?? []).filter((value) => value === ALL || options.some((option) => option.value === value));
  if (known.length > 0) {
    return known;
  }
  if (variable.includeAll) {
    return [ALL];
  }
  return options.slice(0, 1).map((option) => option.value);
}

/** What is chosen after a reader changed the selection: All and single values exclude each other. */
export function choose(before: string[], after: string[]): string[] {
  if (after.length === 0 || (isAll(after) && !isAll(before))) {
    return [ALL];
  }
  return after.length > 1 ? after.filter((value) => value !== ALL) : after;
}
