import type { ModelSource, SourcePath } from './definition-form.ts';

const stepsOf = (path: string): SourcePath =>
  [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([name, index]) => (index === undefined ? name : Number(index)));

const pascal = (step: string | number): string | number =>
  typeof step === 'string' ? step.charAt(0).toUpperCase() + step.slice(1) : step;

/**
 * Where in the document that was read the field stands that a result's location names. Fields that are not there lead
 * nowhere: look for the nearest object above them.
 */
export const sourcePathOf = (source: ModelSource, location: string): SourcePath => {
  const steps = stepsOf(location);
  const own = (each: SourcePath): SourcePath => (source.cfn ? each.map(pascal) : each);
  // An input of the template, which lies outside of the model.
  if (steps[0] === 'Resources') return [...steps.slice(0, 3), ...own(steps.slice(3))];
  const inDefinition = steps.length === 0 || steps[0] === 'states' || steps[0] === 'initialStateName';
  return [...(inDefinition ? source.definition : source.configuration), ...own(steps)];
};
