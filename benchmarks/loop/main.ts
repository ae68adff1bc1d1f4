import { parseArgs } from 'node:util';
import { type Latency, measureLatency } from './latency.ts';
import { type Load, publishLoad } from './load.ts';
import { startNodeRed } from './node-red.ts';
import { startSignalbox } from './signalbox.ts';
import type { System } from './system.ts';

const usage = `usage: pnpm bench loop [--devices 1,50,500] [--messages 60000] [--samples 200]

Messages/s from MQTT publish (QoS 1) to a queryable row, and publish-to-command latency, for Signalbox (archive, store, durable
state, command ledger) and for the same rule in Node-RED (nothing stored) over the same broker library, in one run.
`;

const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '1,50,500' },
    messages: { type: 'string', default: '60000' },
    samples: { type: 'string', default: '200' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

interface Row {
  readonly devices: number;
  readonly system: string;
  readonly acknowledgedPerSecond: number;
  readonly messagesPerSecond: number;
  readonly lost: number;
  readonly latency: Latency;
}

const giveUpMs = 120_000;

/** Waits until everything acknowledged has gone all the way, or nothing more does for long. */
const untilProcessed = async (
  system: System,
  load: Load,
  expected: number,
): Promise<{ processed: number; at: number }> => {
  const deadline = Date.now() + giveUpMs;
  for (;;) {
    const processed = await system.processed(load);
    if (processed >= expected || Date.now() > deadline) return { processed, at: Date.now() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const measure = async (system: System, devices: number): Promise<Row> => {
  const each = Math.ceil(Number(values.messages) / devices);
  const load: Load = { url: system.url, fleet: `bench${devices}`, devices, messages: each * devices, window: 1000 };
  const { acknowledged, startedAt, acknowledgedAt } = await publishLoad(load, system.markLast);
  const { processed, at } = await untilProcessed(system, load, acknowledged);
  const latency = await measureLatency(system.url, load.fleet, Math.min(devices, 50), Number(values.samples), 500);
  return {
    devices,
    system: system.name,
    acknowledgedPerSecond: acknowledged / ((acknowledgedAt - startedAt) / 1000),
    messagesPerSecond: processed / ((at - startedAt) / 1000),
    lost: acknowledged - processed,
    latency,
  };
};

const columns = ['devices', 'system', 'acknowledged/s', 'end to end/s', 'lost', 'command p50 ms', 'p99 ms', 'missing'];

const cells = ({ devices, system, acknowledgedPerSecond, messagesPerSecond, lost, latency }: Row): string[] => [
  String(devices),
  system,
  acknowledgedPerSecond.toFixed(0),
  messagesPerSecond.toFixed(0),
  String(lost),
  latency.p50Ms.toFixed(1),
  latency.p99Ms.toFixed(1),
  String(latency.missing),
];

const print = (line: readonly string[]): void => {
  process.stdout.write(
    `${line.map((cell, index) => cell.padStart(columns[index]?.length ?? 0).padEnd(16)).join('')}\n`,
  );
};

const compare = async (): Promise<void> => {
  const systems = [await startSignalbox(), await startNodeRed()];
  print(columns);
  for (const devices of values.devices.split(',').map(Number)) {
    const rows: Row[] = [];
    for (const system of systems) {
      const row = await measure(system, devices);
      rows.push(row);
      print(cells(row));
    }
    const [ours, theirs] = rows;
    if (ours !== undefined && theirs !== undefined) {
      const ratio = ours.messagesPerSecond / theirs.messagesPerSecond;
      process.stdout.write(`${devices} devices: Signalbox / Node-RED = ${ratio.toFixed(2)} (messages/s end to end)\n`);
    }
  }
  for (const system of systems) await system.stop();
};

if (values.help) process.stdout.write(usage);
else await compare();
