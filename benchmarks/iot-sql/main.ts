import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { fuzz } from './fuzz.ts';

const usage = `usage: pnpm bench iot-sql [--rounds 5] [--round-ms 300]
       pnpm bench iot-sql --fuzz [--runs 1000000] [--seed 1]

Evaluations a second of five rules of AWS IoT SQL by packages/iot-sql, beside (a) the same rule written by hand in JavaScript over
JSON.parse'd input and (b) JSONata. Each starts from the payload's bytes and ends with the output's.
Goals: at least half of (a), at least 5 times (b).

--fuzz evaluates random statements over random payloads instead: none may throw anything but SqlError, none may take long.
The same seed makes the same statements.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    rounds: { type: 'string', default: '5' },
    'round-ms': { type: 'string', default: '300' },
    fuzz: { type: 'boolean' },
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});

if (values.help) process.stdout.write(usage);
else if (values.fuzz) fuzz({ runs: Number(values.runs), seed: Number(values.seed) });
else await compare({ rounds: Number(values.rounds), roundMs: Number(values['round-ms']) });
