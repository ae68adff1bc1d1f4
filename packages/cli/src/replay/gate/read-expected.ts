import { readFile } from 'node:fs/promises';
import type { ExpectedChange } from '@signalbox/releases';
import { ExpectedChangesError, readExpectedChanges } from '@signalbox/releases/expected-changes-file';
import { Problem } from '../../problem.ts';

/**
 * The declared changes of decisions in a file like `releases/expected-changes.yaml`.
 * @throws Problem `usage` if there is no such file; `rules-invalid` with file, line and column of everything that is wrong
 */
export const readExpected = async (path: string): Promise<readonly ExpectedChange[]> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('usage', `there is no file ${path} with expected changes`, { cause });
  });
  try {
    return readExpectedChanges(path, text).changes;
  } catch (error) {
    if (error instanceof ExpectedChangesError) throw new Problem('rules-invalid', error.message, { cause: error });
    throw error;
  }
};
