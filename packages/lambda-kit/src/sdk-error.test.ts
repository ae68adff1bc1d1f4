import { describe, expect, it } from 'vitest';
import { PermanentError, TransientError } from './errors.ts';
import { sdkError } from './sdk-error.ts';

const thrown = (name: string, extra: object) => Object.assign(new Error('no'), { name, ...extra });

describe('sdkError', () => {
  it.each([
    thrown('ProvisionedThroughputExceededException', { $metadata: { httpStatusCode: 400 } }),
    thrown('Whatever', { $metadata: { httpStatusCode: 503 } }),
    thrown('Whatever', { $retryable: {} }),
    thrown('Error', { code: 'ECONNREFUSED' }),
    thrown('TimeoutError', {}),
  ])('takes %o for transient', (error) => {
    expect(sdkError('STORE_WRITE', error)).toBeInstanceOf(TransientError);
  });

  it.each([
    thrown('ValidationException', { $metadata: { httpStatusCode: 400 } }),
    thrown('AccessDeniedException', { $metadata: { httpStatusCode: 403 } }),
    new TypeError('x is not a function'),
    'a string',
    undefined,
  ])('takes %o for permanent', (error) => {
    expect(sdkError('STORE_WRITE', error)).toBeInstanceOf(PermanentError);
  });

  it('keeps code and cause', () => {
    const cause = thrown('ValidationException', {});
    expect(sdkError('STORE_WRITE', cause)).toMatchObject({ code: 'STORE_WRITE', cause });
  });
});
