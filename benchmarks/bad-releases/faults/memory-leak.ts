import { type Fault, replace } from '../change.ts';

/** 190 MB a batch: a canary on a fast clock sees only so many batches, and a leak that nothing shows until tomorrow, nothing stops today. */
export const memoryLeak: Fault = {
  title: 'memory leak',
  showsBeforeTraffic: false,
  edits: [
    replace(
      'services/decisions/src/decide-batch.ts',
      'export interface BatchReports {',
      `const history: unknown[][] = [];

export interface BatchReports {`,
    ),
    replace(
      'services/decisions/src/decide-batch.ts',
      'const parsed = items.map(readItem);',
      `const parsed = items.map(readItem);
    history.push(new Array(24_000_000).fill(history.length));`,
    ),
  ],
};
