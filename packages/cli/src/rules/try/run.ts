import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { modelOf } from '../../replay/pool/model-of.ts';
import { stopSignal } from '../../stop-signal.ts';
import { resolveTarget, type TargetOptions } from '../../target/target.ts';
import { openClock } from '../../target/target-clock.ts';
import { readDeviceSettings } from './device-settings.ts';
import { openLiveStream } from './live-stream.ts';
import { loadRules } from './load-rules.ts';
import { createTrial } from './trial.ts';
import { trialRecords } from './trial-records.ts';
import { openReport } from './trial-report.ts';

export interface TryOptions extends TargetOptions {
  readonly live?: boolean;
  readonly fleet: string;
  readonly device?: string;
  readonly json?: boolean;
}

/** How often time is let go on, by the machine's clock. */
const tickMs = 1_000;

/** A message may be this long on its way from the broker to the stream: only before that is nothing to come any more. */
const onTheWayMs = 2_000;

const refuseRecorded = ({ live }: TryOptions): void => {
  if (live) return;
  const hint = '`signalbox replay --rules DIR --records FILE` runs rules over recorded telemetry';
  throw new Problem('usage', `rules are tried on the live stream: give --live; ${hint}`);
};

const maxNamed = 5;

const namedRules = (names: readonly string[]): string =>
  names.length > maxNamed ? `${names.length} rules` : names.join(', ');

/** What there is to do before the stream is opened. */
const prepareTrial = async (files: readonly string[], options: TryOptions, console: Console) => {
  const target = resolveTarget(options, process.env);
  const ruleSet = await loadRules(files, target, (parameter) =>
    console.note(`SSM parameter ${parameter} does not exist: the default counts`),
  );
  const [model, now, settings] = await Promise.all([
    modelOf(ruleSet),
    openClock(target),
    readDeviceSettings(target, options.device),
  ]);
  const names = ruleSet.rules.map(({ name }) => name);
  return { target, now, names, trial: createTrial(model, (deviceId) => settings.get(deviceId)) };
};

/**
 * `rules try --live`: takes what comes on the stream through the rules and says what they would decide, until it is told to stop. Each
 * device begins well, with the settings that it has. Ids are those that the service would give; nothing is sent or kept.
 * @throws Problem `usage`, `rules-invalid`
 */
export const run = async (
  files: readonly string[],
  options: TryOptions,
  console: Console,
  signal: AbortSignal = stopSignal(),
): Promise<void> => {
  refuseRecorded(options);
  const { device, fleet, json = false } = options;
  const { names, now, target, trial } = await prepareTrial(files, options, console);
  const report = openReport(names, console, json);
  const records = trialRecords(trial, { fleet, device }, report.tell);
  const stream = await openLiveStream(target, { now, signal, onRecords: records.take });
  const ticking = setInterval(() => {
    const readAll = stream.readAll();
    if (readAll !== undefined) trial.letTimePass(readAll - onTheWayMs).forEach(report.tell);
  }, tickMs);
  const whom = device === undefined ? `fleet ${fleet}` : `${fleet}/${device}`;
  console.note(`trying ${namedRules(names)} on ${whom}, from now on, in ${stream.name}; Ctrl-C ends it`);
  try {
    await stream.ended;
  } finally {
    clearInterval(ticking);
    report.summary({ records: records.count, devices: trial.devices });
  }
};
