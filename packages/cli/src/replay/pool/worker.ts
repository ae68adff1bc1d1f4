import { parentPort, workerData } from 'node:worker_threads';
import { Replayer } from '../engine/replayer.ts';
import { LineBlock } from '../lines/line-block.ts';
import type { ReleasedPlan } from '../released/released-plan.ts';
import { type DecideReleased, releasedRules } from '../released/released-rules.ts';
import type { FromWorker, ToWorker, WorkerResult, WorkerSettings } from './messages.ts';
import { modelOf } from './model-of.ts';
import { topDevices } from './top-devices.ts';

// A thread of a replay: it has a share of the devices, and sees all blocks.

const { plan, worker, workers } = workerData as WorkerSettings;

const releasedOf = async ({ ruleSets, timeline }: ReleasedPlan): Promise<DecideReleased> => {
  const models = await Promise.all(ruleSets.map(async (set) => [set.hash, await modelOf(set)] as const));
  return releasedRules(timeline, new Map(models));
};

const replayer = new Replayer({
  rules: await modelOf(plan.rules),
  against: plan.against && (await modelOf(plan.against)),
  released: plan.released && (await releasedOf(plan.released)),
  devices: plan.devices && new Set(plan.devices),
  ...{ worker, workers },
  ...{ tellDecisions: plan.tellDecisions, tellDifferences: plan.tellDifferences, movedWithinMs: plan.movedWithinMs },
});

const shards: string[] = [];

const resultOf = (): WorkerResult => {
  const devices = replayer.devices.map(({ deviceId, decisions: [rules = 0, against = 0], differences }) => {
    return { deviceId, rules, against, ...(differences ?? { added: 0, removed: 0, changed: 0, moved: 0 }) };
  });
  const active = devices.filter(({ rules, against }) => rules + against > 0);
  return {
    counts: replayer.counts,
    ...{ rules: replayer.rules, sets: replayer.sets },
    devices: devices.length,
    activeDevices: active.length,
    topDevices: topDevices(active, plan.top),
  };
};

const answer = (message: ToWorker): FromWorker => {
  if (message.type === 'end') return { type: 'ended', events: replayer.end(message.until), result: resultOf() };
  shards.push(...message.newShards);
  return { type: 'applied', events: replayer.apply(new LineBlock(message.memory, message.count), shards) };
};

parentPort?.on('message', (message: ToWorker) => parentPort?.postMessage(answer(message)));
