import { expect, test } from 'vitest';
import { readCommand } from './command-record.ts';

test('reads text, numbers and JSON, and drops what only the sweeper needs', () => {
  const item = {
    commandId: { S: 'c1' },
    status: { S: 'SENT' },
    createdAt: { N: '1764000000000' },
    parameters: { S: '{"speed":100}' },
    history: { S: '[{"at":1,"from":"CREATED","to":"SENT","cause":"published"}]' },
    dueShard: { S: '3' },
    dueAt: { N: '1764000300000' },
  };
  expect(readCommand(item)).toEqual({
    commandId: 'c1',
    status: 'SENT',
    createdAt: 1_764_000_000_000,
    parameters: { speed: 100 },
    history: [{ at: 1, from: 'CREATED', to: 'SENT', cause: 'published' }],
  });
});
