import { setTimeout as sleep } from 'node:timers/promises';
import { type CommandStatus, isFinal } from '@signalbox/contracts';
import type { CommandRecord } from './command-record.ts';
import type { Ledger } from './ledger.ts';

export interface FollowOptions {
  readonly stop: AbortSignal;
  /** Gives up after so long. */
  readonly withinMs: number;
  readonly pollMs?: number;
  readonly onStatus: (command: CommandRecord) => void;
}

/** Watches a command until its status is final. @returns it as it was last seen; undefined if it never came */
export const followCommand = async (
  ledger: Pick<Ledger, 'find'>,
  commandId: string,
  { stop, withinMs, pollMs = 250, onStatus }: FollowOptions,
): Promise<CommandRecord | undefined> => {
  const deadline = performance.now() + withinMs;
  let seen: CommandRecord | undefined;
  while (!stop.aborted && performance.now() < deadline) {
    const now = await ledger.find(commandId);
    if (now !== undefined && now.status !== seen?.status) onStatus(now);
    seen = now ?? seen;
    if (seen !== undefined && isFinal(seen.status as CommandStatus)) break;
    await sleep(pollMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return seen;
};
