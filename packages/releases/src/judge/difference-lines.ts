import type { Decision } from '@signalbox/contracts';
import type { Difference } from '@signalbox/decision-engine/diff';
import { durationText } from './duration-text.ts';
import type { RuleDifferences } from './verdict.ts';

const count = (number: number, of: string): string => `${number} ${of}${number === 1 ? '' : 's'}`;

const effectText = (decision: Decision): string => {
  if ('command' in decision) return `${decision.command.name} ${JSON.stringify(decision.command.parameters)}`;
  if ('notification' in decision) return `notify ${JSON.stringify(decision.notification.message)}`;
  return `${decision.action.type} ${JSON.stringify(decision.action.event)}`;
};

const decisionText = (decision: Decision | undefined): string => {
  if (decision === undefined) return 'nothing';
  const { decidedAt, status, reason } = decision;
  const when = new Date(decidedAt).toISOString();
  return `${when}  ${status === undefined ? '' : `${status}  `}${effectText(decision)}  because ${reason}`;
};

const exampleLines = (example: Difference, deviceId: string | undefined): string[] => [
  `  for example ${deviceId}:`,
  `    before: ${decisionText('before' in example ? example.before : undefined)}`,
  `    after:  ${decisionText('after' in example ? example.after : undefined)}`,
];

const farthest = (byMs: number | undefined): string =>
  byMs === undefined ? '' : `, by up to ${durationText(byMs)}${byMs < 0 ? ' earlier' : ' later'}`;

const devicesText = ({ devices, firstDevices }: RuleDifferences): string => {
  const more = devices - firstDevices.length;
  return `${firstDevices.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Rule, kind, how many, of which devices, and one of them before and after, for people. */
export const differenceLines = (differences: RuleDifferences): string[] => {
  const { rule, change, decisions, devices, byMs, example, declared, problem } = differences;
  const what = `${count(decisions, 'decision')} ${change} on ${count(devices, 'device')}${farthest(byMs)}`;
  if (problem === undefined) return [`rule ${rule}: ${what}; declared: ${declared}`];
  const { deviceId } = 'after' in example ? example.after : example.before;
  const head = `rule ${rule}: ${what}; ${problem}`;
  return [head, `  devices: ${devicesText(differences)}`, ...exampleLines(example, deviceId)];
};
