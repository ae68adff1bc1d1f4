import { expect, test } from 'vitest';
import { readSigner } from './signer.ts';

const scope = 'AKIA/20260101/eu-west-1/s3/aws4_request';

test.each([
  ['header', { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` }, ''],
  ['query', {}, `X-Amz-Credential=${encodeURIComponent(scope)}`],
])('the scope is read from the %s', (_where, headers, query) => {
  expect(readSigner(headers, new URLSearchParams(query))).toEqual({
    accessKeyId: 'AKIA',
    region: 'eu-west-1',
    service: 's3',
  });
});

test.each([
  ['nothing', {}, '', 'MissingAuthenticationToken'],
  ['half a scope', { authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101' }, '', 'IncompleteSignature'],
  ['version 2 in the header', { authorization: 'AWS AKIA:signature' }, '', 'InvalidRequest'],
  ['version 2 in the query', {}, 'AWSAccessKeyId=AKIA&Signature=x&Expires=1', 'InvalidRequest'],
])('a signature of %s is refused', (_what, headers, query, code) => {
  expect(() => readSigner(headers, new URLSearchParams(query))).toThrow(expect.objectContaining({ code }));
});
