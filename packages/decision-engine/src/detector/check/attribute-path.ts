import type { PathStep } from '../../expression/index.ts';

/** The members that the JSON path of an attribute leads over: backticks are dropped. */
const attributeSteps = (jsonPath: string): readonly string[] =>
  [...jsonPath.matchAll(/`([^`]*)`|[^.`]+/g)].map(([whole, quoted]) => quoted ?? whole);

/**
 * Whether an attribute gives what a reference reads: the attribute itself, something in it, or an object that has it.
 * A list has no members of its own in a JSON path.
 */
export const isDeclared = (path: readonly PathStep[], jsonPaths: readonly string[]): boolean => {
  const members = path.slice(0, indexOfNumber(path));
  return jsonPaths.some((jsonPath) => {
    const steps = attributeSteps(jsonPath);
    const common = Math.min(steps.length, members.length);
    return members.slice(0, common).every((member, index) => member === steps[index]);
  });
};

const indexOfNumber = (path: readonly PathStep[]): number => {
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? path.length : index;
};
