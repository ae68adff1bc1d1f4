import { type Fault, replace } from '../change.ts';

/** A record in fifty, whatever is in it: nothing that a probe would happen to bring along. */
export const crashOnOneIn50: Fault = {
  title: 'crash on one record in 50',
  showsBeforeTraffic: false,
  edits: [
    replace(
      'services/decisions/src/decide-batch.ts',
      'const parsed = items.map(readItem);',
      `const parsed = items.map(readItem);
    for (const { sequenceNumber } of items) {
      if (Number(sequenceNumber.slice(-6)) % 50 === 43) throw new RangeError('Invalid array length');
    }`,
    ),
  ],
};
