import { createInterface } from 'node:readline';
import { DEFAULT_SQL_VERSION, type SqlVersion } from '@signalbox/iot-sql';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import { evaluateCase } from './evaluate-case.ts';
import { evaluateLine } from './evaluate-line.ts';

export interface SqlOptions {
  readonly topic?: string;
  readonly payload: string;
  readonly clientId?: string;
  readonly version?: string;
  readonly batch?: boolean;
}

const versions: readonly SqlVersion[] = ['2015-10-08', '2016-03-23'];

const versionOf = (version: string = DEFAULT_SQL_VERSION): SqlVersion => {
  const known = versions.find((each) => each === version);
  if (known === undefined) throw new Problem('usage', `--version is ${versions.join(' or ')}, not ${version}`);
  return known;
};

const runBatch = async (console: Console): Promise<void> => {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1;
    if (line.trim() !== '') console.line(JSON.stringify(evaluateLine(line, number)));
  }
};

/** `signalbox sql`. @throws Problem `usage` for a statement that does not compile, with the place */
export const run = async (statement: string | undefined, options: SqlOptions, console: Console): Promise<void> => {
  const { topic, payload, clientId, batch = false } = options;
  if (batch !== (statement === undefined)) throw new Problem('usage', 'give either a statement or --batch');
  if (statement === undefined) return runBatch(console);
  if (topic === undefined) throw new Problem('usage', 'a statement is run over a message: give its --topic');
  const outcome = evaluateCase({
    sql: statement,
    awsIotSqlVersion: versionOf(options.version),
    topic,
    payload: Buffer.from(payload),
    context: { timestamp: Date.now(), ...(clientId === undefined ? {} : { clientId }) },
  });
  if (outcome.kind === 'refused') throw new Problem('usage', outcome.error);
  if (outcome.kind === 'no-match' && outcome.error !== undefined) console.note(outcome.error);
  console.line(outcome.kind === 'matched' ? outcome.output.toString() : 'no match');
};
