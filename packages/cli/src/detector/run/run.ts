import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { BadLine, type InputLine, parseInputLine } from './input-line.ts';
import { type Line, linesOf } from './lines-of.ts';
import { loadModel, type ModelOptions } from './load-model.ts';
import { Session } from './session.ts';

export type DetectorRunOptions = ModelOptions;

/** @returns undefined for a line that cannot be read, having said so */
const parseLine = ({ number, text }: Line, console: Console): InputLine | undefined => {
  try {
    const line = parseInputLine(text);
    for (const name of line.unknown) console.note(`line ${number}: '${name}' is not known and not looked at`);
    return line;
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    console.note(`line ${number}: ${error.message}`);
    return undefined;
  }
};

/** Lines that are written together. */
const MAX_WRITTEN = 1000;

/**
 * `signalbox detector run`.
 * @throws Problem `usage` for a model that cannot be run; `records-unreadable`, at the end, if lines could not be read
 */
export const run = async (
  file: string,
  options: DetectorRunOptions,
  console: Console,
  input: AsyncIterable<string> = process.stdin.setEncoding('utf8'),
): Promise<void> => {
  const model = await loadModel(file, options, console);
  let written: string[] = [];
  const flush = (): void => {
    if (written.length > 0) console.line(written.join('\n'));
    written = [];
  };
  const write = (line: string): void => {
    // A single line of the input can let years of timers pass.
    if (written.push(line) >= MAX_WRITTEN) flush();
  };
  const session = new Session(model, { write, note: (text) => console.note(text) });
  let bad = 0;
  for await (const lines of linesOf(input)) {
    for (const each of lines) {
      const line = parseLine(each, console);
      if (line === undefined) bad += 1;
      else session.take(line, `line ${each.number}`);
    }
    flush();
  }
  if (bad > 0) throw new Problem('records-unreadable', `${bad} ${bad === 1 ? 'line' : 'lines'} could not be read`);
};
