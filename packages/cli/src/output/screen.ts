import { stripVTControlCharacters } from 'node:util';
import type { Console } from './console.ts';

/** A part of the terminal that is drawn again and again. */
export interface Screen {
  draw(lines: readonly string[]): void;
  /** Leaves the last drawing where it is, and gives the cursor back. */
  close(): void;
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const eraseBelow = '\u001b[J';

/** A line that wraps would spoil the count of lines to go up; styles are given up with the line's end. */
const fit = (line: string, columns: number): string =>
  stripVTControlCharacters(line).length < columns ? line : stripVTControlCharacters(line).slice(0, columns - 1);

export const openScreen = (console: Console): Screen => {
  let drawn = 0;
  console.write(hideCursor);
  return {
    draw: (lines) => {
      const shown = lines.slice(0, console.rows - 1).map((line) => fit(line, console.columns));
      const home = drawn > 0 ? `\u001b[${drawn}A\r` : '';
      console.write(`${home}${eraseBelow}${shown.join('\n')}\n`);
      drawn = shown.length;
    },
    close: () => console.write(showCursor),
  };
};
