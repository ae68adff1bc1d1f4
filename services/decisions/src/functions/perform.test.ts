import type { Context } from 'aws-lambda';
import { beforeAll, expect, it, vi } from 'vitest';

beforeAll(() => {
  const settings = { POWERTOOLS_SERVICE_NAME: 'decisions', STAGE: 'test', POWERTOOLS_LOG_LEVEL: 'SILENT' };
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

const context = { functionName: 'f', functionVersion: '1', getRemainingTimeInMillis: () => 60_000 } as Context;

const action = { type: 'sns', event: 'e', lifecycle: 'onEnter', payload: 'p', targetArn: 'arn:aws:sns:x:0:t' };
const detail = {
  ...{ decisionId: 'm/pump-7/s:1#0/0', ruleSet: 'default', rule: 'm', fleet: 'demo', deviceId: 'pump-7', decidedAt: 1 },
  ...{ cause: { type: 'reading', shardId: 's', sequenceNumber: '1', reading: 0 }, reason: 'r', action },
};
const body = JSON.stringify({ source: 'signalbox.decisions', 'detail-type': 'DetectorAction', detail });

it('a probe carries out nothing, and says what it would have', async () => {
  const { handler } = await import('./perform.ts');
  const event = { Records: [{ messageId: 'm1', body }] };
  expect(await handler({ probe: { event } }, context)).toMatchObject({
    probe: 'answered',
    refusedWrites: [{ adapter: 'sns', arguments: [action, { decisionId: detail.decisionId, deviceId: 'pump-7' }] }],
    result: { batchItemFailures: [{ itemIdentifier: 'm1' }] },
  });
});

it('a message that is no action fails alone', async () => {
  const { handler } = await import('./perform.ts');
  const event = { Records: [{ messageId: 'm1', body: 'x' }] } as never;
  expect(await handler(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
});
