import { describe, expect, it } from 'vitest';
import { countsInto, type Line, logInto, sqsEvent } from '../test/fakes.ts';
import { processMessages } from './process-messages.ts';

describe('processMessages', () => {
  it('returns only the messages that failed, also those that cannot be parsed', async () => {
    const lines: Line[] = [];
    const counts: Record<string, number> = {};
    const seen: unknown[] = [];
    const response = await processMessages(sqsEvent({ one: '{"n":1}', two: 'not json', three: '{"n":3}' }), {
      concurrency: 2,
      log: logInto(lines),
      counts: countsInto(counts),
      message: async ({ body }) => void seen.push(JSON.parse(body).n),
    });
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'two' }] });
    expect(seen.toSorted()).toEqual([1, 3]);
    expect(counts).toEqual({ RecordsFailed: 1 });
    expect(lines).toEqual([{ messageId: 'two', message: 'a message failed' }]);
  });
});
