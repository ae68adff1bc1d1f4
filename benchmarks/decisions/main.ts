import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { benchmarkReplay, replayDefaults } from './replay.ts';

const usage = `usage: pnpm bench decisions [--only rules|replay] [--seed 1]
         rules:  [--rounds 5] [--round-ms 400]
         replay: [--devices 10000] [--minutes 1440] [--gzip] [--jobs 2] [--cpus 0,1] [--rules <directory>]

rules: records a second on one core, our engine with the state of every device and decisions made out in full, beside
json-rules-engine and generated JavaScript that only compare, without state. The same seeded records for all.

replay: one day of a fleet, a record of each device a minute, through "signalbox replay": wall time and peak memory.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    'round-ms': { type: 'string', default: '400' },
    devices: { type: 'string', default: String(replayDefaults.devices) },
    minutes: { type: 'string', default: String(replayDefaults.minutes) },
    gzip: { type: 'boolean', default: replayDefaults.gzip },
    jobs: { type: 'string', default: String(replayDefaults.jobs) },
    cpus: { type: 'string', default: replayDefaults.cpus },
    rules: { type: 'string' },
  },
});

const seed = Number(values.seed);

if (values.help) {
  process.stdout.write(usage);
} else if (values.only !== undefined && values.only !== 'rules' && values.only !== 'replay') {
  process.stderr.write(`bench: --only is ${values.only}, must be rules or replay\n${usage}`);
  process.exitCode = 2;
} else {
  if (values.only !== 'replay')
    await compare({ rounds: Number(values.rounds), roundMs: Number(values['round-ms']), seed });
  if (values.only === undefined) process.stdout.write('\n');
  if (values.only !== 'rules') {
    const { cpus, gzip, rules } = values;
    const counts = { devices: Number(values.devices), minutes: Number(values.minutes), jobs: Number(values.jobs) };
    await benchmarkReplay({ ...counts, seed, gzip, cpus, ...(rules !== undefined && { rules }) });
  }
}
