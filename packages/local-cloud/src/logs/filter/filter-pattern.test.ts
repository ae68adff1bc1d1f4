import { expect, test } from 'vitest';
import { compileFilter } from './filter-pattern.ts';

const json = JSON.stringify({ level: 'ERROR', count: 3, ok: false, none: null, deep: { list: [{ name: 'pump-7' }] } });

test.each([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR', 'an error here', false],
  ['ERROR timeout', 'ERROR without', false],
  ['?ERROR ?WARN', 'a WARN', true],
  ['?ERROR ?WARN', 'an INFO', false],
  ['ERROR -expected', 'ERROR expected', false],
  ['"two words"', 'here two words stand', true],
  ['"two words"', 'two other words', false],
  ['{ $.level = "ERROR" }', json, true],
  ['{ $.level = ERR* && $.count > 2 }', json, true],
  ['{ $.level != "ERROR" || ($.count <= 3 && $.ok IS FALSE) }', json, true],
  ['{ $.deep.list[0].name = "pump-*" }', json, true],
  ['{ $.none IS NULL && $.absent NOT EXISTS }', json, true],
  ['{ $.count = 4 }', json, false],
  ['{ $.level = "ERROR" }', 'no JSON', false],
])('%s on %s is %s', (pattern, message, expected) => {
  expect(compileFilter(pattern)(message)).toBe(expected);
});

test.each(['{ $.a = }', '{ a = 1 }', '{ $.a = 1', '"open'])('%s is refused as invalid', (pattern) => {
  expect(() => compileFilter(pattern)).toThrow(/Invalid filter pattern/);
});

test.each(['[ip, user]', '%reg.x%', '{ $.a = %x% }'])('%s is refused as not supported', (pattern) => {
  expect(() => compileFilter(pattern)).toThrow(/does not support/);
});
