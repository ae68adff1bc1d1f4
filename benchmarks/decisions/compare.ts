import assert from 'node:assert/strict';
import type { TelemetryRecord } from '@signalbox/decision-engine';
import { generated, generatedHits, jsonRulesEngine, ours, type Pass } from './contestants.ts';
import { type Limit, limitsOf, recordsOf } from './pump-fleet.ts';

const GOAL_GENERATED = 1 / 3;
const GOAL_JSON_RULES = 500;
const counts = [10, 100, 1000];
const fleet = { devices: 1000, rounds: 100 };

/** How often a pump leaves a band, in a thousand records. */
const scenes = [
  { name: 'calm', perMille: 1, goals: true },
  { name: 'eventful', perMille: 60, goals: false },
];

export interface CompareOptions {
  readonly rounds: number;
  readonly roundMs: number;
  readonly seed: number;
}

/** What a plain reading of the rules decides: how many decisions, and on how many records. */
const expected = (limits: readonly Limit[], records: readonly TelemetryRecord[]) => {
  const active = new Map<string, Set<number>>();
  const hitsOf = generatedHits(limits);
  const total = { decisions: 0, eventful: 0, met: 0 };
  for (const { deviceId, readings } of records) {
    const metrics = readings[0]?.metrics ?? {};
    const known = active.get(deviceId) ?? new Set();
    active.set(deviceId, known);
    const hits = new Set(hitsOf(metrics));
    const over = [...known].filter((index) => {
      const { metric, over: end, side } = limits[index] as Limit;
      return side === 'high' ? Number(metrics[metric]) < end : Number(metrics[metric]) > end;
    });
    const came = [...hits].filter((index) => !known.has(index));
    for (const index of over) known.delete(index);
    for (const index of came) known.add(index);
    total.decisions += over.length + came.length;
    total.eventful += Number(over.length + came.length > 0);
    total.met += hits.size;
  }
  return total;
};

/** @throws {AssertionError} unless all three find the same */
const assertSame = async (limits: readonly Limit[], records: readonly TelemetryRecord[]): Promise<void> => {
  const { decisions, met } = expected(limits, records);
  assert.equal(ours(limits, records)(records), decisions);
  assert.equal(generated(limits)(records), met);
  const hitsOf = generatedHits(limits);
  const evaluate = jsonRulesEngine(limits);
  const eventful = records.filter(({ readings }) => hitsOf(readings[0]?.metrics ?? {})).slice(0, 5);
  for (const record of [...eventful, ...records.slice(0, 5)]) {
    const hits = (hitsOf(record.readings[0]?.metrics ?? {}) ?? []).map((index) => limits[index]?.rule);
    assert.deepEqual([...(await evaluate(record))].sort(), hits.sort());
  }
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Records a second, whole passes for at least `forMs`. */
const measure = (pass: Pass, records: readonly TelemetryRecord[], forMs: number): number => {
  const startedAt = performance.now();
  let done = 0;
  let elapsedMs = 0;
  while (elapsedMs < forMs) {
    pass(records);
    done += records.length;
    elapsedMs = performance.now() - startedAt;
  }
  return (done / elapsedMs) * 1000;
};

const measureJsonRules = async (
  limits: readonly Limit[],
  records: readonly TelemetryRecord[],
  forMs: number,
): Promise<number> => {
  const evaluate = jsonRulesEngine(limits);
  const startedAt = performance.now();
  let done = 0;
  let elapsedMs = 0;
  while (elapsedMs < forMs) {
    await evaluate(records[done % records.length] as TelemetryRecord);
    done += 1;
    elapsedMs = performance.now() - startedAt;
  }
  return (done / elapsedMs) * 1000;
};

const printRow = (cells: readonly string[]): void => {
  process.stdout.write(`${cells.map((cell, index) => cell.padStart([6, 11, 13, 13, 13][index] ?? 16)).join('')}\n`);
};

const shown = (rate: number): string => Math.round(rate).toLocaleString('en');

interface Row {
  readonly toGenerated: number;
  readonly toJsonRules: number;
}

const compareOne = async (limits: readonly Limit[], perMille: number, options: CompareOptions): Promise<Row> => {
  const { roundMs, rounds, seed } = options;
  const records = recordsOf(limits, { ...fleet, perMille, seed });
  await assertSame(limits, records);
  const passes = { ours: ours(limits, records), generated: generated(limits) };
  const rates = { ours: [] as number[], generated: [] as number[], jsonRules: [] as number[] };
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1) {
    const next = [
      measure(passes.ours, records, roundMs),
      measure(passes.generated, records, roundMs),
      await measureJsonRules(limits, records, roundMs),
    ] as const;
    if (round < 0) continue;
    rates.ours.push(next[0]);
    rates.generated.push(next[1]);
    rates.jsonRules.push(next[2]);
  }
  const { decisions, eventful } = expected(limits, records);
  const rate = { ours: median(rates.ours), generated: median(rates.generated), jsonRules: median(rates.jsonRules) };
  const row = { toGenerated: rate.ours / rate.generated, toJsonRules: rate.ours / rate.jsonRules };
  printRow([
    ...[String(limits.length), `${((100 * eventful) / records.length).toFixed(2)} %`],
    ...[shown(rate.ours), shown(rate.generated), shown(rate.jsonRules)],
    ...[row.toGenerated.toFixed(2), shown(row.toJsonRules), (decisions / records.length).toFixed(3)],
  ]);
  return row;
};

/** Records a second on one core of our engine, beside generated code and json-rules-engine; the contestants in turns. */
export const compare = async (options: CompareOptions): Promise<void> => {
  const total = (fleet.devices * fleet.rounds).toLocaleString('en');
  process.stdout.write(`${total} records of ${fleet.devices} pumps, five metrics each; records/s on one core\n`);
  let isMet = true;
  for (const { goals, name, perMille } of scenes) {
    process.stdout.write(`\n${name}\n`);
    printRow([
      'rules',
      'deciding',
      'ours',
      'generated',
      'json-rules',
      'ours/generated',
      'ours/json-rules',
      'decisions/rec',
    ]);
    for (const count of counts) {
      const row = await compareOne(limitsOf(count), perMille, options);
      if (goals) isMet &&= row.toGenerated >= GOAL_GENERATED && (count < 100 || row.toJsonRules >= GOAL_JSON_RULES);
    }
  }
  process.stdout.write(
    `\ngoals, calm: ours/generated >= ${GOAL_GENERATED.toFixed(2)}, ours/json-rules >= ${GOAL_JSON_RULES} from 100 rules on: ${isMet ? 'met' : 'MISSED'}\n`,
  );
  if (!isMet) process.exitCode = 1;
};
