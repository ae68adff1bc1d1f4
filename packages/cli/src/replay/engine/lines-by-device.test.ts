import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinesByDevice } from './lines-by-device.ts';

test('gives every line once, device by device, each in order', () => {
  const lines = new LinesByDevice();
  fc.assert(
    // Hashes that fall on the same slot, too.
    fc.property(
      fc.array(fc.constantFrom(0, 1, -1, 1024, 2048, 0x7fffffff, -0x80000000), { maxLength: 100 }),
      (hashes) => {
        lines.clear(hashes.length);
        for (const [line, hash] of hashes.entries()) lines.add(line, hash);
        const given: number[] = [];
        lines.forEach((line) => void given.push(line));
        const expected = [...Map.groupBy(hashes.keys(), (line) => hashes[line]).values()].flat();
        expect(given).toEqual(expected);
      },
    ),
  );
});
