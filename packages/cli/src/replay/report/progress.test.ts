import { expect, test } from 'vitest';
import { openProgress } from './progress.ts';

const watch = (isTTY: boolean) => {
  let [text, at] = ['', 0];
  const write = (more: string): void => {
    text += more;
  };
  const stream = { isTTY, columns: 120, write };
  const progress = openProgress(stream, () => at);
  return {
    progress,
    pass: (ms: number) => {
      at += ms;
    },
    show: (ms: number, takenBytes: number) => {
      at = ms;
      progress.show({ phase: 'replaying', takenBytes, totalBytes: 1000, lines: takenBytes * 10, at: 0 });
    },
    take: () => {
      const taken = text;
      text = '';
      return taken;
    },
  };
};

test('on a terminal it is one line that is drawn anew, and taken away at the end', () => {
  const { progress, show, take } = watch(true);
  show(0, 10);
  expect(take()).toBe('');
  show(30_000, 250);
  const share = '[######..................]  25 %  2,500 lines  1970-01-01T00:00:00.000Z  1m 30s left';
  expect(take()).toBe(`\r\u001b[K${share}`);
  show(30_050, 260);
  expect(take()).toBe('');
  progress.clear();
  expect(take()).toBe('\r\u001b[K');
});

test('elsewhere it is a line every few seconds', () => {
  const { progress, show, take } = watch(false);
  show(0, 10);
  show(4_000, 100);
  expect(take()).toBe('');
  show(6_000, 300);
  expect(take()).toBe('30 %  3,000 lines  1970-01-01T00:00:00.000Z  14s left\n');
  progress.clear();
  expect(take()).toBe('');
});

test('sorting is told, and does not count for what is left afterwards', () => {
  const { progress, show, take } = watch(true);
  progress.show({ phase: 'sorting', takenBytes: 0, totalBytes: 1000, lines: 0 });
  show(60_000, 0);
  show(70_000, 500);
  expect(take()).toContain(' 50 %  5,000 lines  1970-01-01T00:00:00.000Z  10s left');
});

test('reading the stream is told by its shards', () => {
  const { pass, progress, take } = watch(false);
  progress.show({ phase: 'streaming', shardsRead: 0, shards: 4, lines: 0 });
  pass(10_000);
  progress.show({ phase: 'streaming', shardsRead: 1, shards: 4, lines: 1200 });
  expect(take()).toBe('25 %  1,200 records of the stream that are not archived yet  30s left\n');
});
