import { expect, test } from 'vitest';
import { payloadLines } from './entry-view.ts';

test('text is shown as text', () => {
  expect(payloadLines(Buffer.from('{"a":\t"ä"}\nnext'))).toEqual(['{"a":\t"ä"}', 'next']);
});

test('what is no text, or would steer the terminal, is shown in hexadecimal', () => {
  expect(payloadLines(Buffer.from([0xff, 0x41]))).toEqual([`00000000  ff 41${' '.repeat(42)}  |.A|`]);
  expect(payloadLines(Buffer.from('\u001b[2J'))).toEqual([`00000000  1b 5b 32 4a${' '.repeat(36)}  |.[2J|`]);
  expect(payloadLines(Buffer.alloc(17, 0x61))).toHaveLength(1);
  expect(payloadLines(Buffer.alloc(17, 0x01))).toHaveLength(2);
});
