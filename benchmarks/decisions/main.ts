import { parseArgs } from 'node:util';
import { compare } from './compare.ts';

const usage = `usage: pnpm bench decisions [--rounds 5] [--round-ms 400] [--seed 1]

Records a second on one core: our engine with the state of every device and decisions made out in full, beside json-rules-engine and
generated JavaScript that only compare, without state. The same seeded records for all.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    rounds: { type: 'string', default: '5' },
    'round-ms': { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
});

if (values.help) process.stdout.write(usage);
else await compare({ rounds: Number(values.rounds), roundMs: Number(values['round-ms']), seed: Number(values.seed) });
