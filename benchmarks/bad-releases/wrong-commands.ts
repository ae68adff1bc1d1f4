import type { Decision } from '@signalbox/contracts';
import type { SeenCommand } from './traffic.ts';

export interface CommandCheck {
  /** Commands that reached a device and that the version before would not have sent. */
  readonly wrong: readonly SeenCommand[];
  /** Decisions that ask for a command which no device got. */
  readonly missing: number;
  /** Commands that reached a device. */
  readonly seen: number;
}

type CommandDecision = Extract<Decision, { readonly command: unknown }>;

const asksFor = ({ command }: CommandDecision): string => JSON.stringify([command.name, command.parameters]);

/** @param from, to decisions of this time must have been carried out by now, epoch ms of the cloud */
export const checkCommands = (
  seen: readonly SeenCommand[],
  decisions: readonly Decision[],
  { from, to }: { readonly from: number; readonly to: number },
): CommandCheck => {
  const expected = new Map(
    decisions.flatMap((decision) => ('command' in decision ? [[decision.decisionId, decision] as const] : [])),
  );
  /** The first command of each decision; one that comes twice under its id is the same. */
  const commandOf = new Map<string, string>();
  const isWrong = ({ commandId, decisionId = '', deviceId, name, parameters }: SeenCommand): boolean => {
    const decision = expected.get(decisionId);
    const first = commandOf.get(decisionId) ?? commandId;
    commandOf.set(decisionId, first);
    if (decision === undefined || first !== commandId) return true;
    return decision.deviceId !== deviceId || asksFor(decision) !== JSON.stringify([name, parameters]);
  };
  const distinct = new Map(seen.map((command) => [`${command.commandId} ${command.deviceId}`, command]));
  const wrong = [...distinct.values()].filter(isWrong);
  const due = [...expected.values()].filter(({ decidedAt }) => decidedAt >= from && decidedAt <= to);
  return { wrong, missing: due.filter(({ decisionId }) => !commandOf.has(decisionId)).length, seen: distinct.size };
};
