import { parseArgs } from 'node:util';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { archiveOfBaseline, baselineMillion } from './baseline.ts';
import { dollarsOf } from './bill.ts';
import { deployAsProduction } from './deploy.ts';
import type { Deployment } from './deployment.ts';
import type { TableShape } from './dynamodb-units.ts';
import { measure, type Plan } from './measure.ts';
import { type MessageKind, messageKinds, readingsOf } from './messages.ts';
import { RunMeter } from './meter.ts';
import { exchangeMeter } from './meter-exchange.ts';
import { meteredServices } from './metered-services.ts';
import { type CommonMillion, commonMillion, ourMillion } from './million.ts';
import { fixedMonth, keptMonth } from './month.ts';
import { printByService, printLines, printPrices, say } from './print.ts';
import type { Run, SingleInvocations } from './run.ts';
import { invokeSingly } from './single-invocations.ts';
import { readTableShapes } from './table-shapes.ts';
import { addUsage, type Usage } from './usage.ts';

const usage = `usage: pnpm bench cost [--rate 1000] [--measure-rate <rate>] [--devices 1000] [--seconds 60] [--decisions 0.001]
                       [--messages small,1kb] [--singles 300] [--lines] [--prices]

Dollars per million telemetry messages at us-east-1 list prices, everything that a run used billed, beside the same run priced as one
Lambda a message with the same state. The run: the embedded cloud, deployed by the real CLI with the parameters of production.

  --rate          messages/s that the bill is for: shard hours, sweeps and polls go by time
  --measure-rate  messages/s of the run, if the machine does not hold --rate: batches are then those of this rate
  --devices       of the measured fleet: how many messages of one device a batch holds, so how often its state is read
  --decisions     share of the messages that lead to a decision, and so to a command and its answer
  --singles       invocations with one record, by which one Lambda a message is priced
  --lines         prints every line of the bills
  --prices        prints the price list and ends
`;

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000' },
    'measure-rate': { type: 'string' },
    devices: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    decisions: { type: 'string', default: '0.001' },
    messages: { type: 'string', default: messageKinds.join(',') },
    singles: { type: 'string', default: '300' },
    lines: { type: 'boolean', default: false },
    prices: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const messagesPerSecond = Number(values.rate);
const goal = 1 / 3;

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`--${name} must be a number above 0, not ${text}`);
};

const kinds = (): readonly MessageKind[] =>
  values.messages.split(',').map((name) => {
    const kind = messageKinds.find((each) => each === name);
    if (kind === undefined) throw new Error(`--messages must be of ${messageKinds.join(', ')}, not ${name}`);
    return kind;
  });

const planOf = (kind: MessageKind): Plan => ({
  kind,
  devices: positive('devices', values.devices),
  messagesPerSecond: positive('measure-rate', values['measure-rate'] ?? values.rate),
  seconds: positive('seconds', values.seconds),
  decisionShare: Number(values.decisions),
});

const sumOf = (common: CommonMillion, own: Usage, overMqtt: boolean): Usage => {
  const { intake, messaging, decisions, scheduled, memoryStore } = common;
  return addUsage(intake, overMqtt ? messaging : {}, own, memoryStore, decisions, scheduled);
};

const printRun = ({ fleet, metered, meteredSeconds }: Run, { kind }: Plan): void => {
  const batches = [...metered.functions].map(
    ([name, { durationsMs, billedMs, memoryMb, coldStarts }]) =>
      `  ${name}: ${durationsMs.length} invocations, ${billedMs} ms billed at ${memoryMb} MB, ${coldStarts} cold`,
  );
  say(
    `\n${kind}: ${Math.round(fleet.payloadBytes / fleet.messages)} bytes, ${readingsOf[kind]} reading(s) a message; ${fleet.messages} messages of ` +
      `${fleet.devices} devices in ${fleet.seconds.toFixed(1)} s (${(fleet.messages / fleet.seconds).toFixed(0)}/s), ` +
      `${fleet.commands} decisions (${((100 * fleet.commands) / fleet.messages).toFixed(2)} %); metered for ${meteredSeconds.toFixed(0)} s`,
  );
  for (const line of batches) say(line);
};

const printRatio = (what: string, ours: Usage, theirs: Usage): void => {
  const ratio = dollarsOf(ours) / dollarsOf(theirs);
  say(`  ${what.padEnd(56)}${ratio.toFixed(2)}  goal a third: ${ratio <= goal ? 'met' : 'not met'}`);
};

const otherMode = (mode: Deployment['streamMode']): Deployment['streamMode'] =>
  mode === 'ON_DEMAND' ? 'PROVISIONED' : 'ON_DEMAND';

