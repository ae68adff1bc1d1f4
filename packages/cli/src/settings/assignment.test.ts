import { settingNameSchema, streamRecord } from '@signalbox/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAssignment } from './assignment.ts';

test.each([
  ['limit=95', 'limit', 95],
  ['limit=-0.5e1', 'limit', -5],
  ['quiet=true', 'quiet', true],
  ['quiet=false', 'quiet', false],
  ['mode=eco', 'mode', 'eco'],
  ['code="0815"', 'code', '0815'],
  ['flag="true"', 'flag', 'true'],
  ['formula=a=b', 'formula', 'a=b'],
  ['big=1e999', 'big', '1e999'],
])('%s', (text, name, value) => {
  expect(parseAssignment(text)).toEqual({ name, value });
});

test.each([
  ['limit', 'no name=value'],
  ['=5', 'A name is'],
  ['9lives=5', 'A name is'],
  ['limit=', 'settings unset'],
  ['limit=null', 'settings unset'],
  ['code="x', 'no string in quotes'],
  [`text=${'x'.repeat(257)}`, 'at most 256 characters'],
])('%s is refused', (text, why) => {
  expect(() => parseAssignment(text)).toThrow(why);
});

test('whatever is accepted, the stream takes', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(new RegExp(settingNameSchema.pattern)),
      fc.string({ maxLength: 300 }),
      (name, text) => {
        let parsed: ReturnType<typeof parseAssignment>;
        try {
          parsed = parseAssignment(`${name}=${text}`);
        } catch {
          return;
        }
        const settings = { [parsed.name]: parsed.value };
        const record = { type: 'settings', fleet: 'demo', deviceId: 'pump-7', receivedAt: 1, settings, by: 'cli:me' };
        expect(streamRecord.check(record)).toMatchObject({ ok: true });
      },
    ),
  );
});
