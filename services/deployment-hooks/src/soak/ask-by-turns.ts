import { errorMessage, type Measured } from '@signalbox/lambda-kit';
import type { Soaked } from './soaked.ts';

/** Asks a version once; undefined: it is from before it could be measured. */
export type Ask = () => Promise<Measured | undefined>;

/** Both versions, and until when they are asked. */
export interface Turns {
  readonly target: Ask;
  /** undefined: there is nothing to compare with. */
  readonly current: Ask | undefined;
  readonly times: number;
  /** Whether it is time to stop. Asked before each turn. */
  readonly isOver: () => boolean;
}

/** What came of it. */
export interface AskedByTurns extends Soaked {
  /** The version that cannot be measured: nothing more was asked. */
  readonly unmeasurable?: 'target' | 'current';
  /** Why the current version was not asked again. */
  readonly currentFailed?: string;
}

/** What it rejects with is told: a current version that fails must not keep away the one that is better. */
const orFailure = async (ask: Ask): Promise<{ readonly measured: Measured | undefined } | { readonly error: string }> =>
  ask().then(
    (measured) => ({ measured }),
    (error: unknown) => ({ error: errorMessage(error) }),
  );

/**
 * Asks both versions by turns, one call after the other, so that a machine that is slow for a while is slow for both. Rejects
 * with what asking the target rejects with.
 */
export const askByTurns = async ({ current, isOver, target, times }: Turns): Promise<AskedByTurns> => {
  const [ofTarget, ofCurrent]: [Measured[], Measured[]] = [[], []];
  const soaked: Soaked = { target: ofTarget, current: ofCurrent };
  let currentFailed: string | undefined;
  for (let turn = 0; turn < times && !isOver(); turn += 1) {
    const one = await target();
    if (one === undefined) return { ...soaked, unmeasurable: 'target' };
    ofTarget.push(one);
    if (current === undefined || currentFailed !== undefined) continue;
    const other = await orFailure(current);
    if ('error' in other) currentFailed = other.error;
    else if (other.measured === undefined) return { ...soaked, unmeasurable: 'current' };
    else ofCurrent.push(other.measured);
  }
  return { ...soaked, ...(currentFailed !== undefined && { currentFailed }) };
};
