import { expect, test } from 'vitest';
import type { Console } from './console.ts';
import { openScreen } from './screen.ts';

const terminal = (columns: number, rows: number) => {
  let written = '';
  const console: Console = {
    isTerminal: true,
    columns,
    rows,
    line: () => undefined,
    note: () => undefined,
    write: (text) => {
      written += text;
    },
    style: (_style, text) => text,
  };
  return { console, read: () => written };
};

test('a second drawing goes up over the first, and the cursor comes back', () => {
  const { console, read } = terminal(80, 24);
  const screen = openScreen(console);
  screen.draw(['one', 'two']);
  screen.draw(['three']);
  screen.close();
  expect(read()).toBe('\u001b[?25l\u001b[Jone\ntwo\n\u001b[2A\r\u001b[Jthree\n\u001b[?25h');
});

test('what does not fit is cut, so that no line wraps and none scrolls away', () => {
  const { console, read } = terminal(5, 3);
  openScreen(console).draw(['\u001b[31mabcdefgh\u001b[0m', 'b', 'c', 'd']);
  expect(read()).toBe('\u001b[?25l\u001b[Jabcd\nb\n');
});
