/** Whether a leaf of an event (undefined if the event lacks it) fits. */
export type Matcher = (value: unknown) => boolean;

/** The pattern is not one that EventBridge takes; the message says why. */
export class PatternError extends Error {}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
