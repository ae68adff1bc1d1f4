import assert from 'node:assert/strict';
import { byHand, inJsonata, ours } from './contestants.ts';
import { type BenchmarkRule, payload, publication, rules } from './rules.ts';

const BATCH = 500;
const GOAL_BY_HAND = 0.5;
const GOAL_JSONATA = 5;

interface Rates {
  readonly ours: number;
  readonly byHand: number;
  readonly jsonata: number;
}

/** Evaluations a second of each rule, parsing and writing included, the contestants in turns; the median of the rounds. */
export async function compare(options: { rounds: number; roundMs: number }): Promise<void> {
  process.stdout.write(`${payload.length} bytes of payload; evaluations/s, median of ${options.rounds} rounds\n\n`);
  printRow('rule', ['ours', 'by hand', 'jsonata', 'ours/hand', 'ours/jsonata']);
  let isMet = true;
  for (const rule of rules) {
    await assertSame(rule);
    const rates = await measureRule(rule, options);
    const toHand = rates.ours / rates.byHand;
    const toJsonata = rates.ours / rates.jsonata;
    isMet &&= toHand >= GOAL_BY_HAND && toJsonata >= GOAL_JSONATA;
    const counts = [rates.ours, rates.byHand, rates.jsonata].map((rate) => Math.round(rate).toLocaleString('en'));
    printRow(rule.name, [...counts, toHand.toFixed(2), toJsonata.toFixed(1)]);
  }
  process.stdout.write(
    `\ngoals: ours/hand >= ${GOAL_BY_HAND}, ours/jsonata >= ${GOAL_JSONATA}: ${isMet ? 'met' : 'MISSED'}\n`,
  );
  if (!isMet) process.exitCode = 1;
}

/** @throws AssertionError unless all three write the same document */
async function assertSame(rule: BenchmarkRule): Promise<void> {
  const documents = [
    ours(rule)(payload, publication),
    byHand(rule)(payload, publication),
    await inJsonata(rule)(payload, publication),
  ].map((output) => JSON.parse(Buffer.from(output ?? 'null').toString()));
  assert.notEqual(documents[0], null);
  assert.deepEqual(documents[1], documents[0]);
  assert.deepEqual(documents[2], documents[0]);
}

async function measureRule(
  rule: BenchmarkRule,
  { rounds, roundMs }: { rounds: number; roundMs: number },
): Promise<Rates> {
  const contestants = { ours: ours(rule), byHand: byHand(rule), jsonata: inJsonata(rule) };
  const measured = { ours: [] as number[], byHand: [] as number[], jsonata: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const rates = {
      ours: measure(() => contestants.ours(payload, publication), roundMs),
      byHand: measure(() => contestants.byHand(payload, publication), roundMs),
      jsonata: await measureLater(() => contestants.jsonata(payload, publication), roundMs),
    };
    // The first round warms up.
    if (round < 0) continue;
    for (const name of ['ours', 'byHand', 'jsonata'] as const) measured[name].push(rates[name]);
  }
  return { ours: median(measured.ours), byHand: median(measured.byHand), jsonata: median(measured.jsonata) };
}

function measure(evaluate: () => unknown, forMs: number): number {
  const startedAt = performance.now();
  let count = 0;
  let elapsedMs = 0;
  while (elapsedMs < forMs) {
    for (let i = 0; i < BATCH; i += 1) evaluate();
    count += BATCH;
    elapsedMs = performance.now() - startedAt;
  }
  return (count / elapsedMs) * 1000;
}

async function measureLater(evaluate: () => Promise<unknown>, forMs: number): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  let elapsedMs = 0;
  while (elapsedMs < forMs) {
    for (let i = 0; i < BATCH; i += 1) await evaluate();
    count += BATCH;
    elapsedMs = performance.now() - startedAt;
  }
  return (count / elapsedMs) * 1000;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function printRow(name: string, cells: string[]): void {
  process.stdout.write(`${name.padEnd(34)}${cells.map((cell) => cell.padStart(14)).join('')}\n`);
}
