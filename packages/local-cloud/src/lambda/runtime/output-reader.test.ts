import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutputReader } from './output-reader.ts';

const nonce = '0123456789abcdef';

const frame = (kind: string, text: string): string => `\0${nonce}${kind}${Buffer.byteLength(text)}\n${text}`;

const readAll = (text: string, size: number): string[] => {
  const seen: string[] = [];
  const reader = createOutputReader(nonce, {
    message: (message) => void seen.push(`message ${message}`),
    end: (detail) => void seen.push(`end ${detail}`),
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.flush();
  return seen;
};

test('frames keep their lines together, raw text is cut into lines, however the bytes come', () => {
  const output = `raw one\nraw two\n${frame('m', 'several\nlines é')}half${frame('e', '123')}${frame('m', '')}tail`;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), (size) => {
      expect(readAll(output, size)).toEqual([
        'message raw one',
        'message raw two',
        'message several\nlines é',
        'message half',
        'end 123',
        'message ',
        'message tail',
      ]);
    }),
  );
});

test('a function cannot forge a frame without the nonce', () => {
  expect(readAll('\0ffffffffffffffffe3\n999\n', 100)).toEqual(['message \0ffffffffffffffffe3', 'message 999']);
});
