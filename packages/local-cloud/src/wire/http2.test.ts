import { connect } from 'node:http2';
import { afterEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';

let cloud: Cloud;
afterEach(() => cloud.stop());

const overHttp2 = (endpoint: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const session = connect(endpoint);
    session.on('error', reject);
    const request = session.request({ ':path': '/_signalbox/health' });
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => session.close(() => resolve(JSON.parse(body))));
  });

test('one port answers HTTP/1.1 and HTTP/2 without TLS', async () => {
  cloud = await startCloud({}, { port: 0, mqttPort: 0, logLevel: 'silent' });
  expect(await overHttp2(cloud.endpoint)).toMatchObject({ status: 'ready' });
  const overHttp1 = await fetch(`${cloud.endpoint}/_signalbox/health`);
  expect(await overHttp1.json()).toMatchObject({ status: 'ready' });
});

test('stopping the cloud ends open HTTP/2 sessions', async () => {
  cloud = await startCloud({}, { port: 0, mqttPort: 0, logLevel: 'silent' });
  const session = connect(cloud.endpoint);
  session.on('error', () => undefined);
  await new Promise((resolve) => session.once('remoteSettings', resolve));
  const closed = new Promise((resolve) => session.once('close', resolve));
  await cloud.stop();
  await closed;
  expect(session.destroyed).toBe(true);
  cloud = await startCloud({}, { port: 0, mqttPort: 0, logLevel: 'silent' });
});
