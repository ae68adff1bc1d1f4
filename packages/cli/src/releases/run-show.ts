import type { Console } from '../output/console.ts';
import { printable } from '../output/table.ts';
import { Problem } from '../problem.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { findShown } from './find-shown.ts';
import { shownLines } from './shown-lines.ts';
import { withReleases } from './with-releases.ts';

export interface ShowOptions extends TargetOptions {
  readonly json?: boolean;
}

/** `releases show`. @throws Problem `not-found` */
export const show = async (id: string, options: ShowOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const shown = await withReleases(target, (store) => findShown(store, id));
  if (shown === undefined) throw new Problem('not-found', `stage ${target.stage} has no release or deployment ${id}`);
  if (options.json) return console.line(JSON.stringify(shown));
  for (const line of shownLines(shown)) console.line(printable(line));
};
