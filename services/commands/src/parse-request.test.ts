import { describe, expect, it } from 'vitest';
import { decisionEventBody, requestedEventBody } from '../test/requests.ts';
import { deriveCommandId } from './adapters/derive-command-id.ts';
import { parseCommandRequest } from './parse-request.ts';

const parse = (body: string) => parseCommandRequest(body, deriveCommandId);

describe('parseCommandRequest', () => {
  it('derives the id of the command from that of the decision', () => {
    const expected = {
      ok: true,
      command: {
        // printf 'hot/pump-7/shardId-0:1#0/0' | sha256sum | cut -c1-32
        commandId: '3775f8e09187e1df0f0d384676410811',
        ...{ fleet: 'demo', deviceId: 'pump-7', name: 'set-fan', parameters: { speed: 100 }, expiresAt: 61_000 },
        origin: {
          kind: 'decision',
          decisionId: 'hot/pump-7/shardId-0:1#0/0',
          rule: 'hot',
          reason: 'temperature 95 >= 90',
        },
      },
    };
    expect(parse(decisionEventBody())).toEqual(expected);
  });

  it('takes the id of an operator, and gives five minutes if nothing is said', () => {
    expect(parse(requestedEventBody())).toMatchObject({
      ok: true,
      command: { commandId: 'by-hand-1', expiresAt: 302_000, origin: { kind: 'operator', requestedBy: 'ada' } },
    });
    expect(parse(requestedEventBody({ expiresInMs: 1000 }))).toMatchObject({ command: { expiresAt: 3000 } });
  });

  it.each([
    ['what is no JSON', 'x', 'NOT_JSON'],
    ['what is no object', '7', 'NOT_JSON'],
    ['another event', '{"source":"signalbox.decisions","detail-type":"CommandRequested"}', 'UNKNOWN_EVENT'],
    ['a decision that is for people', '{"source":"signalbox.decisions","detail-type":"Notification"}', 'UNKNOWN_EVENT'],
    ['a decision without a command', decisionEventBody({ command: undefined }), 'INVALID_SHAPE'],
    ['a command and a notification in one', decisionEventBody({ notification: { message: 'm' } }), 'INVALID_SHAPE'],
    ['an event without detail', '{"source":"signalbox.decisions","detail-type":"Decision"}', 'INVALID_SHAPE'],
    ['a device id that would widen the topic', requestedEventBody({ deviceId: 'a/b' }), 'INVALID_SHAPE'],
    ['an id that cannot stand in a topic', requestedEventBody({ commandId: '+' }), 'INVALID_SHAPE'],
  ])('refuses %s', (_what, body, reason) => {
    expect(parse(body)).toMatchObject({ ok: false, reason });
  });
});
