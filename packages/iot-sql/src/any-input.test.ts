import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRule } from './compile-rule.ts';
import { compileTemplate } from './compile-template.ts';
import { FUNCTIONS } from './functions/registry.ts';
import { Message } from './message.ts';
import { SqlError } from './sql-error.ts';
import type { SqlVersion } from './values/sql-version.ts';

const version = fc.constantFrom<SqlVersion>('2015-10-08', '2016-03-23');
const payload = fc.oneof(fc.json(), fc.string(), fc.json({ noUnicodeString: false }));

const word = fc.constantFrom(
  ...'SELECT VALUE * , a b . ( ) [ ] { } : FROM WHERE AS NOT AND OR IN - + * / % = <> < >= CASE WHEN THEN ELSE END'.split(
    ' ',
  ),
  ...['SET', '@v', "'x/#'", '"s"', "'a.c'", '1', '1.5', '9e9', '-0', 'null', 'true', '$', '\n', 'EXISTS', 'cast'],
  ...FUNCTIONS.keys(),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(word, { maxLength: 30 }).map((parts) => `SELECT ${parts.join(' ')}`),
);

const argument = fc.constantFrom(
  'a',
  'a.b',
  'b',
  '*',
  '1',
  '-2.5',
  '1E300',
  "'7'",
  "'a+'",
  "'yyyy'",
  'null',
  'true',
  '[1]',
  "{'k': a}",
);
const call = fc
  .tuple(fc.constantFrom(...FUNCTIONS.keys()), fc.array(argument, { maxLength: 4 }))
  .map(([name, args]) => `${name}(${args.join(', ')})`);

function message(bytes: string): Message {
  return new Message({ topic: 'a/b', receivedAt: 0, payload: Buffer.from(bytes) });
}

/** @returns false where the text was refused as it may be */
function attemptRule(sql: string, bytes: string, options: { version: SqlVersion }): boolean {
  try {
    compileRule(sql, options).evaluate(message(bytes));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SqlError);
    return false;
  }
}

describe('any input', () => {
  it('compiles, or throws SqlError', () => {
    fc.assert(
      fc.property(text, payload, version, (sql, bytes, sqlVersion) => {
        attemptRule(sql, bytes, { version: sqlVersion });
      }),
      { numRuns: 2000 },
    );
  });

  it('renders, or throws SqlError', () => {
    fc.assert(
      fc.property(text, payload, (template, bytes) => {
        try {
          compileTemplate(`\${${template}}`, { version: '2016-03-23' }).render(message(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(SqlError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives any function any arguments', () => {
    let evaluated = 0;
    fc.assert(
      fc.property(call, call, payload, (first, second, bytes) => {
        const sql = `SELECT ${first} AS x, ${second} AS y WHERE NOT ${first} = ${second}`;
        if (attemptRule(sql, bytes, { version: '2016-03-23' })) evaluated += 1;
      }),
      { numRuns: 2000 },
    );
    expect(evaluated).toBeGreaterThan(500);
  });

  it.each(['(', '-', 'NOT ', '[', 'a.', '1+', 'topic(', '{"a":', '(SELECT ', 'CASE ', 'cast('])(
    'survives %j repeated',
    (part) => {
      expect(attemptRule(`SELECT ${part.repeat(50_000)}`, '{}', { version: '2016-03-23' })).toBe(false);
    },
  );
});

describe('WHERE', () => {
  it.each(['false', "'true'", 'missing', 'null', '1', '1 = 2', 'NOT true'])('never acts on %s', (where) => {
    const rule = compileRule(`SELECT * WHERE ${where}`, { version: '2016-03-23' });
    fc.assert(
      fc.property(payload, (bytes) => {
        expect(rule.evaluate(message(bytes)).matched).toBe(false);
      }),
    );
  });

  it('never acts on what is false beside anything', () => {
    let evaluated = 0;
    fc.assert(
      fc.property(call, payload, (other, bytes) => {
        try {
          const rule = compileRule(`SELECT * WHERE ${other} AND false`, { version: '2016-03-23' });
          expect(rule.evaluate(message(bytes)).matched).toBe(false);
          evaluated += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(SqlError);
        }
      }),
    );
    expect(evaluated).toBeGreaterThan(20);
  });
});

describe('SELECT *', () => {
  it.each<SqlVersion>(['2015-10-08', '2016-03-23'])('keeps what any JSON means, in %s', (sqlVersion) => {
    const rule = compileRule('SELECT *', { version: sqlVersion });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const result = rule.evaluate(message(JSON.stringify(value)));
        expect(result.matched && JSON.parse(Buffer.from(result.output).toString())).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('passes what is not JSON byte by byte', () => {
    const rule = compileRule('SELECT *', { version: '2016-03-23' });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const input = Uint8Array.from([0xff, ...bytes]);
        const result = rule.evaluate(new Message({ topic: 'a', receivedAt: 0, payload: input }));
        expect(result.matched && [...result.output]).toEqual([...input]);
      }),
    );
  });
});
