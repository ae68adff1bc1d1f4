import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { deployAsProduction } from './deploy.ts';
import type { TableShape } from './dynamodb-units.ts';
import { measure } from './measure.ts';
import type { MessageKind } from './messages.ts';
import { RunMeter } from './meter.ts';
import { exchangeMeter } from './meter-exchange.ts';
import { meteredServices } from './metered-services.ts';
import { type Options, readOptions, usage } from './options.ts';
import { printPrices } from './print.ts';
import { Problem } from './problem.ts';
import { printReport, printRules } from './report.ts';
import { invokeSingly } from './single-invocations.ts';
import { readTableShapes } from './table-shapes.ts';

interface Bench {
  readonly cloud: Cloud;
  readonly meter: RunMeter;
  readonly shapes: Map<string, TableShape>;
}

const bill = async ({ cloud, meter, shapes }: Bench, kind: MessageKind, options: Options): Promise<void> => {
  const { rate, measureRate, devices, seconds, decisionShare, kinds, singles, lines } = options;
  const deployment = await deployAsProduction(cloud);
  for (const [name, shape] of await readTableShapes(cloud)) shapes.set(name, shape);
  const scale = { messagesPerSecond: rate, deployment };
  if (kind === kinds[0]) printRules(scale);
  const run = await measure(cloud, meter, { kind, devices, messagesPerSecond: measureRate, seconds, decisionShare });
  const single = await invokeSingly(cloud, meter, kind, singles);
  printReport({ kind, run, single }, scale, meter.customMetrics.size, lines);
};

/** A cloud for each kind: a fleet that has ended falls silent, which rules notice while the next one is measured. */
const run = async (kind: MessageKind, options: Options): Promise<void> => {
  const meter = new RunMeter();
  const shapes = new Map<string, TableShape>();
  const onAnswer = exchangeMeter(meter, (name) => shapes.get(name) ?? { name, keys: [], indexes: [] });
  const cloud = await startCloud(meteredServices(allServices(), meter), { port: 0, mqttPort: 0, onAnswer });
  try {
    await bill({ cloud, meter, shapes }, kind, options);
  } finally {
    await cloud.stop();
  }
};

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(usage);
  else if (options === 'prices') printPrices();
  else for (const kind of options.kinds) await run(kind, options);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`bench cost: ${error.message}\n`);
  process.exitCode = 1;
}
