import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import { stopSignal } from '../stop-signal.ts';
import { resolveTarget, type Target, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { followCommand } from './follow.ts';
import { openLedger } from './ledger.ts';
import { requestCommand } from './request.ts';

export interface SendOptions extends TargetOptions {
  readonly fleet: string;
  readonly expires: number;
  readonly id?: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** How much longer than its own life a command is waited for: the sweeper that ends it runs each minute. */
const graceMs = 90_000;

const waitForEnd = async (target: Target, commandId: string, options: SendOptions, console: Console): Promise<void> => {
  const ledger = openLedger(target);
  const last = await followCommand(ledger, commandId, {
    stop: stopSignal(),
    withinMs: options.expires + graceMs,
    onStatus: (command) => console.line(options.json ? JSON.stringify(command) : command.status),
  });
  ledger.close();
  if (last === undefined) throw new Problem('command-not-done', `command ${commandId} was never created`);
  if (last.status === 'SUCCEEDED') return;
  const reason = (last['response'] as { reason?: string } | undefined)?.reason;
  throw new Problem(
    'command-not-done',
    `command ${commandId} is ${last.status}${reason === undefined ? '' : `: ${reason}`}`,
  );
};

/** `commands send`: prints the id of the command, and with `--wait` how it goes on. */
export const send = async (
  deviceId: string,
  name: string,
  parameters: Record<string, unknown>,
  options: SendOptions,
  console: Console,
): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const { fleet, expires: expiresInMs, id: commandId = randomUUID().replaceAll('-', '') } = options;
  const now = await openClock(target);
  const asked = { commandId, fleet, deviceId, name, parameters, expiresInMs };
  await requestCommand(target, { ...asked, requestedBy: `cli:${userInfo().username}`, requestedAt: now() });
  console.line(options.json ? JSON.stringify({ commandId }) : commandId);
  if (options.wait) await waitForEnd(target, commandId, options, console);
};
