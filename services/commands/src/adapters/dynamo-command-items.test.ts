import { dynaliteTable } from '@signalbox/lambda-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fanCommand } from '../../test/requests.ts';
import { type Command, created } from '../command.ts';
import { transition } from '../transition.ts';
import { commandStore } from './command-store.ts';
import { dynamoCommandItems } from './dynamo-command-items.ts';
import { dynamoDueIndex } from './dynamo-due-index.ts';

const tableName = 'commands';
let table: Awaited<ReturnType<typeof dynaliteTable>>;

beforeAll(async () => {
  table = await dynaliteTable(tableName, { hash: 'commandId', hasDue: true });
});
afterAll(() => table.close());

const store = (name = tableName) => commandStore(dynamoCommandItems({ client: table.client, tableName: name }));

const answered = (command: Command): Command | undefined =>
  transition(command, {
    to: 'FAILED',
    at: 5,
    cause: 'response',
    response: { at: 5, reason: 'jam', result: [1, null] },
  });

describe('commands in DynamoDB', () => {
  it.each([
    ['a decision', fanCommand({ commandId: 'a' })],
    ['an operator', fanCommand({ commandId: 'b', origin: { kind: 'operator', requestedBy: 'ada' } })],
  ])('gives back a command of %s as it was', async (_who, request) => {
    const command = created(request, 1000);
    expect(await store().save(command)).toBe('saved');
    expect(await store().load(request.commandId)).toEqual(command);
    const after = answered(command);
    expect(after && (await store().save(after))).toBe('saved');
    expect(await store().load(request.commandId)).toEqual(after);
  });

  it('creates once, and then writes only over the version before', async () => {
    const command = created(fanCommand({ commandId: 'c' }), 1000);
    await store().save(command);
    expect(await store().save(command)).toBe('conflict');
    expect(await store().save({ ...command, version: 3 })).toBe('conflict');
    expect(await store().save({ ...command, version: 2 })).toBe('saved');
  });

  it('tells a table that is missing from a conflict', async () => {
    const command = created(fanCommand(), 1000);
    await expect(store('nowhere').save(command)).rejects.toMatchObject({ code: 'COMMAND_WRITE_FAILED' });
    await expect(store('nowhere').load('x')).rejects.toMatchObject({ code: 'COMMAND_READ_FAILED' });
  });
});

describe('dynamoDueIndex', () => {
  it('finds what is due, the longest waiting first, and nothing that ended', async () => {
    const at = 50_000_000;
    const expiring = (commandId: string, expiresAt: number) => created(fanCommand({ commandId, expiresAt }), at);
    await store().save(expiring('late', at + 20));
    await store().save(expiring('early', at + 10));
    await store().save(expiring('later', at + 1000));
    await store().save({ ...expiring('ended', at + 5), status: 'CANCELLED' });
    const due = await dynamoDueIndex({ client: table.client, tableName }).dueBy(at + 500);
    expect(due.slice(-2)).toEqual(['early', 'late']);
    expect(due).not.toContain('ended');
  });
});