const report = (plan: Plan, run: Run, single: SingleInvocations, deployment: Deployment, metrics: number): void => {
  const scale = { messagesPerSecond, deployment };
  const common = commonMillion(run, scale);
  const deployed = ourMillion(run, scale, deployment.streamMode);
  const other = ourMillion(run, scale, otherMode(deployment.streamMode));
  const theirs = baselineMillion(single);
  const columns = [
    { title: 'ours, MQTT', usage: sumOf(common, deployed.usage, true) },
    { title: 'ours, Basic', usage: sumOf(common, deployed.usage, false) },
    { title: 'each, MQTT', usage: sumOf(common, theirs, true) },
    { title: 'each, Basic', usage: sumOf(common, theirs, false) },
  ] as const;
  const [mqtt, basic, each, eachBasic] = columns;
  printRun(run, plan);
  printByService(columns);
  printRatio('ours, MQTT / a Lambda each, MQTT', mqtt.usage, each.usage);
  printRatio('ours, Basic Ingest / a Lambda each, MQTT', basic.usage, each.usage);
  printRatio('ours, Basic Ingest / a Lambda each, Basic Ingest', basic.usage, eachBasic.usage);
  const archived = addUsage(each.usage, archiveOfBaseline);
  printRatio(
    `ours, MQTT / a Lambda each that archives by a PUT each ($${dollarsOf(archived).toFixed(2)})`,
    mqtt.usage,
    archived,
  );
  const shards = other.shards ?? deployed.shards;
  const otherMqtt = sumOf(common, other.usage, true);
  const otherBasic = sumOf(common, other.usage, false);
  say(
    `  with a stream ${otherMode(deployment.streamMode)} (${shards} shards, half used): MQTT $${dollarsOf(otherMqtt).toFixed(3)}, ` +
      `Basic Ingest $${dollarsOf(otherBasic).toFixed(3)}`,
  );
  printRatio('  that, MQTT / a Lambda each, MQTT', otherMqtt, each.usage);
  printRatio('  that, Basic Ingest / a Lambda each, MQTT', otherBasic, each.usage);
  if (values.lines) {
    printLines('ours, MQTT', mqtt.usage);
    printLines('a Lambda each, MQTT', each.usage);
  }
  printLines('a month, for each million messages kept', keptMonth(run));
  printLines('a month, whatever the load', fixedMonth(deployment, metrics));
};

const printRules = ({ streamMode, streamRetentionHours, storeMemoryHours }: Deployment): void => {
  say(`the bill is for ${messagesPerSecond} messages/s; the templates deploy a stream ${streamMode}, retention ${streamRetentionHours} h, and a memory store of ${storeMemoryHours} h
- what grows with messages is scaled by their number; stream hours, sweeps and polls of idle queues (five a queue each 20 s) by time
- batches are those of the run; a mapping without a window has one of 1 s, for AWS asks a shard once a second
- durations are those of this machine, whose stores answer faster than AWS does: that favours a Lambda each, which waits for each message
- each (a Lambda each): ingest and decide in one invocation, warm, at the smaller memory; one state read, one WriteRecords, the log of one function; no archive
- Basic (Ingest): the same run without the price of the telemetry messages themselves; rule and action stay
- left out: CONNECT and SUBSCRIBE (once a connection), queries, the few MB that tables hold`);
};

const bill = async (cloud: Cloud, meter: RunMeter, shapes: Map<string, TableShape>): Promise<void> => {
  const deployment = await deployAsProduction(cloud);
  for (const [name, shape] of await readTableShapes(cloud)) shapes.set(name, shape);
  printRules(deployment);
  for (const kind of kinds()) {
    const plan = planOf(kind);
    const run = await measure(cloud, meter, plan);
    const single = await invokeSingly(cloud, meter, kind, positive('singles', values.singles));
    report(plan, run, single, deployment, meter.customMetrics.size);
  }
};

const main = async (): Promise<void> => {
  const meter = new RunMeter();
  const shapes = new Map<string, TableShape>();
  const shapeOf = (table: string): TableShape => shapes.get(table) ?? { name: table, keys: [], indexes: [] };
  const onAnswer = exchangeMeter(meter, shapeOf);
  const cloud = await startCloud(meteredServices(allServices(), meter), { port: 0, mqttPort: 0, onAnswer });
  try {
    await bill(cloud, meter, shapes);
  } finally {
    await cloud.stop();
  }
};

if (values.help) process.stdout.write(usage);
else if (values.prices) printPrices();
else await main();
