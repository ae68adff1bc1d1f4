import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { onceATurn } from './once-a-turn.ts';
import { inTransaction } from './transaction.ts';

const open = () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (n INTEGER UNIQUE)');
  const insert = database.prepare('INSERT INTO t VALUES (?)');
  const all = () => database.prepare('SELECT n FROM t').all();
  return { database, insert, all };
};

test('a transaction that fails writes nothing, and the next one is its own', () => {
  const { database, insert, all } = open();
  const twice = () => {
    insert.run(1);
    insert.run(1);
  };
  expect(() => inTransaction(database, twice)).toThrow(/UNIQUE/);
  expect(all()).toEqual([]);
  expect(inTransaction(database, () => insert.run(2).changes)).toBe(1);
  expect(all()).toEqual([{ n: 2 }]);
});

test('all who ask in one turn wait for one run, and each is told of its failure', async () => {
  let runs = 0;
  const run = onceATurn(() => {
    runs += 1;
    if (runs === 2) throw new Error('full disk');
  });
  await Promise.all([run(), run()]);
  expect(runs).toBe(1);
  const results = await Promise.allSettled([run(), run()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await run();
  expect(runs).toBe(3);
});
