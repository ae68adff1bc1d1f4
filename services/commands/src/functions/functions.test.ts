import type { Context } from 'aws-lambda';
import { beforeAll, expect, it, vi } from 'vitest';
import { fanCommand, requestedEventBody, responseBody } from '../../test/requests.ts';
import { toAttributes } from '../adapters/command-attributes.ts';
import { type Command, created } from '../command.ts';

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
    refusedWrites: [{ adapter: 'putItem', arguments: [{ commandId: { S: 'by-hand-1' }, status: { S: 'CREATED' } }] }],
    result: { batchItemFailures: [{ itemIdentifier: 'm1' }] },
  });
});

const sent = { ...created(fanCommand(), 1000), status: 'SENT', version: 2 } as const;

const acknowledged = async (found: Command | null, bodies: readonly string[]) => {
  const { handler } = await import('./acknowledge.ts');
  const event = { Records: bodies.map((body, index) => ({ messageId: `m${index}`, body })) };
  const answers = { getItem: found && toAttributes(found), putItem: 'saved' };
  return handler({ probe: { event, answers } }, context);
};

it('a probe of acknowledge says what would become of a command that the probe lets it find', async () => {
  const answer = await acknowledged(sent, [responseBody({ status: 'SUCCEEDED' }), responseBody({ status: 'FAILED' })]);
  expect(answer).toMatchObject({
    ...{ probe: 'answered', refusedWrites: [], result: { batchItemFailures: [] } },
    answeredReads: [
      { adapter: 'getItem', arguments: ['c1'] },
      { adapter: 'getItem', arguments: ['c1'] },
    ],
    answeredWrites: [
      { adapter: 'putItem', arguments: [{ commandId: { S: 'c1' }, status: { S: 'SUCCEEDED' }, version: { N: '3' } }] },
      { adapter: 'putItem', arguments: [{ commandId: { S: 'c1' }, status: { S: 'FAILED' }, version: { N: '3' } }] },
    ],
  });
});

it.each([
  ['a command that came to its end', { ...sent, status: 'SUCCEEDED' } as const],
  ["another device's command", { ...sent, deviceId: 'pump-8' }],
  ['no command', null],
])('a probe of acknowledge saves nothing of %s', async (_what, found) => {
  const answer = await acknowledged(found, [responseBody({ status: 'FAILED' })]);
  expect(answer).toMatchObject({ probe: 'answered', answeredWrites: [], refusedWrites: [] });
});

it('a probe of create does not send again what it lets it find', async () => {
  const { handler } = await import('./create.ts');
  const event = { Records: [{ messageId: 'm1', body: requestedEventBody() }] };
  const found = created(fanCommand({ commandId: 'by-hand-1', parameters: { speed: 50 } }), 1000);
  const getItem = toAttributes({ ...found, status: 'SENT' });
  const answer = await handler({ probe: { event, answers: { getItem, putItem: 'conflict', publish: null } } }, context);
  expect(answer).toMatchObject({
    ...{ probe: 'answered', refusedWrites: [], result: { batchItemFailures: [] } },
    answeredReads: [{ adapter: 'getItem', arguments: ['by-hand-1'] }],
    answeredWrites: [{ adapter: 'putItem' }],
  });
});

it('a probe of sweep sends a command that the probe lets it find', async () => {
  const { handler } = await import('./sweep.ts');
  const expiresAt = Date.now() + 60_000;
  const getItem = toAttributes({ ...created(fanCommand({ expiresAt }), 1000), commandId: 'c1' });
  const answers = { dueBy: ['c1'], getItem, putItem: 'saved', publish: null };
  expect(await handler({ probe: { event: {}, answers } }, context)).toMatchObject({
    ...{ probe: 'answered', refusedWrites: [] },
    answeredReads: [{ adapter: 'dueBy' }, { adapter: 'getItem', arguments: ['c1'] }],
    answeredWrites: [{ adapter: 'publish' }, { adapter: 'putItem', arguments: [{ status: { S: 'SENT' } }] }],
  });
});
