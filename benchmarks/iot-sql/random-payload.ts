import type { Random } from './random.ts';

const KEYS = ['a', 'b', 'c', 'e', 'n', 'v', 'k', 'value', 'metrics', 'temperature', '__proto__', 'toString', ''];
const SCALARS = [
  ...[
    '0',
    '-0',
    '1',
    '10.0',
    '2.5',
    '-2.411E247',
    '1e999999',
    '123456789012345678901234567890',
    '0.1234567890123456789',
  ],
  ...['null', 'true', 'false', '""', '"7"', '"abc"', '"\\u0000\\ud800"', '"2020-01-01"', '"aaaaaaaaaaaaaaaaaaaa!"'],
];

/** JSON for the most part. */
export function randomPayload(random: Random): Buffer {
  if (random.chance(5)) return Buffer.from(random.list(12, () => random.below(256)));
  const text = json(random, 3);
  return Buffer.from(random.chance(5) ? text.slice(0, random.below(text.length + 1)) : text);
}

function json(random: Random, depth: number): string {
  const kind = depth === 0 ? 9 : random.below(10);
  if (kind < 5 || depth === 3) return `{${random.list(5, () => member(random, depth)).join(',')}}`;
  if (kind < 7) return `[${random.list(4, () => json(random, depth - 1)).join(',')}]`;
  return random.pick(SCALARS);
}

function member(random: Random, depth: number): string {
  return `${JSON.stringify(random.pick(KEYS))}:${json(random, depth - 1)}`;
}
