import type { Finding } from '../progress.ts';
import { type BothFigures, fewestInvocations, judgeFigures } from './judge-figures.ts';
import type { MetricSource } from './metric-source.ts';
import { figuresOf, type MeasuredFunction } from './version-figures.ts';

export interface WatchPorts {
  readonly source: MetricSource;
  /** Epoch ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface Watch {
  readonly measured: MeasuredFunction;
  readonly currentVersion: string;
  readonly targetVersion: string;
  /** When the deployment began, epoch ms. */
  readonly since: number;
  /** How long to wait for enough data at most, ms. */
  readonly waitMs: number;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const pollMs = 10_000;

/** Metrics carry the time of the functions, which may not be ours; a version has figures only from its own life. */
const ahead = 24 * hourMs;

const read = async ({ source, now }: WatchPorts, watch: Watch): Promise<BothFigures> => {
  const { measured, currentVersion, targetVersion } = watch;
  const since = Math.min(watch.since, now() - minuteMs);
  const until = now() + ahead;
  const target = await figuresOf(source, measured, targetVersion, since, until);
  const current = await figuresOf(source, measured, currentVersion, since, until);
  if (current.invocations >= fewestInvocations) return { target, current, sameTime: true };
  return { target, current: await figuresOf(source, measured, currentVersion, since - hourMs, until), sameTime: false };
};

/**
 * Waits until the target was invoked often enough to say something of it, or the time is over, and holds it against the current
 * version. What there is too little data for is said, and fails nothing.
 */
export const watchVersions = async (ports: WatchPorts, watch: Watch): Promise<Finding> => {
  const until = ports.now() + watch.waitMs;
  for (;;) {
    const figures = await read(ports, watch);
    const { worse, notes } = judgeFigures(watch.measured.kind, figures);
    const enough = figures.target.invocations >= fewestInvocations;
    const left = until - ports.now();
    if (worse.length > 0 || enough || left <= 0) {
      const { target, current } = figures;
      const line = `version ${watch.targetVersion}: ${target.invocations} invocations, version ${watch.currentVersion}: ${current.invocations}`;
      return { ok: worse.length === 0, lines: [...worse, ...notes, line] };
    }
    await ports.sleep(Math.min(pollMs, left));
  }
};
