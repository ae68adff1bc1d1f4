import type { Adapters } from './adapters.ts';
import { PermanentError } from './errors.ts';
import type { ProbeAnswers, ProbedCall } from './probe.ts';

/** Puts writing adapters into effect: as they are, or refusing, under a probe. */
export type GuardWrites = <A extends Adapters>(adapters: A) => A;

/** Leaves adapters as they are. */
export const allowWrites: GuardWrites = (adapters) => adapters;

/** Hears of the writes that a probe asks for. */
export interface ProbedWrites {
  readonly onRefused: (write: ProbedCall) => void;
  readonly onAnswered?: (write: ProbedCall) => void;
  readonly answers?: ProbeAnswers;
}

/**
 * Adapters of the same shape that write nothing. One that `answers` names tells `onAnswered` and resolves with that very value;
 * any other tells `onRefused` and rejects with a PermanentError `WRITE_REFUSED`: it throws, so that nothing can go on as if it
 * had been written.
 */
export const refuseWrites =
  ({ onRefused, onAnswered, answers = {} }: ProbedWrites): GuardWrites =>
  (adapters) => {
    const probed = Object.keys(adapters).map((adapter) => [
      adapter,
      async (...parameters: unknown[]) => {
        const write: ProbedCall = { adapter, arguments: parameters };
        if (Object.hasOwn(answers, adapter)) {
          onAnswered?.(write);
          return answers[adapter];
        }
        onRefused(write);
        throw new PermanentError('WRITE_REFUSED', `${adapter} writes, and this is a probe`);
      },
    ]);
    return Object.fromEntries(probed);
  };
