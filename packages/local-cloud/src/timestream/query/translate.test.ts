import { expect, test } from 'vitest';
import { tokenize } from './tokenize.ts';
import { translate } from './translate.ts';

const sql = (text: string) =>
  translate(tokenize(text), { text, now: 1000, relation: (database, table) => `<${database}.${table}>` });

test.each([
  ['select a, b.c, count(*), x + 1 y, *', 'SELECT "a", "b" . "c", count(*) AS "_col2", "x" + 1 "y", *'],
  ['SELECT current, time, "first" FROM "d"."t"', 'SELECT "current", "time", "first" FROM <d.t> AS "t"'],
  ['SELECT 1.5, 2, 1e3, .5', 'SELECT 1.5e0 AS "_col0", 2 AS "_col1", 1e3 AS "_col2", .5e0 AS "_col3"'],
  [
    `SELECT interval '2' day, 3h, 'it''s'`,
    `SELECT INTERVAL '2' day AS "_col0", INTERVAL '3' hour AS "_col1", 'it''s' AS "_col2"`,
  ],
  [
    'SELECT CASE WHEN a THEN 1 ELSE 2 END, CASE a WHEN 1 THEN 2 END b',
    'SELECT CASE WHEN "a" THEN 1 ELSE 2 END AS "_col0", CASE "a" WHEN 1 THEN 2 END "b"',
  ],
  [
    'SELECT a FROM d.t x JOIN d.u ON x.a = u.a, (SELECT 1 one) z',
    'SELECT "a" FROM <d.t> "x" JOIN <d.u> AS "u" ON "x" . "a" = "u" . "a" , (SELECT 1 "one") "z"',
  ],
  [
    'WITH a AS (SELECT 1 n), b(m) AS (SELECT n FROM a) SELECT m FROM b',
    'WITH "a" AS (SELECT 1 "n"), "b" ("m") AS (SELECT "n" FROM "a") SELECT "m" FROM "b"',
  ],
  [
    'SELECT a FROM d.t WHERE b IN (1, 2) AND NOT (c = 1)',
    'SELECT "a" FROM <d.t> AS "t" WHERE "b" IN (1, 2) AND NOT ("c" = 1)',
  ],
  [
    'SELECT avg(a) OVER (PARTITION BY b ORDER BY time ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) m',
    'SELECT avg("a") OVER (PARTITION BY "b" ORDER BY "time" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) "m"',
  ],
  ['SELECT cast(measure_value::double AS bigint) v /* why */', 'SELECT cast("measure_value::double" AS BIGINT) "v"'],
  [
    'SELECT extract(hour FROM time) h, now() n',
    'SELECT extract(hour FROM "time") "h", make_timestamp_ns(1000000000) "n"',
  ],
])('%s', (text, expected) => expect(sql(text)).toBe(expected));

test.each([
  ['SELECT (1', 'The query syntax is invalid at line 1:8'],
  ['SELECT 1)', 'The query syntax is invalid at line 1:9'],
  ['SELECT a::varchar', 'The query syntax is invalid at line 1:9'],
  ['SELECT a\nFROM', 'The query syntax is invalid at line 2:5'],
  ['SELECT 5parsecs', 'The query syntax is invalid at line 1:8'],
  [`SELECT date_trunc('eon', time)`, "line 1:8: 'eon' is not a valid date unit"],
  ["SELECT 1 FROM 'file.csv'", 'The query syntax is invalid at line 1:15'],
  ['SELECT $1', 'The query syntax is invalid at line 1:8'],
])('%s is refused', (text, message) => expect(() => sql(text)).toThrow(message));
