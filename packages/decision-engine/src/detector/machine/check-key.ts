import type { Json } from '../../json.ts';
import { keySteps } from '../run/detector-key.ts';
import { inMember, inModel, type MemberProblem } from './member-problem.ts';

const leafAt = (template: Json | undefined, steps: readonly string[]): Json | undefined =>
  steps.reduce<Json | undefined>(
    (value, step) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, Json>>)[step]
        : undefined,
    template,
  );

/** The engine keeps one state a device: a detector is a device's, or there is no place for it. */
export const checkKey = (key: string | undefined, inputs: Readonly<Record<string, Json>>): MemberProblem[] => {
  if (key === undefined) {
    return [inModel('', 'the model has no key: only models with one detector a device can be run here')];
  }
  return Object.entries(inputs).flatMap(([input, template]) => {
    const leaf = leafAt(template, keySteps(key));
    if (typeof leaf === 'string' && leaf.trim() === 'deviceId') return [];
    const message = `the model's key '${key}' must lead to deviceId: only models with one detector a device can be run here`;
    return [inMember(['inputs', input], message)];
  });
};
