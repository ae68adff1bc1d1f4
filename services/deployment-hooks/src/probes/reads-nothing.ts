import type { ProbeAnswer } from '@signalbox/lambda-kit';

/** It looked at nothing that the probe let it find: what a version does that is from before it could be told. */
export const readsNothing = ({ answeredReads, probe }: ProbeAnswer): boolean =>
  probe === 'answered' && answeredReads.length === 0;
