import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputJson } from '../values/output-json.ts';
import { parsePayload } from '../values/payload-json.ts';
import { memberOf, type SqlValue } from '../values/sql-value.ts';
import { AttributePath } from './attribute-path.ts';
import { indexJson } from './json-scanner.ts';

const KEYS = ['a', 'b', 'ab', 'é', '', '__proto__'];
const NUMBERS = [
  '0',
  '-0',
  '7',
  '-12',
  '10.0',
  '2.50',
  '0.1',
  '0.0000001',
  '-122.3359976',
  '123456789012345678',
  '1e5',
];

const scalar = fc.oneof(
  fc.constantFrom('true', 'false', 'null', '""', '"€"', '"a b"', '"\\u0041"', ...NUMBERS),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => JSON.stringify(number)),
  fc.integer().map(String),
);
const blank = fc.constantFrom('', '', '', ' ', '\n\t');
/** JSON texts with blanks and with keys that come twice. */
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.tuple(fc.array(tie('text'), { maxLength: 4 }), blank).map(([items, gap]) => `[${items.join(`${gap},`)}${gap}]`),
    fc
      .tuple(fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('text')), { maxLength: 5 }), blank)
      .map(([members, gap]) => `{${members.map(([key, value]) => `"${key}"${gap}:${value}`).join(`,${gap}`)}}`),
  ),
}));

function walk(value: SqlValue, names: readonly string[]): SqlValue {
  return names.reduce(memberOf, value);
}

describe('indexJson', () => {
  it('reads what parsing reads', () => {
    let indexed = 0;
    fc.assert(
      fc.property(text, fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }), (json, names) => {
        const index = indexJson(Buffer.from(json));
        if (index === undefined) return;
        indexed += 1;
        const whole = parsePayload(Buffer.from(json));
        expect(index.valueAt(new AttributePath([]))).toEqual(whole);
        expect(index.valueAt(new AttributePath(names))).toEqual(walk(whole, names));
      }),
      { numRuns: 3000 },
    );
    expect(indexed).toBeGreaterThan(1000);
  });

  it('takes nothing that is not JSON', () => {
    const broken = fc.tuple(
      text,
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', ':', '0', '-', '.', '\u0001', 'x', ' '),
    );
    fc.assert(
      fc.property(broken, ([json, place, noise]) => {
        const position = place % (json.length + 1);
        const changed = Buffer.from(json.slice(0, position) + noise + json.slice(position + 1));
        if (indexJson(changed) !== undefined) expect(() => JSON.parse(changed.toString())).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '01',
    '1.',
    '-',
    '+1',
    '.5',
    'tru',
    '"a',
    '1 2',
    '[}',
    '{]',
    '\ufeff1',
  ])('does not take %j', (json) => expect(indexJson(Buffer.from(json))).toBeUndefined());

  it('does not take what is not UTF-8', () => expect(indexJson(Uint8Array.from([0x22, 0xff, 0x22]))).toBeUndefined());

  it('keeps indexes apart that share their memory', () => {
    const first = indexJson(Buffer.from('{"a":1}'));
    const others = Array.from({ length: 20_000 }, (_, i) => indexJson(Buffer.from(`{"b":{"a":${i}}}`)));
    expect(first?.valueAt(new AttributePath(['a']))).toBe(1);
    expect(others[19_999]?.valueAt(new AttributePath(['b', 'a']))).toBe(19_999);
  });
});

describe('isCanonical', () => {
  it('is true only of texts that are written as they are', () => {
    let canonical = 0;
    fc.assert(
      fc.property(text, (json) => {
        if (!indexJson(Buffer.from(json))?.isCanonical) return;
        canonical += 1;
        expect(outputJson(parsePayload(Buffer.from(json)), '2016-03-23')).toBe(json);
        expect(outputJson(parsePayload(Buffer.from(json)), '2015-10-08')).toBe(json);
      }),
      { numRuns: 3000 },
    );
    expect(canonical).toBeGreaterThan(300);
  });

  it.each(['{"a":[1,-2.5,{"b":[]},{}],"c":"€"}', '[]', '"x"', '-122.3359976', '100'])('is true of %s', (json) => {
    expect(indexJson(Buffer.from(json))?.isCanonical).toBe(true);
  });

  it.each(['{"a": 1}', '[1,2] ', '{"a":1,"b":2,"a":3}', '2.50', '10.0', '-0', '0.0000001', '1234567890123456'])(
    'is false of %s',
    (json) => {
      expect(indexJson(Buffer.from(json))?.isCanonical).toBe(false);
    },
  );
});
