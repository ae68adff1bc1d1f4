import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Decision } from '@signalbox/contracts';
import { currentRelease, type RuleTimeline } from '@signalbox/releases';
import { releaseStore } from '@signalbox/releases/store';
import { watchAliases } from './alias-watch.ts';
import type { Base } from './base.ts';
import { startBenchCloud } from './bench-cloud.ts';
import type { Change } from './change.ts';
import { clientSettings } from './client-settings.ts';
import { openCloudClock } from './cloud-clock.ts';
import { ownFolder } from './ends-with-us.ts';
import { failedDeployments } from './failed-deployments.ts';
import { keptTelemetry } from './kept-telemetry.ts';
import { lostMessages } from './lost-telemetry.ts';
import { pause, until } from './pause.ts';
import { decisionsAsReleased, decisionsOfRules } from './replayed-decisions.ts';
import { releasedRules, rightDecisions } from './right-decisions.ts';
import { runRelease } from './run-release.ts';
import type { Sources } from './sources.ts';
import { startTraffic, type Traffic } from './traffic.ts';
import { exposedMs, type Seen, type Stopped, whereStopped } from './where-stopped.ts';
import { type CommandCheck, checkCommands } from './wrong-commands.ts';

export interface TrialOptions {
  readonly base: Base;
  readonly sources: Sources;
  readonly speed: number;
  readonly devices: number;
  readonly plain: boolean;
  readonly keep: boolean;
  /** Whether what the change decides is right, too. */
  readonly isGood: boolean;
}

/** The cloud that a change is released into. */
interface TrialCloud {
  readonly endpoint: string;
  readonly mqttUrl: string;
  readonly dataDirectory: string;
}

export interface Outcome {
  readonly stopped: Stopped;
  readonly commands: CommandCheck;
  readonly published: number;
  readonly lost: number;
  /** For how long the new version had a part, ms of the cloud; undefined: it still has. */
  readonly exposedMs: number | undefined;
  /** Wall time of it all. */
  readonly tookMs: number;
}

const minuteMs = 60_000;

/** Of the cloud: before the release, so that there is something to compare with, and after it, for whatever looks later. */
const beforeMs = 2 * minuteMs;
const afterMs = 3 * minuteMs;
/** For a release of rules to end. */
const rulesMs = 30 * minuteMs;
/** Of the machine: for what is on its way when devices fall silent. */
const settleMs = 60_000;
/** Of the cloud: for decisions of timers, which wait for a sweep, and for what comes after them. */
const carriedOutMs = 3 * minuteMs;

const openReleases = (endpoint: string) => {
  const client = new DynamoDBClient(clientSettings(endpoint));
  const store = releaseStore({ client, tableName: 'signalbox-local-releases' });
  return {
    timeline: (): Promise<RuleTimeline> => store.loadTimeline(),
    hookReports: store.loadHookReports,
    close: () => client.destroy(),
  };
};

const measureTelemetry = async (endpoint: string, { messages }: Traffic) => {
  const lost = async () => lostMessages(messages, await keptTelemetry(endpoint)).length;
  return { published: messages.length, lost: await until(lost, (count) => count === 0, settleMs) };
};

/** Releases the change as it is in the sources, and watches until nothing is under way any more. */
const watchRelease = async (
  { dataDirectory, endpoint }: TrialCloud,
  { keep, plain, sources, speed }: TrialOptions,
  now: () => number,
): Promise<Seen> => {
  const releases = openReleases(endpoint);
  const startedAt = now();
  const watch = await watchAliases(endpoint, now);
  try {
    const before = await releases.timeline();
    const { code, output } = await runRelease({ folder: sources.folder, endpoint, plain });
    if (keep) writeFileSync(join(dataDirectory, 'release.log'), output);
    const after = await until(releases.timeline, (seen) => currentRelease(seen) === undefined, rulesMs / speed);
    await pause(afterMs / speed);
    const failed = await failedDeployments(endpoint, startedAt, releases.hookReports);
    return { code, output, failed, aliases: await watch.stop(), timelines: [before, after] };
  } finally {
    releases.close();
    await watch.stop();
  }
};

/** What may have become commands, by replays of all that was received. */
const decisionsFor = async (
  endpoint: string,
  { base, isGood, sources }: TrialOptions,
  timeline: RuleTimeline,
): Promise<readonly Decision[]> => {
  const run = { endpoint, folder: sources.folder, since: base.since };
  const before = await decisionsOfRules(run);
  if (!releasedRules(timeline)) return before;
  return rightDecisions({ before, asReleased: await decisionsAsReleased(run) }, timeline, isGood);
};

/** A release with traffic flowing, and what came of both. */
const release = async (cloud: TrialCloud, options: TrialOptions): Promise<Omit<Outcome, 'tookMs'>> => {
  const { devices, sources, speed } = options;
  const { endpoint, mqttUrl } = cloud;
  const now = await openCloudClock(endpoint);
  const traffic = await startTraffic({ mqttUrl, devices, speed, now });
  try {
    await pause(beforeMs / speed);
    const from = now();
    const seen = await watchRelease(cloud, options, now);
    const to = now() - carriedOutMs;
    await traffic.quiet();
    const telemetry = await measureTelemetry(endpoint, traffic);
    sources.restore();
    // Time goes on while it is replayed: what timers decide meanwhile is none of it.
    const sent = [...traffic.commands];
    const decisions = await decisionsFor(endpoint, options, seen.timelines[1]);
    const commands = checkCommands(sent, decisions, { from, to });
    return { stopped: whereStopped(seen), exposedMs: exposedMs(seen), commands, ...telemetry };
  } finally {
    await traffic.quiet();
    await traffic.close();
  }
};

/** Releases one change into a cloud of its own, which runs the version before. */
export const runTrial = async (change: Change, options: TrialOptions): Promise<Outcome> => {
  const startedMs = performance.now();
  const { base, keep, sources, speed } = options;
  const data = ownFolder();
  const dataDirectory = data.path;
  cpSync(base.dataDirectory, dataDirectory, { recursive: true });
  sources.change(change);
  const cloud = await startBenchCloud(dataDirectory, speed);
  try {
    return { ...(await release(cloud, options)), tookMs: performance.now() - startedMs };
  } finally {
    sources.restore();
    await cloud.stop();
    if (keep) {
      data.keep();
      process.stderr.write(`kept: ${dataDirectory}\n`);
    } else data.remove();
  }
};
