import { type Promotion, promote as promoteTimeline } from '@signalbox/releases';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import { type ChangeOptions, runChange } from './change-timeline.ts';

export interface PromoteOptions extends ChangeOptions {
  readonly to?: Promotion['to'];
  readonly percent?: number;
}

/** `rules promote`. @throws Problem `release-refused`: NOT_UNDER_WAY, NO_STEP */
export const promote = async (options: PromoteOptions, console: Console): Promise<void> => {
  const { to, percent: cohortPercent } = options;
  if (to === 'all' && cohortPercent !== undefined) {
    throw new Problem('usage', '--percent is of a cohort; it cannot be there together with --to all');
  }
  await runChange(
    (timeline, change) =>
      // A percentage means the cohort, also where the next step would be all.
      promoteTimeline(timeline, { ...change, to: cohortPercent === undefined ? to : 'cohort', cohortPercent }),
    'promoted by hand',
    options,
    console,
  );
};
