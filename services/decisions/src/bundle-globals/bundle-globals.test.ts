import { createHash as nodeHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHash, Buffer as PureBuffer, TextDecoder as PureDecoder } from './globals.ts';

const sameOf = (make: () => unknown): unknown => {
  try {
    return make();
  } catch {
    return 'refused';
  }
};

it('decodes base64 as Node does, padded or not', () => {
  const text = fc.oneof(
    fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc.stringMatching(/^[A-Za-z0-9+/]*={0,2}$/),
  );
  fc.assert(
    fc.property(text, (base64) => {
      expect([...PureBuffer.from(base64, 'base64')]).toEqual([...Buffer.from(base64, 'base64')]);
    }),
    { numRuns: 500 },
  );
  expect(() => PureBuffer.from('00', 'hex')).toThrow(TypeError);
});

it('reads UTF-8, and refuses what is none, as Node does', () => {
  const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.string({ unit: 'binary' }).map((text) => new Uint8Array(Buffer.from(text))),
    // Around the bounds of what is overlong, a surrogate, or past the last code point.
    fc
      .array(
        fc.constantFrom(
          0x7f,
          0x80,
          0xbf,
          0xc1,
          0xc2,
          0xdf,
          0xe0,
          0x9f,
          0xa0,
          0xed,
          0xef,
          0xbb,
          0xf0,
          0x8f,
          0x90,
          0xf4,
          0xf5,
        ),
        {
          maxLength: 6,
        },
      )
      .map((each) => Uint8Array.from(each)),
  );
  fc.assert(
    fc.property(bytes, (each) => {
      expect(sameOf(() => new PureDecoder().decode(each))).toEqual(sameOf(() => decode(each)));
    }),
    { numRuns: 3000 },
  );
});

it('counts the bytes of a text, and hashes it, as Node does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(PureBuffer.byteLength(text)).toBe(Buffer.byteLength(text));
      expect(createHash('md5').update(text).digest().toString('hex')).toBe(nodeHash('md5').update(text).digest('hex'));
    }),
    { numRuns: 500 },
  );
  expect(() => createHash('sha256')).toThrow(TypeError);
});
