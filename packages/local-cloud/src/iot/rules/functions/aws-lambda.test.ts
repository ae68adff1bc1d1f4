import { describe, expect, it } from 'vitest';
import type { CloudContext } from '../../../kernel/context.ts';
import type { LambdaPort } from '../../../ports/lambda.ts';
import { awsLambda } from './aws-lambda.ts';

interface Timing {
  readonly delays: number[];
  cleared: number;
}

/** A context whose clock runs ten times as fast as the machine's, and whose timers fire at once if they `fire`. */
function contextOf(invoke: LambdaPort['invoke'], fire: boolean): { context: CloudContext; timing: Timing } {
  const timing: Timing = { delays: [], cleared: 0 };
  const clock = {
    speed: 10,
    after: (delayMs: number, task: () => void) => {
      timing.delays.push(delayMs);
      if (fire) queueMicrotask(task);
    },
    clear: () => {
      timing.cleared += 1;
    },
  };
  return { context: { clock, services: { lambda: { invoke } } } as unknown as CloudContext, timing };
}

const request = { functionArn: 'arn:f', payload: '{"a":1}' };

describe('aws_lambda()', () => {
  it('invokes synchronously, in the name of AWS IoT and the rule', async () => {
    const calls: unknown[][] = [];
    const { context, timing } = contextOf(async (...args) => {
      calls.push(args);
      return { statusCode: 200, payload: Buffer.from('{"b":2}'), executedVersion: '$LATEST' };
    }, false);
    expect(await awsLambda(context, 'arn:rule')(request)).toEqual(Buffer.from('{"b":2}'));
    const caller = { principal: 'iot.amazonaws.com', sourceArn: 'arn:rule' };
    expect(calls).toEqual([['arn:f', Buffer.from('{"a":1}'), 'RequestResponse', caller]]);
    expect(timing.cleared).toBe(1);
  });

  it('gives up after 2,000 ms of the machine, on which functions run', async () => {
    const { context, timing } = contextOf(() => new Promise(() => undefined), true);
    await expect(awsLambda(context, 'arn:rule')(request)).rejects.toThrow('arn:f did not answer within 2000 ms');
    expect(timing).toEqual({ delays: [20_000], cleared: 1 });
  });

  it('fails when the function does', async () => {
    const payload = Buffer.from('{"errorMessage":"no"}');
    const failed = async () => ({ statusCode: 200, functionError: 'Unhandled', payload, executedVersion: '1' });
    const { context } = contextOf(failed, false);
    await expect(awsLambda(context, 'arn:rule')(request)).rejects.toThrow('arn:f failed (Unhandled): {"errorMessage"');
  });
});
