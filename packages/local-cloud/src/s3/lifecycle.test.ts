import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { expiryOf, type LifecycleRule, lifecycleTime } from './lifecycle-rule.ts';
import { createS3 } from './service.ts';

const dayMs = 86_400_000;
const directory = mkdtempSync(join(tmpdir(), 'signalbox-s3-'));
let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const start = async (options = {}): Promise<Cloud> => {
  cloud = await startCloud({ s3: createS3 }, { port: 0, mqttPort: 0, logLevel: 'error', ...options });
  return cloud;
};

const call = (at: Cloud, method: string, path: string, body = '') =>
  fetch(`${at.endpoint}${path}`, {
    method,
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
    ...(method === 'GET' ? {} : { body }),
  });

const rule: LifecycleRule = { id: 'r', isEnabled: true, prefix: 'archive/', tags: [], expirationDays: 1 };

test('an object expires at the midnight UTC after its days', () => {
  const noon = Date.UTC(2026, 0, 1, 12);
  expect(lifecycleTime(noon, 1)).toBe(Date.UTC(2026, 0, 3));
  expect(expiryOf([rule], { key: 'archive/a', tags: [], modifiedAt: noon })).toEqual({
    at: Date.UTC(2026, 0, 3),
    ruleId: 'r',
  });
  expect(expiryOf([rule], { key: 'other/a', tags: [], modifiedAt: noon })).toBeUndefined();
  expect(expiryOf([{ ...rule, isEnabled: false }], { key: 'archive/a', tags: [], modifiedAt: noon })).toBeUndefined();
});

test('days pass on the clock of the cloud, and only what the rule covers goes', async () => {
  const at = await start({ speed: 2_000_000 });
  await call(at, 'PUT', '/bucket-of-days');
  const xml = `<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status><Filter><Prefix>archive/</Prefix></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>`;
  expect((await call(at, 'PUT', '/bucket-of-days?lifecycle', xml)).status).toBe(200);
  await call(at, 'PUT', '/bucket-of-days/archive/a', 'a');
  await call(at, 'PUT', '/bucket-of-days/kept/a', 'a');
  await at.clock.sleep(4 * dayMs);
  await expect.poll(async () => (await call(at, 'GET', '/bucket-of-days/archive/a')).status).toBe(404);
  expect((await call(at, 'GET', '/bucket-of-days/kept/a')).status).toBe(200);
});

test('objects survive a restart, and files that no object names are swept', async () => {
  const first = await start({ dataDirectory: directory });
  await call(first, 'PUT', '/bucket-of-files');
  await call(first, 'PUT', '/bucket-of-files/a', 'body');
  await first.stop();
  writeFileSync(join(directory, 's3', '00', '00-left-by-a-kill.partial'), 'half');
  const second = await start({ dataDirectory: directory });
  expect(await (await call(second, 'GET', '/bucket-of-files/a')).text()).toBe('body');
  expect(readdirSync(join(directory, 's3', '00'))).not.toContain('00-left-by-a-kill.partial');
});

test('a presigned URL works until it expires', async () => {
  const at = await start();
  await call(at, 'PUT', '/bucket-of-urls');
  const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const presigned = (signedAt: number) =>
    `${at.endpoint}/bucket-of-urls/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=${stamp(signedAt)}&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0`;
  const put = await fetch(`${presigned(at.clock.now())}&x-amz-meta-from=url&x-id=PutObject`, {
    method: 'PUT',
    body: 'signed',
  });
  expect(put.status).toBe(200);
  const got = await fetch(presigned(at.clock.now()));
  expect([await got.text(), got.headers.get('x-amz-meta-from')]).toEqual(['signed', 'url']);
  const late = await fetch(presigned(at.clock.now() - 120_000));
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
});
