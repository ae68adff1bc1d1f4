import { createEvaluate, type Scope } from './evaluate.ts';
import { evaluateCondition } from './intrinsics/conditions.ts';
import { intrinsics } from './intrinsics/intrinsics.ts';
import type { JsonMap } from './json.ts';
import { templateError } from './template-error.ts';

/**
 * Gives the value of each condition of a template when it is asked for.
 * @throws AwsError ValidationError for one that does not exist or needs itself
 */
export const createConditions = (conditions: JsonMap, scope: Omit<Scope, 'condition'>): ((name: string) => boolean) => {
  const values = new Map<string, boolean>();
  const running = new Set<string>();
  const named = (name: string): boolean => {
    const known = values.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(conditions, name)) throw templateError(`Condition ${name} is not defined`);
    if (running.has(name))
      throw templateError(`Found circular condition dependency in Condition: ${[...running].join(', ')}`);
    running.add(name);
    const value = evaluateCondition(
      conditions[name],
      createEvaluate(intrinsics, { ...scope, condition: named }),
      named,
    );
    running.delete(name);
    values.set(name, value);
    return value;
  };
  return named;
};
