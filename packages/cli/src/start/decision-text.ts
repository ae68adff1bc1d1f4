import type { Decision } from '@signalbox/contracts';
import { printable } from '../output/table.ts';

/** What a decision asks for: `set-fan {"speed":100}`, a notification in quotes, or the type of a model's action. */
export const effectText = (decision: Decision): string => {
  if ('command' in decision) {
    const { name, parameters } = decision.command;
    return `${name} ${JSON.stringify(parameters)}`;
  }
  return 'notification' in decision ? `"${decision.notification.message}"` : decision.action.type;
};

/** `pump-demo-3: temperature 95.5 >= 90 -> set-fan {"speed":100} (pump-overheating)`. */
export const decisionText = (decision: Decision): string => {
  const { deviceId, reason, rule } = decision;
  return printable(`${deviceId}: ${reason} -> ${effectText(decision)} (${rule})`);
};
