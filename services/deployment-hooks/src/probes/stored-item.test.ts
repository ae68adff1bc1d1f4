import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { storedCommand } from './stored-command.ts';
import { atBothLevels, readItem, readingItems, writeItem } from './stored-item.ts';

describe('stored items', () => {
  it('are read as they were written, with what is JSON in them', () => {
    const command = storedCommand({ commandId: 'c1', deviceId: 'pump-1', createdAt: 1000 });
    expect(writeItem(command)).toMatchObject({ parameters: { S: '{"speed":100}' }, requestedBy: { S: 'probe' } });
    expect(readItem(writeItem(command))).toMatchObject(command);
    const origin = { kind: 'decision', decisionId: 'd', rule: 'hot', reason: 'over 90' };
    expect(readItem(writeItem({ ...command, origin }))).toMatchObject({ origin });
  });

  it('may have what is compressed, and no outbox', () => {
    const outbox = [{ decisionId: 'd' }];
    const handed = JSON.parse(
      JSON.stringify({ deviceId: { S: 'd' }, outbox: { B: gzipSync(JSON.stringify(outbox)) } }),
    );
    expect(readItem(handed)).toEqual({ deviceId: 'd', outbox });
    expect(readItem({ deviceId: { S: 'd' }, version: { N: '2' } })).toEqual({ deviceId: 'd', version: 2, outbox: [] });
  });

  it('are told as what is in them, and asked for at both levels', () => {
    const item = writeItem({ deviceId: 'd', outbox: [] });
    const answer = probeAnswer(
      [
        ['putItem', item],
        ['publish', 1],
      ],
      [],
      {
        answeredReads: [{ adapter: 'getItem', arguments: ['d'] }],
      },
    );
    const { answeredReads, answeredWrites } = readingItems(answer);
    expect(answeredReads).toEqual([{ adapter: 'load', arguments: ['d'] }]);
    expect(answeredWrites).toEqual([
      { adapter: 'save', arguments: [{ deviceId: 'd', outbox: [] }] },
      { adapter: 'publish', arguments: [1] },
    ]);
    expect(atBothLevels({ save: 'saved', load: null })).toEqual({
      ...{ save: 'saved', putItem: 'saved', load: null, getItem: null },
    });
  });
});
