import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveLine } from '@signalbox/contracts';
import {
  type ExpectedChanges,
  ExpectedChangesError,
  readExpectedChanges,
} from '@signalbox/releases/expected-changes-file';

/** What releases are held against: it is part of the hooks' bundle. */
export interface GoldenSet {
  /** Lines of the archive, as they stand in the files. */
  readonly golden: readonly string[];
  readonly expected: ExpectedChanges;
}

/** What is wrong with the files: one line a problem, `file:line:column: …`. */
export class GoldenSetError extends Error {
  override readonly name = 'GoldenSetError';
  readonly code = 'INVALID_GOLDEN_SET';

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
  }
}

const goldenFolder = 'releases/golden';
const expectedFile = 'releases/expected-changes.yaml';

/** V8 says where JSON breaks off: `… (line 1 column 12)`, or `at position 11`. */
const columnOf = (message: string): number => {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? 1 : Number(position) + 1;
};

const problemOf = (line: string): { column: number; message: string } | undefined => {
  try {
    const checked = archiveLine.check(JSON.parse(line));
    return checked.ok ? undefined : { column: 1, message: `no line of the archive: ${checked.detail}` };
  } catch (error) {
    const { message } = error as Error;
    return { column: columnOf(message), message: `no JSON: ${message}` };
  }
};

const readGolden = (file: string, text: string): { lines: string[]; problems: string[] } => {
  const lines = text.split('\n').map((line, index) => ({ line, place: `${file}:${index + 1}` }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  const problems = filled.flatMap(({ line, place }) => {
    const problem = problemOf(line);
    return problem ? [`${place}:${problem.column}: ${problem.message}`] : [];
  });
  return { lines: filled.map(({ line }) => line), problems };
};

const missing = (what: string, error: unknown): GoldenSetError =>
  new GoldenSetError([`${what} cannot be read: ${(error as Error).message}`], { cause: error });

const goldenFiles = async (root: string): Promise<string[]> => {
  const names = await readdir(join(root, goldenFolder)).catch((error: unknown) => {
    throw missing(goldenFolder, error);
  });
  const files = names.filter((name) => name.endsWith('.ndjson')).sort();
  if (files.length === 0)
    throw new GoldenSetError([`${goldenFolder} holds no .ndjson file: nothing to hold releases against`]);
  return files.map((name) => `${goldenFolder}/${name}`);
};

const readExpected = async (root: string): Promise<ExpectedChanges> => {
  const text = await readFile(join(root, expectedFile), 'utf8').catch((error: unknown) => {
    throw missing(expectedFile, error);
  });
  return readExpectedChanges(expectedFile, text);
};

/**
 * Reads `releases/golden/*.ndjson` and `releases/expected-changes.yaml` of the repository.
 * @throws {GoldenSetError} naming all that is wrong, by file, line and column, or what is missing
 */
export const readGoldenSet = async (root: string): Promise<GoldenSet> => {
  const golden: string[] = [];
  const problems: string[] = [];
  for (const file of await goldenFiles(root)) {
    const read = readGolden(file, await readFile(join(root, file), 'utf8'));
    golden.push(...read.lines);
    problems.push(...read.problems);
  }
  const expected = await readExpected(root).catch((error: unknown) => {
    if (!(error instanceof ExpectedChangesError)) throw error;
    problems.push(error.message);
    return { changes: [], records: [] };
  });
  if (problems.length > 0) throw new GoldenSetError(problems);
  return { golden, expected };
};
