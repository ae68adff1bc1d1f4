import type { OnBadLine } from './input/cursor.ts';

/** A line that is none of an archive. */
export interface NamedBadLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly detail: string;
}

/** Counts the bad lines, and remembers the first of them. */
export class BadLines {
  readonly first: NamedBadLine[] = [];
  readonly #most: number;
  count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  readonly add: OnBadLine = (run, line, { detail }) => {
    this.count += 1;
    if (this.first.length < this.#most) this.first.push({ file: run.name, line, detail });
  };
}
