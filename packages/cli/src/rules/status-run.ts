import { setTimeout as sleep } from 'node:timers/promises';
import { lastEntry } from '@signalbox/releases';
import type { ReleaseStore } from '@signalbox/releases/store';
import type { Console } from '../output/console.ts';
import { printable } from '../output/table.ts';
import { withReleases } from '../releases/with-releases.ts';
import { stopSignal } from '../stop-signal.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { isSettled, type RulesStatus, statusLines, statusOf } from './status.ts';

export interface StatusOptions extends TargetOptions {
  readonly follow?: boolean;
  readonly json?: boolean;
}

const pollMs = 1_000;

const read = async (store: ReleaseStore, now: () => number): Promise<RulesStatus> => {
  const timeline = await store.loadTimeline();
  const last = lastEntry(timeline);
  const gateReport = last && (await store.loadGateReport(last.releaseId));
  return statusOf(timeline, gateReport, now());
};

/** What must change for a status to be worth telling again. */
const keyOf = ({ entry, pending, gateReport }: RulesStatus): string =>
  JSON.stringify([entry?.seq, pending?.seq, gateReport?.evaluatedAt]);

const print = (status: RulesStatus, json: boolean, console: Console): void => {
  const lines = json ? [JSON.stringify(status)] : statusLines(status).map(printable);
  for (const line of lines) console.line(line);
};

const follow = async (store: ReleaseStore, now: () => number, json: boolean, console: Console): Promise<void> => {
  const stop = stopSignal();
  let told = '';
  while (!stop.aborted) {
    const status = await read(store, now);
    if (keyOf(status) !== told) {
      if (told !== '' && !json) console.line('');
      print(status, json, console);
      told = keyOf(status);
    }
    if (isSettled(status)) return;
    await sleep(pollMs, undefined, { signal: stop }).catch(() => undefined);
  }
};

/** `rules status`; with `--follow` until no release is under way. */
export const status = async (options: StatusOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const now = await openClock(target);
  const json = options.json === true;
  await withReleases(target, async (store) => {
    if (options.follow) await follow(store, now, json, console);
    else print(await read(store, now), json, console);
  });
};
