import { type Fault, replace } from '../change.ts';

export const memoryLeak: Fault = {
  title: 'memory leak',
  showsBeforeTraffic: false,
  edits: [
    replace(
      'services/decisions/src/decide-batch.ts',
      'export interface BatchReports {',
      `const history: number[][] = [];

export interface BatchReports {`,
    ),
    replace(
      'services/decisions/src/decide-batch.ts',
      'const parsed = items.map(readItem);',
      `const parsed = items.map(readItem);
    history.push(Array.from({ length: 400_000 }, (_, index) => index + history.length));`,
    ),
  ],
};
