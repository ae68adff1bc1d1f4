import type { Adapters } from './adapters.ts';
import type { ProbeAnswers, ProbedCall } from './probe.ts';

/** Puts reading adapters into effect: as they are, or answered, under a probe. */
export type GuardReads = <A extends Adapters>(adapters: A) => A;

/** Leaves adapters as they are. */
export const readForReal: GuardReads = (adapters) => adapters;

/**
 * Adapters of the same shape. One that `answers` names reads nothing, tells `onAnswered` and resolves with that very value;
 * any other reads for real.
 */
export const answerReads =
  (answers: ProbeAnswers, onAnswered: (read: ProbedCall) => void): GuardReads =>
  (adapters) => {
    const probed = Object.entries(adapters).map(([adapter, read]) => [
      adapter,
      async (...parameters: unknown[]) => {
        if (!Object.hasOwn(answers, adapter)) return read(...parameters);
        onAnswered({ adapter, arguments: parameters });
        return answers[adapter];
      },
    ]);
    return Object.fromEntries(probed);
  };
