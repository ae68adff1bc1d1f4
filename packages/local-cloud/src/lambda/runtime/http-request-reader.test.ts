import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequestReader, type RuntimeRequest } from './http-request-reader.ts';

test('requests come out whole and in order, however the bytes are cut', () => {
  const bodies = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(bodies, fc.array(fc.nat({ max: 300 }), { maxLength: 8 }), (texts, cuts) => {
      const requests = texts.map((text, index) => {
        const body = Buffer.from(text);
        return Buffer.concat([
          Buffer.from(`POST /${index} HTTP/1.1\r\nHost: h\r\nContent-Length: ${body.length}\r\n\r\n`),
          body,
        ]);
      });
      const bytes = Buffer.concat(requests);
      const seen: RuntimeRequest[] = [];
      const read = createRequestReader((request) => seen.push(request));
      const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      ends.reduce((from, end) => {
        read(bytes.subarray(from, end));
        return end;
      }, 0);
      expect(seen.map(({ method, path, body }) => [method, path, body.toString()])).toEqual(
        texts.map((text, index) => ['POST', `/${index}`, text]),
      );
    }),
  );
});
