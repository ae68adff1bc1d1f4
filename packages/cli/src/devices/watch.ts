import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulation } from '@signalbox/device';
import type { Console } from '../output/console.ts';
import { openScreen } from '../output/screen.ts';
import { aborted } from '../stop-signal.ts';
import { type TotalsAt, totalsLine } from './totals-view.ts';

export interface WatchOptions {
  readonly stop: AbortSignal;
  /** Undefined: until `stop`. */
  readonly durationMs?: number | undefined;
  readonly json?: boolean | undefined;
}

const onTerminalMs = 1_000;
const onPaperMs = 10_000;

const totalsOf = ({ totals }: Simulation): TotalsAt => ({ ...totals, atMs: performance.now() });

/** Says again and again what the simulation does, until it is told to stop; then stops it and says what it did in all. */
export const watchSimulation = async (
  simulation: Simulation,
  console: Console,
  { stop, durationMs, json }: WatchOptions,
): Promise<void> => {
  const live = console.isTerminal && json !== true ? openScreen(console) : undefined;
  const first = totalsOf(simulation);
  let before = first;
  const tell = (since: TotalsAt): void => {
    const now = totalsOf(simulation);
    if (json) console.line(JSON.stringify({ event: 'totals', ...simulation.totals }));
    else if (live) live.draw([totalsLine(since, now)]);
    else console.line(totalsLine(since, now));
    before = now;
  };
  const ticking = setInterval(() => tell(before), live ? onTerminalMs : onPaperMs);
  const ended =
    durationMs === undefined ? [] : [sleep(durationMs, undefined, { ref: true, signal: stop }).catch(() => undefined)];
  await Promise.race([aborted(stop), ...ended]);
  clearInterval(ticking);
  await simulation.stop();
  tell(first);
  live?.close();
};
