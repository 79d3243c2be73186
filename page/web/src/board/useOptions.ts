import { getOptions, type Option, type QueryContext } from '../api/client';
import { type Loaded, useLoaded } from '../api/useLoaded';
import type { Dashboard } from './dashboard';
import { keepKnown, steps } from './variables';

/** What can be chosen, and what stays chosen of what was. */
export interface Choices {
  options: Record<string, Option[]>;
  variables: Record<string, string[]>;
}

/** Asks for the options of all variables, those first that others depend on. */
export function useOptions(dashboard: Dashboard, context: QueryContext, key: string): Loaded<Choices> {
  return useLoaded(key, async (signal) => {
    const options: Record<string, Option[]> = {};
    const variables = { ...context.variables };
    for (const variable of dashboard.templating.list.filter(({ type }) => type === 'custom')) {
      options[variable.name] = variable.options ?? [];
      variables[variable.name] = keepKnown(variable, variables[variable.name], options[variable.name]!);
    }
    for (const step of steps(dashboard.templating.list)) {
      const answers = await Promise.all(
        step.map((variable) => getOptions({ ...context, board: dashboard.uid, variable: variable.name, variables: { ...variables } }, signal)),
      );
      step.forEach((variable, index) => {
        options[variable.name] = answers[index]!.options;
        variables[variable.name] = keepKnown(variable, variables[variable.name], answers[index]!.options);
      });
    }
    return { options, variables };
  });
}
