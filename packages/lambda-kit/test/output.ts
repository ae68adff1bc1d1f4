import { vi } from 'vitest';

/** Collects the JSON lines that are written to standard output while `work` runs. */
export const jsonLines = async (work: () => Promise<unknown>): Promise<Record<string, unknown>[]> => {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    }),
  );
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
};
