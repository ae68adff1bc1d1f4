import { expect, it } from 'vitest';
import { iotPublisher } from './iot-publisher.ts';

const request = { commandId: 'c1', name: 'set-fan', parameters: { speed: 1 }, issuedAt: 1, expiresAt: 2 };
const publication = { topic: 'cmd/demo/pump-7/request/c1', request, messageExpiry: 60 };

it('publishes the request at QoS 1, to be dropped when it has expired', async () => {
  const inputs: { payload: Uint8Array }[] = [];
  const send = async ({ input }: { input: { payload: Uint8Array } }) => inputs.push(input);
  await iotPublisher({ send } as never).publish(publication);
  expect(inputs).toMatchObject([{ topic: publication.topic, qos: 1, messageExpiry: 60 }]);
  expect(JSON.parse(Buffer.from(inputs[0]?.payload ?? []).toString())).toEqual(request);
});

it('says that it could not', async () => {
  const send = async () => {
    throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  };
  const publish = iotPublisher({ send } as never).publish(publication);
  await expect(publish).rejects.toMatchObject({ name: 'TransientError', code: 'PUBLISH_FAILED' });
});
