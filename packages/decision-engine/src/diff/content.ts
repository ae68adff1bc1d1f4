import type { Decision } from '@signalbox/contracts';

const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** JSON with the names in order, so that what is equal reads equal. */
const canonical = (value: unknown): string => JSON.stringify(value, sorted);

/** The part of a decision that has an effect: exactly one of the three is there. */
const effectOf = (decision: Decision): unknown => {
  if ('command' in decision) return { command: decision.command };
  return 'notification' in decision ? { notification: decision.notification } : { action: decision.action };
};

/**
 * What a decision asks for, as text to compare. Its id, time and cause are no part of that, nor are the name of the rule set, which
 * a new release changes, and, unless `reasons`, the explanation for people, which names the very threshold that was changed.
 */
export const contentOf = (decision: Decision, { reasons }: { readonly reasons: boolean }): string => {
  const { fleet, severity, status, reason } = decision;
  return canonical({ fleet, severity, status, effect: effectOf(decision), ...(reasons ? { reason } : {}) });
};

const kindOf = (decision: Decision): readonly unknown[] => {
  if ('notification' in decision) return ['notification'];
  if ('action' in decision) return ['action', decision.action.type, decision.action.event, decision.action.lifecycle];
  const { name, parameters } = decision.command;
  // An alarm's status tells switching on from switching off; without one only the parameters do.
  return ['command', name, decision.status === undefined ? parameters : undefined];
};

/** The last part of a decision's id: its place among what the rule decided for the same cause. */
const placeOf = ({ decisionId }: Decision): string => decisionId.slice(decisionId.lastIndexOf('/') + 1);

/** Decisions of a device with the same key do the same, at whatever time and with whatever values. */
export const actionKey = (decision: Decision): string =>
  canonical([decision.rule, decision.status, placeOf(decision), ...kindOf(decision)]);
