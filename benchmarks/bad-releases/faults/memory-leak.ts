import { type Fault, replace } from '../change.ts';

/** 1 MB of each device in a batch: within the day no environment has memory left. */
export const memoryLeak: Fault = {
  title: 'memory leak',
  showsBeforeTraffic: true,
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
    history.push(new Array(130_000).fill(history.length));`,
    ),
  ],
};
