import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Latency, measureLatency } from './latency.ts';
import { type Load, publishLoad } from './load.ts';
import { startNodeRed } from './node-red.ts';
import { startSignalbox } from './signalbox.ts';
import type { System } from './system.ts';

const usage = `usage: pnpm bench loop [--devices 1,50,500] [--messages 60000] [--samples 200]

Messages/s from MQTT publish (QoS 1) to a queryable row, and publish-to-command latency, for Signalbox (archive, store, durable
state, command ledger) and for the same rule in Node-RED (nothing stored) over the same broker library, in one run. "lost" is what was
acknowledged and is no row, "not archived" what the archive lacks; Node-RED keeps nothing. Run it with \`taskset -c 0,1\` for two cores.
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
  /** Acknowledged messages that the archive lacks; undefined where there is none. */
  readonly notArchived: number | undefined;
  readonly latency: Latency;
}

const giveUpMs = 60_000;

/** Asks until everything acknowledged has come there, or nothing more does for long. */
const untilThere = async (count: () => Promise<number>, expected: number): Promise<{ there: number; at: number }> => {
  const deadline = Date.now() + giveUpMs;
  for (;;) {
    const there = await count();
    if (there >= expected || Date.now() > deadline) return { there, at: Date.now() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const loadOf = ({ url }: System, fleet: string, devices: number, messages: number): Load => {
  const each = Math.ceil(messages / devices);
  return { url, fleet, devices, messages: each * devices, window: 1000 };
};

/** Between two crossings over all devices, so that latency is that of a system with room to spare. */
const paceMs = 50;
const shortestPaceMs = 150;

const latencyOf = ({ url }: System, fleet: string, devices: number, samples: number): Promise<Latency> => {
  const crossing = Math.min(devices, 50);
  return measureLatency(url, fleet, crossing, samples, Math.max(crossing * paceMs, shortestPaceMs));
};

/** Functions start, code is compiled, tables get their columns. */
const warmUp = async (system: System): Promise<void> => {
  for (const devices of [1, 50]) {
    const load = loadOf(system, `warm${devices}`, devices, 10_000);
    const { acknowledged } = await publishLoad(load, system.markLast);
    await untilThere(() => system.processed(load), acknowledged);
    await latencyOf(system, load.fleet, devices, devices);
  }
};

const measure = async (system: System, devices: number): Promise<Row> => {
  const load = loadOf(system, `bench${devices}`, devices, Number(values.messages));
  const { acknowledged, startedAt, acknowledgedAt } = await publishLoad(load, system.markLast);
  const { there, at } = await untilThere(() => system.processed(load), acknowledged);
  const { archived } = system;
  const kept = archived === undefined ? undefined : await untilThere(() => archived(load), acknowledged);
  const latency = await latencyOf(system, load.fleet, devices, Number(values.samples));
  return {
    devices,
    system: system.name,
    acknowledgedPerSecond: acknowledged / ((acknowledgedAt - startedAt) / 1000),
    messagesPerSecond: there / ((at - startedAt) / 1000),
    lost: acknowledged - there,
    notArchived: kept === undefined ? undefined : acknowledged - kept.there,
    latency,
  };
};

const columns = [
  'devices',
  'system',
  'acknowledged/s',
  'end to end/s',
  'lost',
  'not archived',
  'command p50 ms',
  'p99 ms',
  'missing',
];

const cells = (row: Row): string[] => [
  String(row.devices),
  row.system,
  row.acknowledgedPerSecond.toFixed(0),
  row.messagesPerSecond.toFixed(0),
  String(row.lost),
  row.notArchived === undefined ? '-' : String(row.notArchived),
  row.latency.p50Ms.toFixed(1),
  row.latency.p99Ms.toFixed(1),
  String(row.latency.missing),
];

const print = (line: readonly string[]): void => {
  process.stdout.write(
    `${line
      .map((cell) => cell.padEnd(16))
      .join('')
      .trimEnd()}\n`,
  );
};

const compare = async (): Promise<void> => {
  const systems = [await startSignalbox(), await startNodeRed()];
  process.stdout.write(
    `CPUs: ${availableParallelism()} (shared by the system and its load); Node.js ${process.version}\n`,
  );
  for (const system of systems) await warmUp(system);
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
