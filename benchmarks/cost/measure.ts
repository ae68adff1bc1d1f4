import type { Cloud } from '@signalbox/local-cloud';
import { type Fleet, startFleet } from './fleet.ts';
import { type MessageKind, readingsOf } from './messages.ts';
import type { RunMeter } from './meter.ts';
import { Problem } from './problem.ts';
import type { Run } from './run.ts';

export interface Plan {
  readonly kind: MessageKind;
  readonly devices: number;
  readonly messagesPerSecond: number;
  readonly seconds: number;
  readonly decisionShare: number;
}

const warmUpSeconds = 10;
const giveUpMs = 180_000;
/** Nothing more comes of the commands when nothing came for so long. */
const quietMs = 5000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything that the functions did with messages, by their own counts. */
const progress = (meter: RunMeter) => ({
  stored: meter.counted('ReadingsStored'),
  archived: meter.counted('RecordsArchived'),
  commands: meter.counted('CommandsCreated') + meter.counted('CommandsSent') + meter.counted('CommandsFinal'),
});

/** @throws Problem if not everything was stored and archived in time */
const untilThrough = async (meter: RunMeter, messages: number, kind: MessageKind): Promise<void> => {
  const deadline = Date.now() + giveUpMs;
  const rows = messages * readingsOf[kind];
  let last = '';
  let changedAt = Date.now();
  for (;;) {
    const now = progress(meter);
    if (JSON.stringify(now) !== last) changedAt = Date.now();
    last = JSON.stringify(now);
    const isThrough = now.stored >= rows && now.archived >= messages;
    if (isThrough && Date.now() - changedAt > quietMs) return;
    if (Date.now() > deadline)
      throw new Problem(`of ${messages} messages with ${rows} readings only ${last} went through`);
    await pause(200);
  }
};

/** A warm-up that is not billed, then the run. */
const runFleet = async (fleet: Fleet, meter: RunMeter, plan: Plan): Promise<Run> => {
  await fleet.publishFor(warmUpSeconds);
  await untilThrough(meter, meter.recordsPut, plan.kind);
  await fleet.report();
  meter.take();
  const startedAt = performance.now();
  const seconds = await fleet.publishFor(plan.seconds);
  await untilThrough(meter, meter.recordsPut, plan.kind);
  const meteredSeconds = (performance.now() - startedAt) / 1000;
  const use = await fleet.report();
  return { fleet: { ...use, devices: plan.devices, seconds }, metered: meter.take(), meteredSeconds };
};

/** A bill for something that was lost or done twice would be wrong. @throws Problem that says what is amiss */
const check = ({ fleet, metered }: Run, kind: MessageKind): void => {
  const { stream, counted, unpriced } = metered;
  const decisions = counted.get('DecisionsMade') ?? 0;
  const rows = fleet.messages * readingsOf[kind];
  const problems = [
    stream.records === fleet.messages ? '' : `${fleet.messages} messages made ${stream.records} records`,
    metered.storedRows === rows ? '' : `${rows} readings made ${metered.storedRows} rows`,
    decisions === fleet.commands ? '' : `${decisions} decisions made ${fleet.commands} commands`,
    ...['RecordsRejected', 'RecordsFailed', 'DuplicatesSkipped']
      .filter((name) => (counted.get(name) ?? 0) > 0)
      .map((name) => `${name}: ${counted.get(name)}`),
    ...[...unpriced].map((request) => `there is no price for ${request}`),
  ].filter((problem) => problem !== '');
  if (problems.length > 0) throw new Problem(`the run cannot be billed: ${problems.join('; ')}`);
};

/** Runs a fleet against the cloud and says what was used. */
export const measure = async (cloud: Cloud, meter: RunMeter, plan: Plan): Promise<Run> => {
  const { kind, devices, messagesPerSecond, decisionShare } = plan;
  const url = `mqtt://${cloud.services.iot.mqttAddress()}`;
  meter.take();
  const fleet = await startFleet({ url, fleet: `cost${kind}`, kind, devices, messagesPerSecond, decisionShare });
  try {
    const run = await runFleet(fleet, meter, plan);
    check(run, kind);
    return run;
  } finally {
    await fleet.stop();
  }
};
