import { expect, test } from 'vitest';
import { resolveMqtt } from './mqtt-target.ts';
import { resolveTarget } from './target.ts';

const local = resolveTarget({ stage: 'local' }, {});
const prod = resolveTarget({ stage: 'prod' }, {});

test('local has a broker, and only on this machine', () => {
  expect(resolveMqtt({}, local)).toEqual({ endpoint: 'mqtt://127.0.0.1:1883' });
  expect(resolveMqtt({ mqttUrl: 'mqtt://localhost:2883' }, local)).toEqual({ endpoint: 'mqtt://localhost:2883' });
  expect(() => resolveMqtt({ mqttUrl: 'mqtt://broker.example.com:1883' }, local)).toThrow(
    /does not belong to stage local/,
  );
});

test('another stage must say which broker and as whom, and not this machine', () => {
  expect(() => resolveMqtt({}, prod)).toThrow(/stage prod needs --mqtt-url/);
  expect(() => resolveMqtt({ mqttUrl: 'mqtt://127.0.0.1:1883' }, prod)).toThrow(/does not belong to stage prod/);
  expect(() => resolveMqtt({ mqttUrl: 'mqtts://iot.example.com:8883' }, prod)).toThrow(/needs --cert and --key/);
  const files = { cert: '/no/such/cert.pem', key: '/no/such/key.pem' };
  expect(() => resolveMqtt({ mqttUrl: 'mqtts://iot.example.com:8883', ...files }, prod)).toThrow(/cannot read/);
});

test('what is no broker is refused', () => {
  expect(() => resolveMqtt({ mqttUrl: 'http://127.0.0.1:1883' }, local)).toThrow('is no broker');
});
