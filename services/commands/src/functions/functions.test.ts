import type { Context } from 'aws-lambda';
import { beforeAll, expect, it, vi } from 'vitest';
import { requestedEventBody } from '../../test/requests.ts';

beforeAll(() => {
  const settings = { POWERTOOLS_SERVICE_NAME: 'commands', STAGE: 'test', POWERTOOLS_LOG_LEVEL: 'SILENT' };
  for (const [name, value] of Object.entries({ ...settings, COMMANDS_TABLE: 'table' })) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

const context = { functionName: 'f', functionVersion: '1', getRemainingTimeInMillis: () => 60_000 } as Context;

it.each([
  ['create', () => import('./create.ts')],
  ['acknowledge', () => import('./acknowledge.ts')],
  ['sweep', () => import('./sweep.ts')],
] as const)('%s starts', async (_name, load) => {
  const { handler } = await load();
  expect(await handler({ probe: true }, context)).toMatchObject({ probe: 'answered' });
});

it('a probe of create writes nothing, and says what it would have written', async () => {
  const { handler } = await import('./create.ts');
  const event = { Records: [{ messageId: 'm1', body: requestedEventBody() }] };
  const answer = await handler({ probe: { event } }, context);
  expect(answer).toMatchObject({
    probe: 'answered',
    refusedWrites: [{ adapter: 'save', arguments: [{ commandId: 'by-hand-1', status: 'CREATED' }] }],
    result: { batchItemFailures: [{ itemIdentifier: 'm1' }] },
  });
});
