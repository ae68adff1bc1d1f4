import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What the commands write to. Colours only on a terminal, and not if NO_COLOR is set. */
export interface Console {
  /** A person watches: live views may redraw. */
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows: number;
  /** One line of the command's result. */
  line(text: string): void;
  /** Raw, for live views. */
  write(text: string): void;
  /** One line beside the result: notes and problems, on stderr. */
  note(text: string): void;
  style(style: Style, text: string): string;
}

/** @param streams the process's own */
export const createConsole = (streams: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Console => {
  const { stdout, stderr } = streams;
  return {
    isTerminal: stdout.isTTY === true,
    get columns() {
      return stdout.columns ?? 80;
    },
    get rows() {
      return stdout.rows ?? 24;
    },
    line: (text) => void stdout.write(`${text}\n`),
    write: (text) => void stdout.write(text),
    note: (text) => void stderr.write(`${text}\n`),
    // styleText looks at NO_COLOR, FORCE_COLOR and whether the stream is a terminal.
    style: (style, text) => styleText(style, text, { stream: stdout, validateStream: true }),
  };
};
