import { compileRule, Message } from '@signalbox/iot-sql';
import jsonata from 'jsonata';
import type { BenchmarkRule, Publication } from './rules.ts';

/** From the payload's bytes to the output's; undefined where the rule does not act. */
export type Evaluate = (payload: Buffer, publication: Publication) => Uint8Array | undefined;

type EvaluateLater = (payload: Buffer, publication: Publication) => Promise<Uint8Array | undefined>;

export function ours({ sql }: BenchmarkRule): Evaluate {
  const rule = compileRule(sql, { version: '2016-03-23' });
  return (payload, { topic, receivedAt }) => {
    const result = rule.evaluate(new Message({ topic, payload, receivedAt }));
    return result.matched ? result.output : undefined;
  };
}

export function byHand(rule: BenchmarkRule): Evaluate {
  return (payload, publication) => write(rule.byHand(JSON.parse(payload.toString()), publication));
}

export function inJsonata(rule: BenchmarkRule): EvaluateLater {
  const expression = jsonata(rule.jsonata);
  return async (payload, { topic, receivedAt }) => {
    const bindings = { levels: topic.split('/'), receivedAt };
    return write(await expression.evaluate(JSON.parse(payload.toString()), bindings));
  };
}

function write(output: unknown): Uint8Array | undefined {
  return output === undefined ? undefined : Buffer.from(JSON.stringify(output));
}
