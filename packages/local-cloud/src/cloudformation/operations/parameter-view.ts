import type { Deployment } from '../stack/stack.ts';
import { shownParameter } from '../template/parameters.ts';
import { readTemplate } from '../template/read-template.ts';

/** The parameters of a stack or change set as they are shown; undefined if there are none. */
export const shownParameters = (deployment: Deployment | undefined): readonly object[] | undefined => {
  const values = Object.entries(deployment?.parameters ?? {});
  if (deployment === undefined || values.length === 0) return undefined;
  const declarations = readTemplate(deployment.templateBody).parameters;
  return values.map(([key, { value, resolvedValue }]) => ({
    ParameterKey: key,
    ParameterValue: shownParameter(declarations[key], value),
    ...(resolvedValue === undefined ? {} : { ResolvedValue: shownParameter(declarations[key], resolvedValue) }),
  }));
};
