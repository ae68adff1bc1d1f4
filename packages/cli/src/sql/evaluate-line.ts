import { type ConformanceContext, DEFAULT_SQL_VERSION, type SqlVersion } from '@signalbox/iot-sql';
import { evaluateCase, type SqlOutcome } from './evaluate-case.ts';

/** What a line of `signalbox sql --batch` may hold. */
interface BatchLine {
  readonly id?: unknown;
  readonly sql: string;
  readonly awsIotSqlVersion?: string;
  readonly topic: string;
  /** Any JSON value. */
  readonly payload?: unknown;
  /** Bytes: text, or base64. */
  readonly rawPayload?: string;
  readonly context?: ConformanceContext;
}

/** What came of it. `raw` has the output's own spelling; `output` is there if that is JSON. */
export interface BatchAnswer {
  readonly id?: unknown;
  readonly matched: boolean;
  readonly output?: unknown;
  readonly raw?: string;
  readonly error?: string;
}

const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** A text that is JSON is meant as it stands; another one that is base64 to the letter is meant as the bytes that it stands for. */
const bytesOf = (raw: string): Buffer => {
  const decoded = Buffer.from(raw, 'base64');
  const isBase64 = raw !== '' && decoded.toString('base64') === raw;
  return isBase64 && parse(raw) === undefined ? decoded : Buffer.from(raw);
};

const payloadOf = ({ payload, rawPayload }: BatchLine): Buffer => {
  if (rawPayload !== undefined) return bytesOf(rawPayload);
  return Buffer.from(payload === undefined ? '' : JSON.stringify(payload));
};

const faultOf = (line: Partial<BatchLine> | null): string | undefined => {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return 'it is no JSON object';
  if (typeof line.sql !== 'string') return 'sql must be a string';
  if (typeof line.topic !== 'string') return 'topic must be a string';
  if (line.rawPayload !== undefined && typeof line.rawPayload !== 'string') return 'rawPayload must be a string';
  if (!['2015-10-08', '2016-03-23', undefined].includes(line.awsIotSqlVersion)) {
    return `awsIotSqlVersion is 2015-10-08 or 2016-03-23, not ${line.awsIotSqlVersion}`;
  }
  return undefined;
};

const answerOf = (outcome: SqlOutcome): BatchAnswer => {
  if (outcome.kind !== 'matched') {
    return { matched: false, ...(outcome.error === undefined ? {} : { error: outcome.error }) };
  }
  const raw = outcome.output.toString();
  const document = parse(raw);
  return { matched: true, ...(document === undefined ? {} : { output: document.value }), raw };
};

/** Runs one line; what is wrong with it is its answer, so that the lines after it are run too. `number` counts from 1. */
export const evaluateLine = (text: string, number: number): BatchAnswer => {
  const parsed = parse(text);
  if (parsed === undefined) return { matched: false, error: `line ${number}: it is not JSON` };
  const line = parsed.value as BatchLine;
  const fault = faultOf(line);
  const id = typeof line === 'object' && line !== null && line.id !== undefined ? { id: line.id } : {};
  if (fault !== undefined) return { ...id, matched: false, error: `line ${number}: ${fault}` };
  const { sql, topic, context = {} } = line;
  const awsIotSqlVersion = (line.awsIotSqlVersion ?? DEFAULT_SQL_VERSION) as SqlVersion;
  const timestamp = Date.now();
  const outcome = evaluateCase({
    sql,
    awsIotSqlVersion,
    topic,
    payload: payloadOf(line),
    context: { timestamp, ...context },
  });
  return { ...id, ...answerOf(outcome) };
};
