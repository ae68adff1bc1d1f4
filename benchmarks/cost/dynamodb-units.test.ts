import { expect, test } from 'vitest';
import { itemBytes } from './dynamodb-item.ts';
import { putUnits, queryUnits, readUnits, type TableShape } from './dynamodb-units.ts';

const table: TableShape = {
  name: 'commands',
  keys: ['id'],
  indexes: [
    { name: 'by-status', keys: ['status'], projected: 'all' },
    { name: 'due', keys: ['shard', 'dueAt'], projected: [] },
  ],
};
const due = { shard: { S: '1' }, dueAt: { N: '5' } };
const command = { id: { S: 'a' }, status: { S: 'SENT' } };
const ofBytes = (bytes: number) => ({ id: { S: 'x'.repeat(bytes - 2) } });

test('names and values count, numbers by two digits a byte', () => {
  expect(itemBytes({ id: { S: 'pümp' } })).toBe(2 + 5);
  expect(itemBytes({ n: { N: '1763925876000' } })).toBe(1 + 5 + 1);
  expect(itemBytes({ b: { BOOL: true }, l: { L: [{ S: 'a' }] }, m: { M: { k: { S: 'v' } } } })).toBe(2 + 6 + 7);
});

test('a type without a known size is refused', () => {
  expect(() => itemBytes({ s: { SS: ['a'] } })).toThrow('SS');
});

test('reads are by 4 KB, half if eventually consistent, one for nothing', () => {
  expect(readUnits(ofBytes(4096), true)).toBe(1);
  expect(readUnits(ofBytes(4097), true)).toBe(2);
  expect(readUnits(undefined, true)).toBe(1);
  expect(readUnits(ofBytes(10), false)).toBe(0.5);
  expect(queryUnits([ofBytes(3000), ofBytes(3000)], false)).toBe(1);
  expect(queryUnits([], false)).toBe(0.5);
});

test('a new item is written to the table and to the indexes whose keys it has', () => {
  expect(putUnits(table, undefined, { id: { S: 'a' } })).toBe(1);
  expect(putUnits(table, undefined, command)).toBe(2);
  expect(putUnits(table, undefined, { ...command, ...due })).toBe(3);
});

test('a changed key of an index is a deletion and a put, an untouched entry is free', () => {
  const before = { ...command, ...due };
  expect(putUnits(table, before, { ...before, status: { S: 'SUCCEEDED' } })).toBe(1 + 2 + 0);
  expect(putUnits(table, before, { ...before, note: { S: 'n' } })).toBe(1 + 1 + 0);
  expect(putUnits(table, before, command)).toBe(1 + 1 + 1);
  expect(putUnits(table, before, before)).toBe(1);
});

test('a write counts the larger of the old and the new item', () => {
  expect(putUnits({ ...table, indexes: [] }, ofBytes(2000), ofBytes(10))).toBe(2);
});
