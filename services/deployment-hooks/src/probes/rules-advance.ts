import { answered } from './expectations.ts';
import type { ProbesOf } from './probe.ts';

const taken = Array.from({ length: 1000 }, () => ({ ok: true, id: 'probe' }));

/** A look at the release that is under way, if there is one, with nothing written: it comes to its end. */
export const rulesAdvanceProbes: ProbesOf = () => [
  {
    name: 'a look at the rule release that is under way, if one is',
    event: {},
    answers: { saveTimeline: 'saved', saveGateReport: null, putTicks: taken },
    verify: answered,
  },
];
