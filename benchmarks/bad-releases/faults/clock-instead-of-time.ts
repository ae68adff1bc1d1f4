import { type Fault, replace } from '../change.ts';

export const clockInsteadOfTime: Fault = {
  title: "clock used instead of the record's time",
  showsBeforeTraffic: true,
  edits: [
    replace(
      'packages/decision-engine/src/draft.ts',
      'now: Math.max(state.now, record.receivedAt),',
      'now: Date.now(),',
    ),
  ],
};
