import { expect, test } from 'vitest';
import { type CommandHandlers, judgeRequest } from './command-handler.ts';

const handlers: CommandHandlers = {
  'set-fan': {
    refuse: ({ speed }) => (typeof speed === 'number' ? undefined : 'speed is not a number'),
    run: () => undefined,
  },
};
const request = { commandId: 'c1', name: 'set-fan', parameters: { speed: 100 }, issuedAt: 1_000, expiresAt: 2_000 };
const judge = (change: object, nowMs = 1_500) =>
  judgeRequest('c1', Buffer.from(JSON.stringify({ ...request, ...change })), { handlers, nowMs });

test('a request in time with parameters that the handler takes may begin', () => {
  expect(judge({})).toEqual({ request, handler: handlers['set-fan'] });
});

test.each([
  ['at the moment it expires', judge({}, 2_000), /^expired at 1970-01-01T00:00:02/],
  ['of an unknown name', judge({ name: 'explode' }), /no command explode/],
  ['named like a property of every object', judge({ name: 'toString' }), /no command toString/],
  ['with parameters the handler refuses', judge({ parameters: { speed: 'fast' } }), /speed is not a number/],
  ['of another id than its topic', judge({ commandId: 'c2' }), /says command c2, its topic c1/],
  ['that breaks the contract', judge({ expiresAt: 'soon' }), /expiresAt/],
  ['that is not JSON', judgeRequest('c1', Buffer.from('{'), { handlers, nowMs: 0 }), /not JSON/],
])('a request %s is rejected with a reason', (_case, judged, reason) => {
  expect(judged).toEqual({ rejected: expect.stringMatching(reason) });
});
