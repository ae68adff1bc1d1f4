import {
  DeleteThingShadowCommand,
  GetThingShadowCommand,
  ListNamedShadowsForThingCommand,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IotCloud, until } from '../testing/iot-cloud.ts';

let cloud: IotCloud;

beforeEach(async () => {
  cloud = await IotCloud.start();
});
afterEach(() => cloud.stop());

async function update(document: object, shadowName?: string): Promise<Record<string, unknown>> {
  const payload = Buffer.from(JSON.stringify(document));
  const answer = await cloud.data.send(new UpdateThingShadowCommand({ thingName: 'pump', shadowName, payload }));
  return JSON.parse(Buffer.from(answer.payload ?? []).toString());
}

async function get(shadowName?: string): Promise<Record<string, unknown>> {
  const answer = await cloud.data.send(new GetThingShadowCommand({ thingName: 'pump', shadowName }));
  return JSON.parse(Buffer.from(answer.payload ?? []).toString());
}

describe('a shadow over REST', () => {
  it('merges, deletes keys by null, and shows what differs', async () => {
    await update({
      state: { desired: { fan: { speed: 100, mode: 'eco' }, list: [1, 2] }, reported: { fan: { speed: 0 } } },
    });
    const accepted = await update({
      state: { desired: { fan: { mode: null }, list: [3] } },
      clientToken: 't',
      version: 1,
    });
    expect(accepted).toMatchObject({ state: { desired: { list: [3] } }, version: 2, clientToken: 't' });
    const shadow = await get();
    expect(shadow['state']).toEqual({
      desired: { fan: { speed: 100 }, list: [3] },
      reported: { fan: { speed: 0 } },
      delta: { fan: { speed: 100 }, list: [3] },
    });
    expect(shadow['version']).toBe(2);
    expect(shadow['metadata']).toMatchObject({ desired: { fan: { speed: { timestamp: expect.any(Number) } } } });
    await update({ state: { desired: null } });
    expect((await get())['state']).toEqual({ reported: { fan: { speed: 0 } } });
  });

  it.each([
    [{ state: { desired: { a: 1 } }, version: 7 }, 'ConflictException', 'Version conflict'],
    [{ desired: {} }, 'InvalidRequestException', 'Missing required node: state'],
    [{ state: [] }, 'InvalidRequestException', 'State node must be an object'],
    [{ state: { desired: 1 } }, 'InvalidRequestException', 'Desired node must be an object'],
    [{ state: { other: {} } }, 'InvalidRequestException', 'State contains an invalid node'],
    [{ state: {}, version: 'x' }, 'InvalidRequestException', 'Invalid version'],
    [{ state: {}, clientToken: 'x'.repeat(65) }, 'InvalidRequestException', 'Invalid clientToken'],
    [{ state: { desired: { a: 'x'.repeat(9000) } } }, 'RequestEntityTooLargeException', /maximum size/],
    [{ state: { desired: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } } } }, 'InvalidRequestException', /nesting/],
  ])('refuses %j', async (document, name, message) => {
    await expect(update(document)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('lists named shadows and keeps the version of a deleted one', async () => {
    await update({ state: { reported: { a: 1 } } }, 'b');
    await update({ state: { reported: { a: 1 } } }, 'a');
    const list = await cloud.data.send(new ListNamedShadowsForThingCommand({ thingName: 'pump' }));
    expect(list.results).toEqual(['a', 'b']);
    await cloud.data.send(new DeleteThingShadowCommand({ thingName: 'pump', shadowName: 'a' }));
    await expect(get('a')).rejects.toMatchObject({ message: "No shadow exists with name: 'pump~a'" });
    expect(await update({ state: { reported: { a: 2 } } }, 'a')).toMatchObject({ version: 2 });
  });
});

describe('a shadow over MQTT', () => {
  it('answers on its topics', async () => {
    const client = await cloud.connect('pump');
    const received = IotCloud.collect(client);
    const prefix = '$aws/things/pump/shadow';
    await client.subscribeAsync([`${prefix}/update/+`, `${prefix}/get/+`, `${prefix}/delete/+`]);
    await client.publishAsync(`${prefix}/get`, '', { qos: 1 });
    await client.publishAsync(`${prefix}/update`, '{"state":{"desired":{"on":true}},"clientToken":"t"}', { qos: 1 });
    await client.publishAsync(`${prefix}/update`, '{"state":{"reported":{"on":true}}}', { qos: 1 });
    await client.publishAsync(`${prefix}/update`, 'nonsense', { qos: 1 });
    await client.publishAsync(`${prefix}/get`, '{"clientToken":"g"}', { qos: 1 });
    await client.publishAsync(`${prefix}/delete`, '', { qos: 1 });
    await until(() => received.some(({ topic }) => topic === `${prefix}/delete/accepted`));
    const answers = received.map(({ topic, text }) => [topic.slice(prefix.length + 1), JSON.parse(text)]);
    expect(answers.map(([topic]) => topic)).toEqual([
      'get/rejected',
      'update/accepted',
      'update/delta',
      'update/documents',
      'update/accepted',
      'update/documents',
      'update/rejected',
      'get/accepted',
      'delete/accepted',
    ]);
    expect(answers[0]?.[1]).toMatchObject({ code: 404, message: "No shadow exists with name: 'pump'" });
    expect(answers[2]?.[1]).toMatchObject({ state: { on: true }, version: 1, clientToken: 't' });
    expect(answers[3]?.[1]).toMatchObject({ previous: {}, current: { state: { desired: { on: true } }, version: 1 } });
    expect(answers[6]?.[1]).toMatchObject({ code: 400, message: 'Invalid JSON' });
    expect(answers[7]?.[1]).toMatchObject({ clientToken: 'g', version: 2 });
    expect(answers[7]?.[1].state).not.toHaveProperty('delta');
  });
});
