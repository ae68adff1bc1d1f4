import { type Simulation, simulateFleet } from '@signalbox/device';
import type { Cloud } from '@signalbox/local-cloud';
import { resolveTarget } from '../target/target.ts';
import { type Endpoints, endpointsOf } from '../up/endpoints.ts';
import { type DecisionFeed, openDecisionFeed } from './decision-feed.ts';
import { noDecisions, tally } from './decision-tally.ts';
import type { LiveState } from './live-view.ts';
import { type LoopSampler, openLoopSampler } from './loop-sampler.ts';
import { openMessageMeter } from './message-meter.ts';
import { createRateMeter } from './rate-meter.ts';
import type { StartOptions } from './start-options.ts';

const fleetName = 'demo';
const sampleEveryMs = 2_000;

/** All that runs beside the cloud, and what there is to say of it. */
export interface Loop {
  readonly endpoints: Endpoints;
  state(): LiveState;
  /** What the Serverless CLI, or the cloud's own log, says. */
  onProgress(line: string): void;
  onProblem(line: string): void;
  /** The services are deployed: counts can be asked for, and devices may report. */
  begin(): void;
  close(): Promise<void>;
}

/** Names that leave `pump-1`, `pump-2`, … to whoever wants to play a pump by hand: two clients of one name throw each other out. */
const fleetPrefix = 'pump-demo';

/**
 * Devices measure by the machine's clock and the rules go by the cloud's: one that runs fast would find them silent. So they report
 * once in fifteen seconds of the cloud's at least, as far as that is to be had.
 */
export const reportsPerSecond = ({ rate, speed }: Pick<StartOptions, 'rate' | 'speed'>): number =>
  Math.max(rate, Math.min(speed / 15, fastestRate));

/** Readings of a device a second; more would say more of the machine than of the rules. */
const fastestRate = 10;

const startFleet = (options: StartOptions, endpoint: string, now: () => number): Simulation =>
  simulateFleet({
    endpoint,
    fleet: fleetName,
    type: 'pump',
    prefix: fleetPrefix,
    count: options.count,
    seed: options.seed,
    reportsPerSecond: reportsPerSecond(options),
    incidents: true,
    now,
  });

const messageOf = (problem: unknown): string | undefined =>
  problem === undefined || problem instanceof Error ? problem?.message : String(problem);

export const openLoop = (cloud: Cloud, options: StartOptions): Loop => {
  const startedMs = performance.now();
  const endpoints = endpointsOf(cloud, options.region);
  const meter = openMessageMeter(endpoints.mqtt);
  const rate = createRateMeter();
  const timers: NodeJS.Timeout[] = [];
  let progress = '';
  let problem: string | undefined;
  let sampler: LoopSampler | undefined;
  let feed: DecisionFeed | undefined;
  let decided = noDecisions;
  let fleet: Simulation | undefined;
  return {
    endpoints,
    state: () => ({
      phase: sampler === undefined ? 'deploying' : 'ready',
      elapsedMs: performance.now() - startedMs,
      progress,
      endpoints,
      speed: options.speed,
      messages: meter.total,
      messagesPerSecond: rate.sample(meter.total, performance.now()),
      counts: sampler?.counts ?? {},
      decided,
      fleet: fleet && { name: fleetName, totals: fleet.totals },
      problem: messageOf(sampler?.problem ?? feed?.problem) ?? problem,
    }),
    onProgress: (line) => {
      if (line.trim() !== '') progress = line;
    },
    onProblem: (line) => {
      problem = line;
    },
    begin: () => {
      const target = resolveTarget({ stage: 'local', region: options.region, endpointUrl: endpoints.aws }, {});
      const opened = openLoopSampler(target, cloud.clock.now);
      sampler = opened;
      feed = openDecisionFeed(target, (decision) => {
        decided = tally(decided, decision);
      });
      timers.push(setInterval(() => void opened.sample(), sampleEveryMs));
      if (options.fleet) fleet = startFleet(options, endpoints.mqtt, cloud.clock.now);
    },
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await fleet?.stop();
      await feed?.close();
      sampler?.close();
      await meter.close();
    },
  };
};
