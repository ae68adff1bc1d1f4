import { expect, test } from 'vitest';
import { parseTemplateUrl } from './template-url.ts';

const endpoint = 'http://127.0.0.1:4566';

test.each([
  ['https://s3.amazonaws.com/bucket/serverless/a/b.json', { bucket: 'bucket', key: 'serverless/a/b.json' }],
  ['https://s3.eu-west-1.amazonaws.com/bucket/k.json', { bucket: 'bucket', key: 'k.json' }],
  ['https://s3-eu-west-1.amazonaws.com/bucket/k.json', { bucket: 'bucket', key: 'k.json' }],
  ['https://bucket.s3.amazonaws.com/a/k.json?versionId=7', { bucket: 'bucket', key: 'a/k.json', versionId: '7' }],
  ['https://my.bucket.s3.us-east-1.amazonaws.com/k.json', { bucket: 'my.bucket', key: 'k.json' }],
  [`${endpoint}/bucket/a%20b.json`, { bucket: 'bucket', key: 'a b.json' }],
])('%s', (url, address) => expect(parseTemplateUrl(url, endpoint)).toEqual(address));

test.each(['nonsense', 'https://example.org/bucket/key', 'https://s3.amazonaws.com/bucket', 'http://127.0.0.1:1/b/k'])(
  '%s is refused',
  (url) => expect(() => parseTemplateUrl(url, endpoint)).toThrow('TemplateURL must be a supported URL.'),
);
