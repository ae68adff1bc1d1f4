import type { ScalarType } from '@aws-sdk/client-timestream-query';
import { expect, test } from 'vitest';
import { readRow } from './read-row.ts';

const column = (Name: string, type: ScalarType) => ({ Name, Type: { ScalarType: type } });

test('reads each type as JSON knows it, and leaves NULL out', () => {
  const columns = [
    column('deviceId', 'VARCHAR'),
    column('time', 'TIMESTAMP'),
    column('temperature', 'DOUBLE'),
    column('running', 'BOOLEAN'),
    column('count', 'BIGINT'),
    column('huge', 'BIGINT'),
    column('mode', 'VARCHAR'),
  ];
  const texts = ['pump-7', '2026-11-23 18:00:00.120000000', '9.55E1', 'false', '42', '9007199254740993'];
  const Data = [...texts.map((ScalarValue) => ({ ScalarValue })), { NullValue: true }];
  expect(readRow({ Data }, columns)).toEqual({
    deviceId: 'pump-7',
    time: '2026-11-23T18:00:00.120Z',
    temperature: 95.5,
    running: false,
    count: 42,
    huge: '9007199254740993',
  });
});
