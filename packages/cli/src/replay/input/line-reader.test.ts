import { expect, test } from 'vitest';
import { pumpLine } from '../archive-lines.fixture.ts';
import { ShardTable } from '../lines/shard-table.ts';
import { openBytes } from './byte-source.ts';
import { LineReader } from './line-reader.ts';

const read = async (text: string, blockBytes: number) => {
  const bad: number[] = [];
  const reader = new LineReader(openBytes(Buffer.from(text)), new ShardTable(), (line) => bad.push(line), blockBytes);
  const numbers: string[] = [];
  for (let block = await reader.next(); block !== undefined; block = await reader.next()) {
    for (let line = 0; line < block.count; line += 1) numbers.push(block.sequenceNumber(line));
  }
  await reader.close();
  return { numbers, bad };
};

const day = Array.from({ length: 50 }, (_, minute) => pumpLine(minute, 60));
const all = day.map((_, minute) => String(1_000_000 + minute));

test('lines are the same however they are cut into blocks', async () => {
  const text = day.join('');
  for (const blockBytes of [1, 100, 300, 301, 302, 511, 4096, 1_000_000]) {
    expect(await read(text, blockBytes)).toEqual({ numbers: all, bad: [] });
    expect(await read(text.slice(0, -1), blockBytes)).toEqual({ numbers: all, bad: [] });
  }
});

test('short lines, bad lines, empty lines and carriage returns are none the less counted', async () => {
  const text = ['', 'x', ...day.slice(0, 3).map((line) => line.replace('\n', '\r')), '\r', 'y'].join('\n');
  for (const blockBytes of [1, 64, 200, 4096]) {
    const { numbers, bad } = await read(text.replaceAll('\n\n', '\n'), blockBytes);
    expect({ numbers, bad }).toEqual({ numbers: all.slice(0, 3), bad: [2, 7] });
  }
});
