import { describe, expect, it } from 'vitest';
import { parseCommandResponse } from './parse-command-response.ts';

const topic = 'cmd/demo/pump-7/response/c1';
const parse = (payload: string, from = topic) => parseCommandResponse(from, Buffer.from(payload));

describe('parseCommandResponse', () => {
  it('reads status, reason and result, and of which command', () => {
    expect(parse('{"status":"SUCCEEDED","reason":"done","result":{"speed":100}}')).toEqual({
      ok: true,
      value: {
        fleet: 'demo',
        deviceId: 'pump-7',
        commandId: 'c1',
        status: 'SUCCEEDED',
        reason: 'done',
        result: { speed: 100 },
      },
    });
  });

  it.each([
    ['INVALID_TOPIC', '{"status":"SUCCEEDED"}', 'cmd/demo/pump-7/response'],
    ['EMPTY_PAYLOAD', '', topic],
    ['NOT_JSON', 'yes', topic],
    ['INVALID_SHAPE', '{"status":"TIMED_OUT"}', topic],
    ['INVALID_SHAPE', '{"status":"FAILED","commandId":"other"}', topic],
  ])('refuses with %s', (reason, payload, from) => {
    expect(parse(payload, from)).toMatchObject({ ok: false, rejection: { reason } });
  });
});
