import type { Change } from '../change.ts';
import { logMore } from './log-more.ts';
import { lowerLimit } from './lower-limit.ts';
import { moreMemory } from './more-memory.ts';
import { newMetric } from './new-metric.ts';
import { newRule } from './new-rule.ts';

/** Releases with real changes, none of which may be stopped, by the name that `--only` takes. */
export const goodReleases: Readonly<Record<string, Change>> = {
  'log-more': logMore,
  'more-memory': moreMemory,
  'new-metric': newMetric,
  'lower-limit': lowerLimit,
  'new-rule': newRule,
};
