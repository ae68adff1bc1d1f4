import { answered } from './expectations.ts';
import type { Probe } from './probe.ts';

/** Every function is asked whether it starts at all. */
export const startProbe: Probe = {
  name: 'the function starts',
  verify: answered,
};
