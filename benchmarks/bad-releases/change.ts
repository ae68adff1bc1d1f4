import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one file becomes. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  readonly change: (text: string) => string;
}

/** A release: what it changes in the sources. */
export interface Change {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** New files, by their path from the root of the repository. */
  readonly adds?: Readonly<Record<string, string>>;
}

/** A release that must be stopped. */
export interface Fault extends Change {
  /** It shows without any traffic, in a probe or on recorded telemetry: not one wrong command may come of it. */
  readonly showsBeforeTraffic: boolean;
}

/** Replaces a part of a file. @throws when it is not there: a release without its fault would prove nothing */
export const replace = (file: string, from: string | RegExp, to: string): Edit => ({
  file,
  change: (text) => {
    const changed = typeof from === 'string' ? text.replace(from, () => to) : text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not have ${from}`);
    return changed;
  },
});

/** Puts something at the end of a file. */
export const append = (file: string, more: string): Edit => ({ file, change: (text) => `${text}${more}` });

/** Makes the change in a copy of the sources. @throws when a file does not have what is to be changed */
export const applyChange = ({ adds = {}, edits }: Change, folder: string): void => {
  for (const { file, change } of edits) {
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }
  for (const [file, text] of Object.entries(adds)) writeFileSync(join(folder, file), text);
};
