import { archiveOfBaseline, baselineMillion } from './baseline.ts';
import { dollarsOf } from './bill.ts';
import { type MessageKind, readingsOf } from './messages.ts';
import { type CommonMillion, commonMillion, ourMillion, type Scale } from './million.ts';
import { fixedMonth, keptMonth } from './month.ts';
import { printByService, printLines, say } from './print.ts';
import type { Run, SingleInvocations } from './run.ts';
import { addUsage, type Usage } from './usage.ts';

export interface Measured {
  readonly kind: MessageKind;
  readonly run: Run;
  readonly single: SingleInvocations;
}

const goal = 1 / 3;

const sumOf = (common: CommonMillion, own: Usage, overMqtt: boolean): Usage => {
  const { intake, messaging, decisions, scheduled, memoryStore } = common;
  return addUsage(intake, overMqtt ? messaging : {}, own, memoryStore, decisions, scheduled);
};

const printRun = ({ kind, run: { fleet, metered, meteredSeconds }, single }: Measured): void => {
  const bytes = Math.round(fleet.payloadBytes / fleet.messages);
  const rate = Math.round(fleet.messages / fleet.seconds);
  const share = ((100 * fleet.commands) / fleet.messages).toFixed(2);
  say(`\n${kind}: ${bytes} bytes and ${readingsOf[kind]} reading(s) a message`);
  say(
    `  the run: ${fleet.messages} messages of ${fleet.devices} devices in ${fleet.seconds.toFixed(1)} s (${rate}/s), ` +
      `${fleet.commands} decisions (${share} %); metered for ${meteredSeconds.toFixed(0)} s`,
  );
  for (const [name, { durationsMs, billedMs, memoryMb, coldStarts }] of metered.functions) {
    say(`  ${name}: ${durationsMs.length} invocations, ${billedMs} ms billed at ${memoryMb} MB, ${coldStarts} cold`);
  }
  for (const [name, { durationsMs }] of single.metered.functions) {
    const mean = durationsMs.reduce((sum, each) => sum + each, 0) / durationsMs.length;
    say(`  one record each: ${name}: ${durationsMs.length} invocations of ${mean.toFixed(2)} ms`);
  }
};

const printRatio = (what: string, ours: Usage, theirs: Usage): void => {
  const ratio = dollarsOf(ours) / dollarsOf(theirs);
  say(`  ${what.padEnd(62)}${ratio.toFixed(2)}  goal a third: ${ratio <= goal ? 'met' : 'not met'}`);
};

interface Ways {
  readonly mqtt: Usage;
  readonly basic: Usage;
}

const waysOf = (common: CommonMillion, own: Usage): Ways => ({
  mqtt: sumOf(common, own, true),
  basic: sumOf(common, own, false),
});

const printRatios = (ours: Ways, each: Ways): void => {
  printRatio('ours, MQTT / each, MQTT', ours.mqtt, each.mqtt);
  printRatio('ours, Basic / each, MQTT', ours.basic, each.mqtt);
  printRatio('ours, Basic / each, Basic', ours.basic, each.basic);
};

/** Prints the bill of a run: by service, beside a Lambda a message, with either kind of stream, and what a month costs. */
export const printReport = (measured: Measured, scale: Scale, customMetrics: number, withLines: boolean): void => {
  const { run, single } = measured;
  const { deployment } = scale;
  const common = commonMillion(run, scale);
  const ours = waysOf(common, ourMillion(run, scale, deployment.streamMode).usage);
  const each = waysOf(common, baselineMillion(single));
  printRun(measured);
  printByService(
    [
      { title: 'ours, MQTT', usage: ours.mqtt },
      { title: 'ours, Basic', usage: ours.basic },
      { title: 'each, MQTT', usage: each.mqtt },
      { title: 'each, Basic', usage: each.basic },
    ],
    readingsOf[measured.kind],
  );
  printRatios(ours, each);
  const archived = addUsage(each.mqtt, archiveOfBaseline);
  printRatio(
    `ours, MQTT / each, MQTT, with an archive PUT each ($${dollarsOf(archived).toFixed(2)})`,
    ours.mqtt,
    archived,
  );
  const otherMode = deployment.streamMode === 'ON_DEMAND' ? 'PROVISIONED' : 'ON_DEMAND';
  const other = ourMillion(run, scale, otherMode);
  const others = waysOf(common, other.usage);
  const shards = other.shards === undefined ? '' : ` (shards: ${other.shards}, half used)`;
  say(
    `  with a stream ${otherMode}${shards}: MQTT $${dollarsOf(others.mqtt).toFixed(3)}, Basic $${dollarsOf(others.basic).toFixed(3)}`,
  );
  printRatios(others, each);
  if (withLines) {
    printLines('ours, MQTT', ours.mqtt);
    printLines('each, MQTT', each.mqtt);
  }
  printLines('a month, for each million messages kept', keptMonth(run));
  printLines('a month, whatever the load', fixedMonth(deployment, customMetrics));
};

/** Says what the bill is for and how a run is carried over to it. */
export const printRules = ({ messagesPerSecond, deployment }: Scale): void => {
  const { streamMode, streamRetentionHours, storeMemoryHours } = deployment;
  say(`the bill is for ${messagesPerSecond} messages/s; the templates deploy a stream ${streamMode}, retention ${streamRetentionHours} h, and a memory store of ${storeMemoryHours} h
- what grows with messages is scaled by their number; stream hours, sweeps and polls of idle queues (five a queue each 20 s) by time
- batches are those of the run; a mapping without a window has one of 1 s, for AWS asks a shard once a second
- durations are those of this machine, whose stores answer faster than AWS does: that favours a Lambda each, which waits for each message
- each (a Lambda each): ingest and decide in one invocation, warm, at the smaller memory; one state read, one WriteRecords, the log of one function; no archive
- Basic (Ingest): the same run without the price of the telemetry messages themselves; rule and action stay
- left out: CONNECT and SUBSCRIBE (once a connection), queries, the few MB that tables hold`);
};
