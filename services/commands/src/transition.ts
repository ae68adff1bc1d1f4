import { type CommandStatus, isFinal, mayFollow } from '@signalbox/contracts';
import type { Command, Response, TransitionCause } from './command.ts';

export interface Step {
  readonly to: CommandStatus;
  /** Epoch ms. */
  readonly at: number;
  readonly cause: TransitionCause;
  readonly response?: Response;
}

/** The command after a step; undefined if that status may not follow the one it has. */
export const transition = (command: Command, { to, at, cause, response }: Step): Command | undefined => {
  const { status: from, version, history } = command;
  if (!mayFollow(from, to)) return undefined;
  const next = { status: to, updatedAt: at, version: version + 1, history: [...history, { at, from, to, cause }] };
  return { ...command, ...next, ...(response && { response }) };
};

/** How long whoever created a command has for sending it before the sweeper does. */
const sendingGraceMs = 60_000;

/** When the sweeper must look at a command, epoch ms; undefined when it has come to its end. */
export const dueAt = ({ status, updatedAt, expiresAt }: Command): number | undefined => {
  if (isFinal(status)) return undefined;
  return status === 'CREATED' ? Math.min(updatedAt + sendingGraceMs, expiresAt) : expiresAt;
};
