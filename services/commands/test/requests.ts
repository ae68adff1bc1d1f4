import type { NewCommand } from '../src/command.ts';

/** A command that may begin until 300000. */
export const fanCommand = (overrides: Partial<NewCommand> = {}): NewCommand => ({
  commandId: 'c1',
  fleet: 'demo',
  deviceId: 'pump-7',
  name: 'set-fan',
  parameters: { speed: 100 },
  expiresAt: 300_000,
  origin: { kind: 'decision', decisionId: 'hot/pump-7/shardId-0:1#0/0', rule: 'hot', reason: 'temperature 95 >= 90' },
  ...overrides,
});

export const decisionEventBody = (overrides: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    version: '0',
    id: 'e1',
    source: 'signalbox.decisions',
    'detail-type': 'Decision',
    detail: {
      decisionId: 'hot/pump-7/shardId-0:1#0/0',
      ruleSet: 'default',
      rule: 'hot',
      fleet: 'demo',
      deviceId: 'pump-7',
      decidedAt: 1000,
      cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: '1', reading: 0 },
      reason: 'temperature 95 >= 90',
      command: { name: 'set-fan', parameters: { speed: 100 }, expiresInMs: 60_000 },
      ...overrides,
    },
  });

export const requestedEventBody = (overrides: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    source: 'signalbox.operators',
    'detail-type': 'CommandRequested',
    detail: {
      commandId: 'by-hand-1',
      fleet: 'demo',
      deviceId: 'pump-7',
      name: 'set-fan',
      parameters: { speed: 50 },
      requestedBy: 'ada',
      requestedAt: 2000,
      ...overrides,
    },
  });

/** What the topic rule puts on the queue for a device's answer. */
export const responseBody = (
  answer: unknown,
  { topic = 'cmd/demo/pump-7/response/c1', receivedAt = 5000 }: { topic?: string; receivedAt?: number } = {},
): string => {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return JSON.stringify({ payload: Buffer.from(text).toString('base64'), topic, clientId: 'pump-7', receivedAt });
};
