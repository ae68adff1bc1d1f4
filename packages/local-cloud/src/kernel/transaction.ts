import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one transaction. If it throws, nothing of it is written and the error goes on: a full disk must not leave a
 * transaction open, in which everything after it would be caught.
 */
export const inTransaction = <Result>(database: DatabaseSync, work: () => Result): Result => {
  database.exec('BEGIN');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite ends the transaction itself for some errors.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
