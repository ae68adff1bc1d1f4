import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Console } from '../../output/console.ts';
import { type DetectorRunOptions, run } from './run.ts';

/** Runs a model over lines; objects are written as JSON. The model's file is called `door.json`. */
export const runModel = async (
  lines: readonly (object | string)[],
  model: unknown,
  options: DetectorRunOptions = {},
) => {
  const directory = await mkdtemp(join(tmpdir(), 'detector-run-'));
  const file = join(directory, 'door.json');
  await writeFile(file, JSON.stringify(model));
  const out: string[] = [];
  const notes: string[] = [];
  const console = {
    line: (text: string) => out.push(text),
    note: (text: string) => notes.push(text),
    style: (_: unknown, text: string) => text,
  } as unknown as Console;
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  // Chunks that end in the middle of lines.
  const chunks = text.match(/[\s\S]{1,37}/g) ?? [];
  const input = (async function* () {
    yield* chunks;
  })();
  const problem = await run(file, options, console, input).then(
    () => undefined,
    (error: unknown) => error,
  );
  await rm(directory, { recursive: true });
  return {
    raw: out.join('\n'),
    outputs: out,
    lines: out.flatMap((each) => each.split('\n')).map((each) => JSON.parse(each)),
    notes,
    problem,
  };
};
