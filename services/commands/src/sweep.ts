import type { CommandStatus } from '@signalbox/contracts';
import type { Command } from './command.ts';
import type { DueIndex } from './ports.ts';
import { type SendCommandPorts, sendCommand } from './send-command.ts';
import { takeStep } from './take-step.ts';
import { dueAt } from './transition.ts';

export interface SweepPorts extends SendCommandPorts {
  readonly index: DueIndex;
  /** Whether there is time to look at more commands; what is left stays due. */
  readonly goOn: () => boolean;
}

export interface SweepOutcome {
  /** The status that each command took. */
  readonly taken: readonly CommandStatus[];
  /** Commands that could not be looked at, and why. They stay due. */
  readonly failed: readonly { readonly commandId: string; readonly error: unknown }[];
  /** Commands that there was no time for. They stay due. */
  readonly postponed: number;
}

/** How many commands are looked at together. */
const groupSize = 25;

const timeOut = async ({ store, now }: SweepPorts, command: Command): Promise<CommandStatus | undefined> => {
  const next = await takeStep(store)(command, { to: 'TIMED_OUT', at: now(), cause: 'expired' });
  return next?.status;
};

const visit = async (ports: SweepPorts, commandId: string): Promise<CommandStatus | undefined> => {
  const command = await ports.store.load(commandId);
  const due = command && dueAt(command);
  // The index lags behind the table: a command may have moved on.
  if (!command || due === undefined || due > ports.now()) return undefined;
  return command.status === 'CREATED' ? sendCommand(ports)(command) : timeOut(ports, command);
};

/**
 * Looks after what became due: a command that was created but not sent is sent; one whose time is over is EXPIRED if it
 * never was sent, else TIMED_OUT. A command that fails does not stop others.
 */
export const sweep = async (ports: SweepPorts): Promise<SweepOutcome> => {
  const taken: CommandStatus[] = [];
  const failed: { commandId: string; error: unknown }[] = [];
  const due = await ports.index.dueBy(ports.now());
  for (let start = 0; start < due.length; start += groupSize) {
    if (!ports.goOn()) return { taken, failed, postponed: due.length - start };
    const group = due.slice(start, start + groupSize);
    const settled = await Promise.allSettled(group.map((commandId) => visit(ports, commandId)));
    for (const [index, result] of settled.entries()) {
      if (result.status === 'rejected') failed.push({ commandId: group[index] ?? '', error: result.reason });
      else if (result.value) taken.push(result.value);
    }
  }
  return { taken, failed, postponed: 0 };
};
