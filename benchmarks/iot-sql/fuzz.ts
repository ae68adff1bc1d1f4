import { compileRule, Message, SqlError } from '@signalbox/iot-sql';
import { Random } from './random.ts';
import { randomPayload } from './random-payload.ts';
import { randomStatement } from './random-statement.ts';

/** More than any statement of this size may take. */
const MAX_MS = 1_000;

interface Tally {
  refused: number;
  acted: number;
  didNotAct: number;
  failed: number;
}

/** @throws whatever a statement threw that is not SqlError, after naming the statement */
export function fuzz({ runs, seed }: { runs: number; seed: number }): void {
  const random = new Random(seed);
  const tally: Tally = { refused: 0, acted: 0, didNotAct: 0, failed: 0 };
  const startedAt = performance.now();
  let slowestMs = 0;
  for (let run = 0; run < runs; run += 1) {
    const sql = randomStatement(random);
    const payload = randomPayload(random);
    const runStartedAt = performance.now();
    tally[evaluate(sql, payload, random, run)] += 1;
    const tookMs = performance.now() - runStartedAt;
    if (tookMs > MAX_MS) throw new Error(`run ${run} took ${Math.round(tookMs)} ms: ${describe(sql, payload)}`);
    slowestMs = Math.max(slowestMs, tookMs);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(
    `${runs.toLocaleString('en')} statements and payloads (seed ${seed}) in ${seconds.toFixed(1)} s, the slowest in ${slowestMs.toFixed(1)} ms\n` +
      `refused by SqlError ${tally.refused}, acted ${tally.acted}, did not act ${tally.didNotAct}, could not be evaluated ${tally.failed}\n` +
      'crashes 0, hangs 0\n',
  );
}

function evaluate(sql: string, payload: Buffer, random: Random, run: number): keyof Tally {
  try {
    const rule = compileRule(sql, { version: random.chance(95) ? '2016-03-23' : '2015-10-08' });
    const result = rule.evaluate(new Message({ topic: 'a/b', payload, receivedAt: 1_700_000_000_123 }));
    if (result.matched) return 'acted';
    return result.failure === undefined ? 'didNotAct' : 'failed';
  } catch (error) {
    if (error instanceof SqlError) return 'refused';
    process.stderr.write(`run ${run} threw: ${describe(sql, payload)}\n`);
    throw error;
  }
}

function describe(sql: string, payload: Buffer): string {
  return `${JSON.stringify(sql)} over ${JSON.stringify(payload.toString('latin1'))}`;
}
