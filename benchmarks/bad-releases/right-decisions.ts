import type { Decision } from '@signalbox/contracts';
import type { RuleTimeline } from '@signalbox/releases';

export interface Replays {
  /** By the rules before the release. */
  readonly before: readonly Decision[];
  /** By the rules that were in force for each device. */
  readonly asReleased: readonly Decision[];
}

/** Whether rules were released; without, those of the version before decided all the time. */
export const releasedRules = ({ entries }: RuleTimeline): boolean => entries.some(({ phase }) => phase !== 'baseline');

/**
 * The decisions that may become commands. Of a good release those of its rules too, as far as they were in force. Of a bad one only what
 * the version before decides; and, when its rules were rolled back, what hands the world over to the rules before.
 */
export const rightDecisions = (
  { asReleased, before }: Replays,
  { entries }: RuleTimeline,
  isGood: boolean,
): readonly Decision[] => {
  if (isGood) return asReleased;
  const back = new Set(entries.filter(({ phase }) => phase === 'rolled-back').map(({ effectiveAt }) => effectiveAt));
  const handsBack = asReleased.filter(
    ({ cause }) => cause.type === 'timer' && cause.timer === 'release' && back.has(cause.dueAt),
  );
  return [...before, ...handsBack];
};
